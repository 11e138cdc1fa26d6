"""Writing letters into the outbox, in the caller's transaction, and withdrawing those not yet due."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import parseaddr
from typing import Any, TypedDict, Unpack

from django.conf import settings
from django.db import transaction
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone, translation

from preceptor.foundation.jobs.public import enqueue_many
from preceptor.foundation.messages.models import Letter
from preceptor.foundation.messages.rules.writing import (
    SUBJECT_LENGTH,
    Recipient,
    known_language,
    one_line,
    sendable,
    subject_and_body,
    template_name,
)

BATCH = 500
SEND = "letters.send"


class Particulars(TypedDict, total=False):
    """What a letter may say besides: what it is about ("context.model:id"), and not to leave before a moment."""

    about: str
    run_at: datetime | None


@dataclass(frozen=True)
class Addressed:
    """One of many letters: whom to, what it says, and the key under which it is written once."""

    to: Recipient
    key: str
    context: Mapping[str, Any] = field(default_factory=dict)
    about: str = ""


def send(
    *,
    letter: str,
    to: Recipient,
    context: Mapping[str, Any],
    key: str,
    now: datetime,
    **more: Unpack[Particulars],
) -> int:
    """Write one letter to the outbox and return its id; the same key again changes nothing and returns the first's."""
    about, run_at = more.get("about", ""), more.get("run_at")
    found = Letter.objects.filter(key=key).values_list("id", flat=True).first()
    if found is None:
        send_many(letter=letter, letters=[Addressed(to, key, context, about)], now=now, run_at=run_at)
        found = Letter.objects.values_list("id", flat=True).get(key=key)
    return found


def send_many(*, letter: str, letters: Sequence[Addressed], now: datetime, run_at: datetime | None = None) -> int:
    """Write many letters of one kind; how many were new. A bad address makes a refused letter and stops no other."""
    new = 0
    with transaction.atomic(), timezone.override(settings.TIME_ZONE):
        for start in range(0, len(letters), BATCH):
            new += _write([_draft(letter, each, now, run_at or now) for each in letters[start : start + BATCH]])
    return new


def write_plain(*, to: Recipient, subject: str, body: str, kind: str, now: datetime) -> None:
    """Write a letter whose text is finished already, as libraries hand them over."""
    drafted = _row(kind, Addressed(to, f"{kind}:{uuid.uuid4().hex}"), subject=subject, body=body, send_at=now)
    drafted.created_at = now
    with transaction.atomic():
        _write([drafted])


def _draft(letter: str, each: Addressed, now: datetime, send_at: datetime) -> Letter:
    """One letter, rendered in its reader's language."""
    language = known_language(each.to.language)
    with translation.override(language):
        text = get_template(template_name(letter, language)).template.render(_context(each))  # type: ignore[attr-defined]  # Django's own backend
    subject, body = subject_and_body(text)
    row = _row(letter, each, subject=subject, body=body, send_at=send_at)
    row.created_at = now
    return row


def _context(each: Addressed) -> Context:
    """What the template sees; plain text, so nothing is escaped."""
    to = replace(each.to, name=one_line(each.to.name))  # a name must not break the line of the subject
    frame = {"to": to, "site_url": settings.SITE_URL, "district": settings.DISTRICT_NAME}
    return Context({**frame, **each.context}, autoescape=False)


def _row(letter: str, each: Addressed, *, subject: str, body: str, send_at: datetime) -> Letter:
    """The outbox row of a finished text."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return Letter(
        key=each.key,
        letter=letter,
        about=each.about,
        person_id=each.to.person_id,
        to_name=one_line(each.to.name)[:200],
        to_email=one_line(each.to.email)[:320],
        language=known_language(each.to.language),
        subject=one_line(subject)[:SUBJECT_LENGTH],
        body=body,
        message_id=f"<{uuid.uuid4().hex}@{host}>",
        state=_first_state(each.to.email),
        send_at=send_at,
        answer="" if sendable(each.to.email) else "address",
    )


def _first_state(email: str) -> Letter.State:
    """Refused when nobody could deliver to it, kept when there is no mail server, else waiting."""
    if not sendable(email):
        return Letter.State.REFUSED
    return Letter.State.WAITING if settings.MAIL_URL else Letter.State.KEPT


def _write(rows: list[Letter]) -> int:
    """Insert what is new and queue the sending of it."""
    keys = [row.key for row in rows]
    known = set(Letter.objects.filter(key__in=keys).values_list("key", flat=True))
    fresh = [row for row in rows if row.key not in known]
    Letter.objects.bulk_create(fresh, ignore_conflicts=True)
    _queue([row.message_id for row in fresh if row.state == Letter.State.WAITING])
    return len(fresh)


def _queue(message_ids: Iterable[str]) -> None:
    """One job for each letter that was truly inserted, so that one bad letter delays no other."""
    found = Letter.objects.filter(message_id__in=list(message_ids)).values_list("id", "send_at", "created_at")
    by_moment: dict[tuple[datetime, datetime], list[int]] = {}
    for letter_id, send_at, created_at in found:
        by_moment.setdefault((send_at, created_at), []).append(letter_id)
    for (send_at, created_at), ids in by_moment.items():
        items = [(str(letter_id), {"letter": letter_id}) for letter_id in ids]
        enqueue_many(SEND, items, now=created_at, run_at=send_at)


def withdraw(*, about: str, now: datetime, letter: str = "") -> int:
    """Withdraw letters about something that are not yet due, such as reminders that are no longer needed; how many."""
    open_ones = Letter.objects.filter(about=about, send_at__gt=now, state__in=[Letter.State.WAITING, Letter.State.KEPT])
    if letter:
        open_ones = open_ones.filter(letter=letter)
    return open_ones.update(state=Letter.State.WITHDRAWN)
