"""The job that hands one letter to the mail server."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from preceptor.foundation.jobs.public import Effect, Run, TryLater
from preceptor.foundation.messages.commands import handing
from preceptor.foundation.messages.commands.delivering import AnswerLost, NotNow, Refused, deliver
from preceptor.foundation.messages.commands.writing import SEND
from preceptor.foundation.messages.rules.server import MailServer, mail_server

__all__ = ["SEND", "give_up_letter", "send_letter"]


def send_letter(run: Run) -> Effect | None:
    """Send the letter, unless it was sent or withdrawn meanwhile."""
    letter_id = int(run.payload["letter"])
    envelope = handing.open_letter(letter_id)
    if envelope is None:
        return None
    server = mail_server(settings.MAIL_URL)
    if server is None:
        raise TryLater(_("No mail server is set."))
    try:
        answer = _deliver(envelope, server, run)
    except Refused as no:
        refusal = no.words
        return lambda: handing.mark_refused(letter_id, answer=refusal)
    return lambda: handing.mark_sent(letter_id, answer=answer, now=run.now)


def _deliver(envelope: handing.Envelope, server: MailServer, run: Run) -> str:
    """Hand over; what stays open is written down and tried later."""
    try:
        return deliver(
            envelope,
            server=server,
            sender=settings.DEFAULT_FROM_EMAIL,
            before_last=lambda: handing.hand_over(envelope, run),
        )
    except NotNow as later:
        handing.not_taken(envelope, answer=later.words, handed=later.handed, run=run)
        sentence = _("The mail server did not take the letter yet: %(answer)s") % {"answer": later.words}
        raise TryLater(sentence) from later
    except AnswerLost as lost:
        raise TryLater(
            _("The mail server's answer was lost; the letter is sent again under the same number.")
        ) from lost


def give_up_letter(payload: Mapping[str, Any], _now: datetime) -> None:
    """All attempts are used up: show it on the letter."""
    handing.give_up(int(payload["letter"]))
