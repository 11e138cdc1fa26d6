"""Reads of signatures: what was signed, and whether it still stands."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import check_seal, seal
from preceptor.foundation.documents.models import Signature as SignatureRow
from preceptor.foundation.documents.models import StoredFile as FileRow
from preceptor.foundation.documents.queries.texts import digest_of
from preceptor.foundation.documents.rules.signing import (
    Change,
    ChangeKind,
    answer_changes,
    evidence_changes,
    named_answers,
    sealed_content,
)
from preceptor.foundation.look.public import Refusal

PURPOSE = "signature"
ANSWER_PURPOSE = "signed answer"
NOT_ASKED = object()


class UnknownSignature(Refusal):
    """There is no signature of this number."""

    status = 404


@dataclass(frozen=True)
class Signature:
    """Who signed which version of which text, when, about what."""

    id: int
    about: str
    signer_kind: str
    signer_id: int | None
    signer_name: str
    signer_email: str
    signed_at: datetime
    text_id: int
    text_code: str
    text_title: str
    text_number: int
    language: str


@dataclass(frozen=True)
class Valid:
    """Everything that was signed is as it was."""

    @property
    def holds(self) -> bool:
        """True, so that `state.holds` reads the same for both answers."""
        return True

    @property
    def reasons(self) -> tuple[str, ...]:
        """None."""
        return ()


@dataclass(frozen=True)
class Broken:
    """Something that was signed has changed; each reason is a sentence."""

    reasons: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """False."""
        return False


def signatures(about: str) -> list[Signature]:
    """Signatures given about something, oldest first."""
    rows = SignatureRow.objects.filter(about=about).select_related("text").order_by("signed_at", "pk")
    return [as_signature(row) for row in rows]


def signature_state(
    signature_id: int, answers: object = NOT_ASKED, evidence: Iterable[str] | None = None
) -> Valid | Broken:
    """Whether a signature still stands for these answers and this evidence; what is not given is not compared."""
    return _state(signature_row(signature_id), answers, evidence)


def no_files(_one: Signature) -> list[str]:
    """What is signed without any file."""
    return []


def checked_signatures(
    abouts: Collection[str],
    answers: Callable[[Signature], object],
    evidence: Callable[[Signature], list[str]] = no_files,
) -> list[tuple[Signature, Valid | Broken]]:
    """Signatures given about several things, oldest first, each checked anew, in one query.

    Each is compared with the answers and the hashes of files that the caller gives for it; with neither for NOT_ASKED.
    """
    rows = SignatureRow.objects.filter(about__in=abouts).select_related("text").order_by("signed_at", "pk")
    found = []
    for row in rows:
        one = as_signature(row)
        said = answers(one)
        found.append((one, _state(row, said, None if said is NOT_ASKED else evidence(one))))
    return found


def _state(row: SignatureRow, answers: object, evidence: Iterable[str] | None) -> Valid | Broken:
    """Whether a signature's row still stands."""
    reasons = [*_row_faults(row), *_wording_faults(row)]
    if answers is not NOT_ASKED:
        reasons += _answer_faults(row, answers)
    if evidence is not None:
        reasons += _evidence_faults(row, list(evidence))
    return Broken(tuple(reasons)) if reasons else Valid()


def signature_row(signature_id: int) -> SignatureRow:
    """The row of a signature with its text; refuses an unknown number."""
    row = SignatureRow.objects.select_related("text").filter(pk=signature_id).first()
    if row is None:
        raise UnknownSignature(
            "signature-unknown",
            _("There is no signature number %(number)s: it was never given, or its record was removed.")
            % {"number": signature_id},
            remedy=_("Ask for it to be signed again, and tell your administrator if it had been signed."),
            facts={"signature": signature_id},
        )
    return row


def as_signature(row: SignatureRow) -> Signature:
    """A row as other contexts see it."""
    return Signature(
        id=row.pk,
        about=row.about,
        signer_kind=row.signer_kind,
        signer_id=row.signer_id,
        signer_name=row.signer_name,
        signer_email=row.signer_email,
        signed_at=row.signed_at,
        text_id=row.text_id,
        text_code=row.text.code,
        text_title=row.text.title,
        text_number=row.text.number,
        language=row.language,
    )


def answer_seals(about: str, answers: object) -> dict[str, str]:
    """One keyed digest an answer: enough to name the answer that changed, and no copy of what it said."""
    return {name: seal(ANSWER_PURPOSE, [about, name, value]) for name, value in named_answers(answers).items()}


def columns_of(row: SignatureRow) -> dict[str, object]:
    """Everything in a signature's row that its seal covers."""
    return sealed_content(
        {column.attname: getattr(row, column.attname) for column in SignatureRow._meta.concrete_fields}
    )


def _row_faults(row: SignatureRow) -> list[str]:
    """What the seal shows about the row itself."""
    state = check_seal(PURPOSE, columns_of(row), row.seal)
    if state == "unknown-key":
        return [
            _("This signature was sealed with a key that this installation no longer lists, so it cannot be checked.")
        ]
    return [] if state == "holds" else [_("The record of this signature was changed after it was signed.")]


def _wording_faults(row: SignatureRow) -> list[str]:
    """Whether the text still has the wording that was signed."""
    if digest_of(row.text) == row.text_sha256:
        return []
    facts = {"title": row.text.title, "number": row.text.number}
    return [_("The text “%(title)s”, version %(number)s, is not worded as it was when it was signed.") % facts]


def _answer_faults(row: SignatureRow, answers: object) -> list[str]:
    """Answers that are not the ones that were signed."""
    found = {}
    for name, value in named_answers(answers).items():
        told = row.answers.get(name, "")
        found[name] = told if check_seal(ANSWER_PURPOSE, [row.about, name, value], told) == "holds" else "different"
    return [_sentence(change, change.name) for change in answer_changes(row.answers, found)]


def _evidence_faults(row: SignatureRow, evidence: list[str]) -> list[str]:
    """Files that are not the ones that were signed, by their names where those are known."""
    changes = evidence_changes(row.evidence, evidence)
    names = (
        dict(FileRow.objects.filter(sha256__in=[change.name for change in changes]).values_list("sha256", "name"))
        if changes
        else {}
    )
    return [_sentence(change, names.get(change.name, change.name[:12])) for change in changes]


def _sentence(change: Change, name: str) -> str:
    """A change in words."""
    if not name:
        return _("The answers are not the ones that were signed.")
    return _SENTENCES[change.kind]() % {"name": name}


_SENTENCES: dict[ChangeKind, Callable[[], str]] = {
    "answer-changed": lambda: _("The answer “%(name)s” is not the one that was signed."),
    "answer-added": lambda: _("The answer “%(name)s” was added after signing."),
    "answer-removed": lambda: _("The answer “%(name)s” was signed and is missing now."),
    "evidence-added": lambda: _("The file “%(name)s” was added after signing."),
    "evidence-removed": lambda: _("The file “%(name)s” was signed and is missing or changed now."),
}
