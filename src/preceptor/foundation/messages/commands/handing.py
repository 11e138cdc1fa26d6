"""What becomes of a letter while it is handed to the mail server; every step is a short transaction of its own."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from preceptor.foundation.jobs.public import Run
from preceptor.foundation.messages.models import Letter
from preceptor.foundation.messages.rules.writing import ACCOUNT_LETTER, without_links

OPEN = (Letter.State.WAITING, Letter.State.SENDING)


@dataclass(frozen=True)
class Envelope:
    """All that the mail server is given."""

    letter_id: int
    to_name: str
    to_email: str
    language: str
    subject: str
    body: str
    message_id: str
    created_at: datetime
    handed_before: bool


def open_letter(letter_id: int) -> Envelope | None:
    """The letter if it must still be sent; `handed_before`: an earlier attempt handed it over and heard no answer."""
    row = Letter.objects.filter(id=letter_id, state__in=OPEN).first()
    if row is None:
        return None
    return Envelope(
        row.id,
        row.to_name,
        row.to_email,
        row.language,
        row.subject,
        row.body,
        row.message_id,
        row.created_at,
        row.state == Letter.State.SENDING,
    )


def hand_over(envelope: Envelope, run: Run) -> None:
    """Write down, before the last byte goes, that the server may have the letter from now on; fenced by the attempt."""
    with transaction.atomic():
        run.confirm()
        again = int(envelope.handed_before)
        Letter.objects.filter(id=envelope.letter_id).update(
            state=Letter.State.SENDING, uncertain=F("uncertain") + again
        )


def not_taken(envelope: Envelope, *, answer: str, handed: bool, run: Run) -> None:
    """Note why the server has not taken the letter; a no to the whole letter takes the hand-over back."""
    changes: dict[str, object] = {"answer": answer}
    if handed:
        changes["state"] = Letter.State.WAITING
    with transaction.atomic():
        run.confirm()
        Letter.objects.filter(id=envelope.letter_id).update(**changes)


def mark_sent(letter_id: int, *, answer: str, now: datetime) -> None:
    """The server has taken the letter; runs in the transaction that ends the job."""
    Letter.objects.filter(id=letter_id).update(state=Letter.State.SENT, sent_at=now, answer=answer)
    _forget_keys(letter_id)


def mark_refused(letter_id: int, *, answer: str) -> None:
    """The server will never take the letter; runs in the transaction that ends the job."""
    Letter.objects.filter(id=letter_id).update(state=Letter.State.REFUSED, answer=answer)
    _forget_keys(letter_id)


def give_up(letter_id: int) -> None:
    """No attempt is left; the last answer stays readable."""
    open_ones = Letter.objects.filter(id=letter_id, state__in=OPEN)
    open_ones.filter(answer="").update(answer=_("The mail server could not be reached."))
    open_ones.update(state=Letter.State.REFUSED)
    _forget_keys(letter_id)


def _forget_keys(letter_id: int) -> None:
    """Once nothing is to be sent any more, the outbox and its backups hold no way into an account."""
    row = Letter.objects.filter(id=letter_id, letter=ACCOUNT_LETTER).only("body").first()
    if row is not None:
        row.body = without_links(row.body, instead=_("[link, in the letter only]"))
        row.save(update_fields=["body"])
