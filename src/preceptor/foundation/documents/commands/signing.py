"""Giving a signature."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, record, seal
from preceptor.foundation.documents.models import Signature as SignatureRow
from preceptor.foundation.documents.models import TextVersion as TextRow
from preceptor.foundation.documents.queries.signatures import PURPOSE, Signature, answer_seals, as_signature, columns_of
from preceptor.foundation.documents.queries.texts import digest_of
from preceptor.foundation.look.public import Refusal

# As long as the columns of a signature.
NAME_LENGTH = 200
EMAIL_LENGTH = 254


class TextChanged(Refusal):
    """The wording in the database is not the published one; nobody may sign it."""


class NameUnfit(Refusal):
    """The name or address of the signer is longer than any record of it could be."""

    status = 422


class Signing(TypedDict):
    """Who signs which wording with which answers and which files (by hash), about what."""

    signer_name: str
    signer_email: str
    text_id: int
    language: str
    answers: object
    evidence: Sequence[str]
    about: str


def sign(*, by: Actor, now: datetime, **signing: Unpack[Signing]) -> Signature:
    """Bind a person, a moment, a wording, answers and files in one seal; the calling command has asked who may."""
    _check_signer(signing["signer_name"], signing["signer_email"])
    with transaction.atomic():
        text = TextRow.objects.get(pk=signing["text_id"])
        _check_wording(text)
        row = SignatureRow(
            about=signing["about"],
            signer_kind=by.kind,
            signer_id=by.id,
            signer_name=signing["signer_name"],
            signer_email=signing["signer_email"],
            signed_at=now,
            text=text,
            language=signing["language"],
            text_sha256=text.sha256,
            answers=answer_seals(signing["about"], signing["answers"]),
            evidence=sorted(set(signing["evidence"])),
        )
        row.seal = seal(PURPOSE, columns_of(row))
        row.save(force_insert=True)
        _record(by, row, now)
    return as_signature(row)


def _record(by: Actor, row: SignatureRow, now: datetime) -> None:
    """Put the seal into the audit chain too, where a signature that was deleted leaves its trace."""
    facts = {"signature": row.pk, "text": row.text.code, "number": row.text.number, "seal": row.seal}
    record(by=by, action="documents.signed", about=row.about, facts=facts, now=now)


def _check_signer(name: str, email: str) -> None:
    """Refuse what would not be kept whole: a name that was cut is not the name that was signed with."""
    too_long = [limit for limit, text in ((NAME_LENGTH, name), (EMAIL_LENGTH, email)) if len(text) > limit]
    if too_long:
        raise NameUnfit(
            "signer-too-long",
            _("The name or address to sign with is longer than %(limit)s characters, so nothing was signed.")
            % {"limit": too_long[0]},
            remedy=_("Go back, write it shorter and sign again."),
        )


def _check_wording(text: TextRow) -> None:
    """Refuse to bind anybody to a wording that was changed behind the program's back."""
    if digest_of(text) != text.sha256:
        raise TextChanged(
            "text-changed",
            _("The text “%(title)s” is not worded as it was when it was published, so it cannot be signed.")
            % {"title": text.title},
            remedy=_("Your administrator must publish it again; nothing that you entered is lost."),
            facts={"text": text.pk},
        )
