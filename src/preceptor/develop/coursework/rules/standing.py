"""How somebody stands: what is met and what is missing, over everything that a program asks for."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

# What the office exempted somebody from counts as done; what nobody owed does not.
DONE = frozenset({"MET", "LATE", "OVER", "EXEMPTED"})
FINE = DONE | {"EXEMPT"}
Stands = Literal["met", "missing", "open"]


@dataclass(frozen=True)
class Thing:
    """One thing that is asked for, and how it stands over all its periods and partners."""

    duty: str
    stands: Stands
    missing: int


def things(verdicts: Iterable[tuple[str, str, int]]) -> tuple[Thing, ...]:
    """Duties in the order in which they come; verdicts are duty, status and what is missing to the least."""
    found: dict[str, list[tuple[str, int]]] = {}
    for duty, status, missing in verdicts:
        found.setdefault(duty, []).append((status, missing))
    return tuple(
        Thing(duty, _stands([status for status, _missing in each]), sum(missing for _status, missing in each))
        for duty, each in found.items()
    )


def _stands(statuses: Collection[str]) -> Stands:
    """Met in every period, and not by excuses alone; open while it can still be met."""
    if all(status in FINE for status in statuses):
        return "met" if any(status in DONE for status in statuses) else "missing"
    return "open" if all(status in FINE or status == "OPEN" for status in statuses) else "missing"


def lacking(asked: Collection[str], found: Mapping[str, Stands]) -> tuple[str, ...]:
    """What of all that an award asks for is not met; what nobody could judge is not met either."""
    return tuple(name for name in asked if found.get(name) != "met")
