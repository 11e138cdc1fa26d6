"""Writing the audit trail: each entry bound to the one before, those of a whole change together."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from preceptor.foundation.audit.actor import Actor
from preceptor.foundation.audit.models import Entry, Head
from preceptor.foundation.audit.queries.seals import newest_key
from preceptor.foundation.audit.rules import GENESIS, PURPOSE, Line, canonical, head_content, mac, sealed_line

Facts = Mapping[str, object]
_HEAD_ID = 1
_LABEL_LENGTH = 200
_PORTION = 500


_gathered: ContextVar[list[Line] | None] = ContextVar("audit entries of a whole change", default=None)


def record(*, by: Actor, action: str, about: str = "", facts: Facts | None = None, now: datetime) -> None:
    """Append one entry in the caller's transaction.

    The head row stays locked until that transaction ends, so call this as the last write of a command; a command that
    makes several entries does so `together`. `facts` are few and flat and hold no secrets: nobody can ever remove them.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("audit.record must run inside the transaction of the change that it records")
    line = Line(
        number=0,  # number, hash before and key are known when the line is appended
        moment=now,
        actor_kind=by.kind,
        actor_id=by.id,
        actor_label=_storable(by.label)[:_LABEL_LENGTH],
        action=action,
        about=_storable(about),
        facts=canonical(facts or {}),
        previous="",
        key_id="",
    )
    gathered = _gathered.get()
    if gathered is None:
        _append([line])
    else:
        gathered.append(line)


@contextmanager
def together() -> Iterator[None]:
    """Keep the entries of a block, or of a function that this decorates, and append them when it ends, in their order.

    So the head is locked last and once, however many rows the block locks between its entries. Inside a transaction;
    nothing is written when the block fails, and the outermost of several blocks writes for all.
    """
    if _gathered.get() is not None:
        yield
        return
    lines: list[Line] = []
    token = _gathered.set(lines)
    try:
        yield
    finally:
        _gathered.reset(token)
    if lines:
        _append(lines)


def _append(lines: Sequence[Line]) -> None:
    """Put lines at the end of the chain, each bound to the one before, and seal the head once."""
    head = _locked_head()
    number, previous, key = head.number, head.hash, newest_key(PURPOSE)
    entries = []
    for line in lines:
        sealed = sealed_line(replace(line, number=number + 1, previous=previous), key)
        number, previous = sealed.number, sealed.hash
        entries.append(Entry(**vars(sealed)))
    Entry.objects.bulk_create(entries, batch_size=_PORTION)
    seal = mac(key, head_content(number, previous))
    Head.objects.filter(pk=_HEAD_ID).update(number=number, hash=previous, key_id=key.id, seal=seal)


def record_view(*, by: Actor, action: str, about: str, facts: Facts | None = None, now: datetime) -> None:
    """Record that somebody saw something confidential; opens its own transaction, since pages only read."""
    with transaction.atomic():
        record(by=by, action=action, about=about, facts=facts, now=now)


def _locked_head() -> Head:
    """The end of the chain, locked for this transaction; the first entry of an installation makes it."""
    head = Head.objects.select_for_update().filter(pk=_HEAD_ID).first()
    if head is None:
        Head.objects.get_or_create(pk=_HEAD_ID, defaults={"number": 0, "hash": GENESIS})
        head = Head.objects.select_for_update().get(pk=_HEAD_ID)
    return head


def _storable(text: str) -> str:
    """Text that every database takes: without the zero character, which PostgreSQL refuses."""
    return text.replace("\x00", "")
