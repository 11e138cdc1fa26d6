"""What contexts above hang in here when the program starts: what must be so before a log, and ways on from an entry."""

from collections.abc import Callable, Collection
from datetime import datetime

LogGate = Callable[[int, int, datetime], None]
EntryLink = Callable[[int, int, Collection[int], int], tuple[str, str] | None]

_gates: list[LogGate] = []
_links: list[EntryLink] = []


def register_log_gate(gate: LogGate) -> None:
    """Ask `gate(cycle_id, author_id, now)` before a log is handed in; it refuses by raising."""
    if gate not in _gates:
        _gates.append(gate)


def register_entry_link(link: EntryLink) -> None:
    """Show the words and address that `link(activity_id, cycle_id, party_ids, reader_id)` gives beside an entry."""
    if link not in _links:
        _links.append(link)


def pass_gates(cycle_id: int, author_id: int, now: datetime) -> None:
    """Let a log through, or the refusal of a gate."""
    for gate in _gates:
        gate(cycle_id, author_id, now)


def links_of(
    activity_id: int, cycle_id: int, party_ids: Collection[int], reader_id: int
) -> tuple[tuple[str, str], ...]:
    """Words and addresses to show beside an entry."""
    found = (link(activity_id, cycle_id, party_ids, reader_id) for link in _links)
    return tuple(each for each in found if each)
