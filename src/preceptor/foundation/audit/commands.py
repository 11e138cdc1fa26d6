"""Writing the audit trail: one entry at a time, each bound to the one before."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from preceptor.foundation.audit.actor import Actor
from preceptor.foundation.audit.models import Entry, Head
from preceptor.foundation.audit.queries.seals import newest_key
from preceptor.foundation.audit.rules import GENESIS, PURPOSE, Line, canonical, head_content, mac, sealed_line

_HEAD_ID = 1
_LABEL_LENGTH = 200


def record(*, by: Actor, action: str, about: str = "", facts: Mapping[str, object] | None = None, now: datetime) -> int:
    """Append one entry in the caller's transaction and give its number.

    The head row stays locked until that transaction ends, so call this as the last write of a command.
    `facts` are few and flat and hold no secrets: nobody can ever remove them again.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("audit.record must run inside the transaction of the change that it records")
    head = _locked_head()
    line = sealed_line(
        Line(
            number=head.number + 1,
            moment=now,
            actor_kind=by.kind,
            actor_id=by.id,
            actor_label=_storable(by.label)[:_LABEL_LENGTH],
            action=action,
            about=_storable(about),
            facts=canonical(facts or {}),
            previous=head.hash,
            key_id="",
        ),
        newest_key(PURPOSE),
    )
    Entry.objects.create(**vars(line))
    _move_head(line)
    return line.number


def record_view(*, by: Actor, action: str, about: str, facts: Mapping[str, object] | None = None, now: datetime) -> int:
    """Record that somebody saw something confidential; opens its own transaction, since pages only read."""
    with transaction.atomic():
        return record(by=by, action=action, about=about, facts=facts, now=now)


def _locked_head() -> Head:
    """The end of the chain, locked for this transaction; the first entry of an installation makes it."""
    head = Head.objects.select_for_update().filter(pk=_HEAD_ID).first()
    if head is None:
        Head.objects.get_or_create(pk=_HEAD_ID, defaults={"number": 0, "hash": GENESIS})
        head = Head.objects.select_for_update().get(pk=_HEAD_ID)
    return head


def _move_head(line: Line) -> None:
    """Point the head at the new last entry and seal it."""
    key = newest_key(PURPOSE)
    sealed = mac(key, head_content(line.number, line.hash))
    Head.objects.filter(pk=_HEAD_ID).update(number=line.number, hash=line.hash, key_id=key.id, seal=sealed)


def _storable(text: str) -> str:
    """Text that every database takes: without the zero character, which PostgreSQL refuses."""
    return text.replace("\x00", "")
