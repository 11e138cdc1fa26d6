"""The page that shows what was signed."""

from dataclasses import dataclass
from datetime import datetime

from preceptor.foundation.audit.public import Actor
from preceptor.foundation.documents.models import Signature as SignatureRow
from preceptor.foundation.documents.models import StoredFile as FileRow
from preceptor.foundation.documents.queries.policies import may_see_signature
from preceptor.foundation.documents.queries.signatures import signature_state
from preceptor.foundation.documents.queries.texts import text


@dataclass(frozen=True)
class SignedFile:
    """A file that was signed with the text: its name where it is known, and its hash."""

    name: str
    sha256: str


@dataclass(frozen=True)
class SignaturePage:
    """A signature as its signer sees it: the wording in the language of signing, and whether it still stands."""

    id: int
    about: str
    signer_name: str
    signer_email: str
    signed_at: datetime
    title: str
    number: int
    language: str
    body: str
    answers: list[str]
    files: list[SignedFile]
    holds: bool
    reasons: tuple[str, ...]
    seal: str


def signature_page(signature_id: int, actor: Actor, now: datetime) -> SignaturePage | None:
    """The page for the signer and those whom a policy lets; none for everybody else."""
    row = SignatureRow.objects.filter(pk=signature_id).first()
    if row is None or not (_is_signer(row, actor) or may_see_signature(actor, row.about, now)):
        return None
    state, version = signature_state(signature_id), text(row.text_id, row.language)
    return SignaturePage(
        id=row.pk,
        about=row.about,
        signer_name=row.signer_name,
        signer_email=row.signer_email,
        signed_at=row.signed_at,
        title=version.title,
        number=version.number,
        language=row.language,
        body=version.body,
        answers=sorted(name for name in row.answers if name),
        files=_files(row.evidence),
        holds=state.holds,
        reasons=state.reasons,
        seal=row.seal,
    )


def _is_signer(row: SignatureRow, actor: Actor) -> bool:
    """Whether the actor is the person, or came by the very link, that signed."""
    return row.signer_id is not None and (row.signer_kind, row.signer_id) == (actor.kind, actor.id)


def _files(hashes: list[str]) -> list[SignedFile]:
    """The files that were signed, by name where the storage knows them."""
    names = dict(FileRow.objects.filter(sha256__in=hashes).values_list("sha256", "name"))
    return [SignedFile(names.get(one, ""), one) for one in hashes]
