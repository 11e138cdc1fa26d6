"""The reviewer's binder as one PDF and one archive: text, answers, files and hashes."""

import csv
import hashlib
import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import IO

from django.http import FileResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.documents.public import StoredFile, file_content
from preceptor.foundation.look.public import district_time
from preceptor.relieve.compliance.queries.binder import Binder, BinderRow, binder_of

MOST_ATTACHED = 60_000_000
MIME = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
TEMPLATE = Path(__file__).resolve().parents[1] / "reference" / "binder.typ"


@require_safe
def binder(request: Page, cycle_item_id: int, period: str) -> FileResponse:
    """Everything signed for an item and a period: a PDF, or with `format=zip` an archive with the files and hashes."""
    found = binder_of(cycle_item_id=cycle_item_id, period=period, by=actor_of(request), now=timezone.now())
    name = f"binder-{found.code}-{found.year}-{found.period or 'year'}"
    pdf = as_pdf(found)
    if request.GET.get("format") != "zip":
        return FileResponse(io.BytesIO(pdf), as_attachment=True, filename=f"{name}.pdf")
    return FileResponse(as_archive(found, pdf), as_attachment=True, filename=f"{name}.zip")


def files_in(found: Binder) -> dict[str, StoredFile]:
    """Every file that was signed, once, by the name it has in the binder."""
    return {f"{each.sha256[:12]}-{each.name}": each for row in found.rows for each in row.files}


def as_pdf(found: Binder) -> bytes:
    """The binder as one tagged PDF (PDF/UA); files that were signed lie in it, where they are not too large."""
    # Loaded when asked for: the typesetter takes a moment, which no other page should wait for.
    import typst

    files = files_in(found)
    within = sum(each.bytes for each in files.values()) <= MOST_ATTACHED
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "binder.typ").write_text(TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
        attached = []
        for number, (name, each) in enumerate(files.items() if within else ()):
            (Path(folder) / f"file-{number}").write_bytes(file_content(each.id))
            attached.append({"path": f"file-{number}", "name": name, "mime": MIME.get(each.kind, "")})
        data = _data(found) | {"attached": attached, "outside": bool(files) and not within}
        (Path(folder) / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        made = typst.compile(str(Path(folder) / "binder.typ"), root=folder, format="pdf", pdf_standards=["ua-1"])
    return bytes(made)


def _data(found: Binder) -> dict[str, object]:
    """What the typesetter sets; texts of people are data there, never markup."""
    words = {
        "school": _("School"),
        "signer": _("Signed by"),
        "when": _("When"),
        "stands": _("Stands"),
        "signature": _("Signature"),
        "answers": _("Answers and files"),
        "statement": _("Statement as signed"),
        "made": _("Made %(moment)s") % {"moment": district_time(found.made_at)},
        "sums": _("%(signed)s signed, %(proven)s proven by data, %(open)s open")
        % {"signed": len(found.rows), "proven": found.proven, "open": found.open},
        "outside": _("The files that were signed are too large for this document; the archive holds them."),
        "attached": _("The files that were signed are attached to this document under the names below."),
        "empty": _("Nothing has been signed and sent."),
    }
    return {
        "title": found.title,
        "line": " · ".join(part for part in (found.code, found.year, found.period, found.citation) if part),
        "words": words,
        "language": (get_language() or "en")[:2],
        "texts": [{"body": each.body, "sha256": each.sha256, "language": each.language} for each in found.texts],
        "rows": [
            {
                "school": row.school,
                "signer": row.signer,
                "when": district_time(row.signed_at),
                "stands": _("yes") if row.holds else " ".join(row.reasons),
                "signature": str(row.signature_id),
                "answers": [f"{question} {answer}" for question, answer in row.answers]
                + [f"{each.sha256[:12]}-{each.name}, SHA-256 {each.sha256}" for each in row.files],
            }
            for row in found.rows
        ],
    }


def as_archive(found: Binder, pdf: bytes) -> IO[bytes]:
    """PDF, list, signed texts and files in one archive, with the SHA-256 of each; one file in memory at a time."""
    parts = {"binder.pdf": pdf, "signed.csv": _list(found)}
    parts |= {f"texts/{each.sha256[:12]}-{each.language}.txt": each.body.encode() for each in found.texts}
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in parts.items()}
    out = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it when it is sent
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(parts.items()):
            archive.writestr(name, content)
        for name, each in sorted(files_in(found).items()):
            content = file_content(each.id)
            sums[f"files/{name}"] = hashlib.sha256(content).hexdigest()
            archive.writestr(f"files/{name}", content)
        archive.writestr("SHA256SUMS", "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())))
    out.seek(0)
    return out


def _list(found: Binder) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(
        ("school", "signed_by", "signed_at", "signature", "text_sha256", "language", "stands", "answers", "files")
    )
    writer.writerows(_cells(row) for row in found.rows)
    return out.getvalue().encode()


def _cells(row: BinderRow) -> tuple[str, ...]:
    """One row; what a spreadsheet would run as a formula is kept as text."""
    answers = json.dumps(dict(row.answers), ensure_ascii=False)
    files = " ".join(each.sha256 for each in row.files)
    said = (row.school, row.signer, row.signed_at.isoformat(), str(row.signature_id), row.text_sha256)
    every = (*said, row.language, "yes" if row.holds else "no", answers, files)
    return tuple(f"'{cell}" if cell[:1] in "=+-@\t" and cell else cell for cell in every)
