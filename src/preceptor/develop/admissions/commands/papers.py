"""Documents and signed texts of an application."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from preceptor.develop.admissions.commands.opening import name_of, own_row, require_being_changed, require_open
from preceptor.develop.admissions.models import Application, ApplicationDocument, TextSigned
from preceptor.develop.admissions.queries.asked import text_code, way_into, window_of
from preceptor.develop.programs.public import CycleBrief, cycle
from preceptor.foundation.audit.public import Actor, record
from preceptor.foundation.district.public import person
from preceptor.foundation.documents.public import (
    Received,
    TextVersion,
    UploadRule,
    current_text,
    keep,
    receive,
    remove,
    sign,
)
from preceptor.foundation.look.public import Refusal

_KINDS = {"jpg": "jpeg"}
_KNOWN = frozenset({"pdf", "docx", "png", "jpeg"})


class NotAskedFor(Refusal):
    """The application asks for no such document or text."""

    status = 404


class WordingChanged(Refusal):
    """The text was published in a new wording while the old one was on the screen."""


def _not_asked_for() -> NotAskedFor:
    return NotAskedFor(
        "not-asked-for",
        _("This application asks for no such document or text."),
        remedy=_("Open your application and choose one from its list."),
    )


def upload_rule(found: CycleBrief, role: str, requirement: str) -> UploadRule:
    """Which files a requirement takes."""
    wanted = way_into(found, role).documents.get(requirement)
    if wanted is None:
        raise _not_asked_for()
    kinds = tuple(kind for kind in (_KINDS.get(kind, kind) for kind in wanted.kinds) if kind in _KNOWN)
    return UploadRule(kinds=kinds or ("pdf",), max_bytes=wanted.max_bytes, max_pages=wanted.max_pages)


def attach_document(
    *, application_id: int, requirement: str, upload: "UploadedFile[bytes]", by: Actor, now: datetime
) -> int:
    """Take a file for a requirement, in place of an earlier one, and give its number.

    The file is checked before the transaction, since looking into it takes a moment and must hold up nobody else.
    """
    row = own_row_to_change(application_id, by, now)
    received = receive(upload, upload_rule(cycle(row.cycle_id), row.role, requirement))
    return attach_received(application_id=application_id, requirement=requirement, received=received, by=by, now=now)


@transaction.atomic
def attach_received(*, application_id: int, requirement: str, received: Received, by: Actor, now: datetime) -> int:
    """Let a file that passed its checks answer a requirement, in place of an earlier one."""
    row = own_row_to_change(application_id, by, now)
    place = cycle(row.cycle_id).unit_path
    stored = keep(by=by, received=received, about=name_of(row.pk), where=place, now=now)
    former = row.documents.filter(requirement=requirement).first()
    values = {"file_id": stored.id, "name": stored.name, "sha256": stored.sha256, "pages": stored.pages}
    ApplicationDocument.objects.update_or_create(
        application=row, requirement=requirement, defaults={**values, "uploaded_at": now}
    )
    if former is not None and not _was_submitted(row, former.file_id):
        remove(by=by, file_id=former.file_id, now=now)
    facts = {"requirement": requirement, "sha256": stored.sha256}
    record(by=by, action="admissions.attach", about=name_of(row.pk), facts=facts, now=now)
    return stored.id


def own_row_to_change(application_id: int, by: Actor, now: datetime) -> Application:
    """The actor's application, open for changes at this moment."""
    with transaction.atomic():
        row = own_row(application_id, by)
        found = cycle(row.cycle_id)
        require_open(now, *window_of(found, way_into(found, row.role)))
        require_being_changed(row)
        return row


def _was_submitted(row: Application, file_id: int) -> bool:
    """Whether a file belongs to a submission, which must stay readable as it was."""
    return any(file_id == file["file"] for sent in row.submissions.all() for file in sent.content["documents"])


@transaction.atomic
def remove_document(*, application_id: int, requirement: str, by: Actor, now: datetime) -> None:
    """Take a file out of an application; one that was submitted before stays with that submission."""
    row = own_row_to_change(application_id, by, now)
    former = row.documents.filter(requirement=requirement).first()
    if former is None:
        return
    former.delete()
    if not _was_submitted(row, former.file_id):
        remove(by=by, file_id=former.file_id, now=now)
    record(by=by, action="admissions.detach", about=name_of(row.pk), facts={"requirement": requirement}, now=now)


@transaction.atomic
def sign_text(
    *, application_id: int, text: str, text_version_id: int, language: str = "", by: Actor, now: datetime
) -> int:
    """Sign a text in the wording that was shown, in the language in which it was read; gives the signature's number."""
    row = own_row_to_change(application_id, by, now)
    found = cycle(row.cycle_id)
    if text not in way_into(found, row.role).texts:
        raise _not_asked_for()
    version = current_text(text_code(found, text), language or get_language())
    signed = row.texts.filter(text=text).first()
    if signed is not None and signed.text_sha256 == version.sha256:
        return signed.signature_id
    if version.id != text_version_id:
        raise WordingChanged(
            "wording-changed",
            _("The wording of this text has changed while it was on your screen, so nothing was signed."),
            remedy=_("Read it again in its new wording, then sign."),
        )
    signature_id = _signature(row, text, version, by, now)
    values = {"text_version_id": version.id, "text_sha256": version.sha256, "signature_id": signature_id}
    TextSigned.objects.update_or_create(application=row, text=text, defaults={**values, "signed_at": now})
    record(by=by, action="admissions.sign-text", about=name_of(row.pk), facts={"text": version.code}, now=now)
    return signature_id


def signed_answers(row: Application, text: str) -> dict[str, object]:
    """What a signature on a text binds besides its wording: for which application it was given."""
    return {"cycle": row.cycle_id, "role": row.role, "text": text}


def _signature(row: Application, text: str, version: TextVersion, by: Actor, now: datetime) -> int:
    """The applicant's signature on this wording."""
    who = person(row.person_id)
    return sign(
        by=by,
        signer_name=who.name,
        signer_email=who.email,
        text_id=version.id,
        language=version.language,
        answers=signed_answers(row, text),
        evidence=[],
        about=name_of(row.pk),
        now=now,
    ).id
