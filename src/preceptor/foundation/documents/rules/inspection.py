"""The whole check of a file: name and content agree, the content is fit, and what is to be stored."""

from dataclasses import dataclass
from pathlib import Path

from preceptor.foundation.documents.rules.fitness import Unfit, UploadRule
from preceptor.foundation.documents.rules.kinds import HEAD_BYTES, agreed_kind
from preceptor.foundation.documents.rules.word import check_word


@dataclass(frozen=True)
class Inspected:
    """A fit file: its kind, its pages where they can be counted, and its fresh content where it was written anew."""

    kind: str
    pages: int | None
    fresh: bytes | None


def inspect(path: Path, name: str, rule: UploadRule) -> Inspected:
    """Check a file on disk against the rule of a place; Unfit names the first thing that is wrong."""
    with path.open("rb") as file:
        kind = agreed_kind(name, file.read(HEAD_BYTES), rule)
    if rule.max_pages is not None and kind == "docx":
        raise Unfit("pages-unknown", name=name, limit=rule.max_pages)
    if kind == "pdf":
        # The readers of PDF files and pictures are heavy, and every start of the program would pay for them.
        from preceptor.foundation.documents.rules.pdf import check_pdf

        return Inspected(kind, check_pdf(path, rule.max_pages), None)
    if kind == "docx":
        check_word(path)
        return Inspected(kind, None, None)
    from preceptor.foundation.documents.rules.image import fresh_copy

    return Inspected(kind, None, fresh_copy(path, kind))
