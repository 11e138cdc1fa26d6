"""The walk along the chain that finds its first fault."""

from collections.abc import Iterator
from dataclasses import dataclass

from preceptor.foundation.audit.models import Entry, Head
from preceptor.foundation.audit.queries.seals import keys_for
from preceptor.foundation.audit.rules import (
    GENESIS,
    PURPOSE,
    Fault,
    Line,
    Tally,
    end_fault,
    first_fault,
    head_content,
    mac,
    same,
)

_AT_ONCE = 2000
_COLUMNS = (
    "number",
    "moment",
    "actor_kind",
    "actor_id",
    "actor_label",
    "action",
    "about",
    "facts",
    "previous",
    "key_id",
    "hash",
)


@dataclass(frozen=True)
class Verdict:
    """What the walk found: entries checked, the last good hash, and the first fault if there is one."""

    checked: int
    last_hash: str
    fault: Fault | None


def verify(trusted: tuple[int, str] | None = None) -> Verdict:
    """Check the whole chain, reading it in portions; `trusted` is a head (number, hash) noted down earlier."""
    last = Entry.objects.order_by("-number").values_list("number", flat=True).first() or 0
    head = Head.objects.first()
    highest = max(last, head.number if head else 0)
    tally, fault = first_fault(_lines_until(highest), keys_for(PURPOSE), highest)
    if fault is None:
        fault = _fault_at_head(tally, head, last) or (_fault_at_trusted(tally, trusted) if trusted else None)
    return Verdict(tally.checked, tally.last_hash, fault)


def current_head() -> tuple[int, str]:
    """Number and hash of the last entry, to be noted down outside the database."""
    head = Head.objects.first()
    return (head.number, head.hash) if head else (0, GENESIS)


def _lines_until(last: int) -> Iterator[Line]:
    """Entries in order, up to a number, a portion at a time."""
    for row in Entry.objects.filter(number__lte=last).order_by("number").values_list(*_COLUMNS).iterator(_AT_ONCE):
        yield Line(*row)


def _fault_at_head(tally: Tally, head: Head | None, last: int) -> Fault | None:
    """What the sealed head row shows about the end of the chain."""
    if head is None:
        return Fault(1, "head") if last else None
    key = keys_for(PURPOSE).get(head.key_id)
    if head.number and (key is None or not same(mac(key, head_content(head.number, head.hash)), head.seal)):
        return Fault(head.number, "head")
    # Entries written after the head was read are no fault; a head set back behind entries that were there is.
    return end_fault(tally, head.number, head.hash) or (Fault(head.number, "head") if last > head.number else None)


def _fault_at_trusted(tally: Tally, trusted: tuple[int, str]) -> Fault | None:
    """What a head noted down outside the database shows."""
    number, told = trusted
    if number > tally.checked:
        return Fault(tally.checked + 1, "truncated", last=number)
    kept = Entry.objects.filter(number=number).values_list("hash", flat=True).first() or GENESIS
    return None if same(kept, told) else Fault(number, "altered")
