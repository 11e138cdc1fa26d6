"""Which programs somebody sees: all of them with a position in the district, else those that they belong to."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from preceptor.develop.programs.queries.cycles import CycleBrief, UnknownCycle, cycle, open_cycles
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.look.public import remembered

READ = "programs.read"
Belonging = Callable[[int], Iterable[int]]
_belonging: list[Belonging] = []


def register_belonging(source: Belonging) -> None:
    """Ask this source for the cycles that a person from outside the district takes part in."""
    if source not in _belonging:
        _belonging.append(source)


def seen_cycles(by: Actor, now: datetime) -> frozenset[int] | None:
    """The numbers of the cycles that the reader may see; None stands for all."""
    if may(by, READ, now=now):
        return None
    if by.kind != "person" or by.id is None:
        return frozenset()
    person_id = by.id
    return remembered(
        ("programs.belonging", person_id),
        lambda: frozenset(each for source in _belonging for each in source(person_id)),
    )


def sees_cycle(cycle_id: int, by: Actor, now: datetime) -> bool:
    """Whether the reader may see a cycle."""
    seen = seen_cycles(by, now)
    return seen is None or cycle_id in seen


def cycle_seen(cycle_id: int, *, by: Actor, now: datetime) -> CycleBrief:
    """A cycle past draft that the reader may see; any other is unknown to them."""
    if not sees_cycle(cycle_id, by, now):
        raise unknown_cycle()
    return cycle(cycle_id)


def open_cycles_seen(*, by: Actor, now: datetime) -> list[CycleBrief]:
    """The running cycles that the reader may see, the newest first."""
    seen = seen_cycles(by, now)
    return [each for each in open_cycles() if seen is None or each.id in seen]


def unknown_cycle() -> UnknownCycle:
    """There is no such cycle, as far as the reader is told."""
    return UnknownCycle(
        "unknown-cycle", _("There is no such program cycle."), remedy=_("Choose one from the list of programs.")
    )
