"""How good a set of pairs is, at every level; says nothing on whether it keeps the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from preceptor.planning.matching.plan import Assigned, Levels


def measure(pairs: Iterable[Assigned]) -> Levels:
    """Measure pairs: matched, worst among the pairs not locked, total, and squared load."""
    listed = tuple(pairs)
    loads = Counter(pair.mentor for pair in listed)
    return Levels(
        matched=len(listed),
        worst=min((pair.score for pair in listed if not pair.locked and pair.score is not None), default=None),
        total=sum(pair.score or 0 for pair in listed),
        load=sum(load * load for load in loads.values()),
    )


def better(one: Levels, other: Levels) -> bool:
    """Tell whether the first is better than the other at the first level where they differ."""
    return ranking(one) > ranking(other)


def ranking(levels: Levels) -> tuple[int, bool, int, int, int]:
    """Give a key that sorts levels from worst to best."""
    return (levels.matched, levels.worst is not None, levels.worst or 0, levels.total, -levels.load)
