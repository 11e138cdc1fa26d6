"""Where people stand in a period: the position that counts, and the categories that follow from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from preceptor.foundation.indicators.rules.counting import Numbers, Period, Records

DIMENSIONS = ("group", "level", "district", "need")
"""Employee group, level of the school, local district, need of the school; the most important for the board first."""
NOWHERE = 0
THIRDS = ("high", "middle", "low")
UNKNOWN = "unknown"
OFFICE = "office"


@dataclass(frozen=True)
class Places:
    """For each person asked for: the unit of the position that counts, and the job there; 0 and '' without one."""

    units: Numbers
    jobs: npt.NDArray[np.str_]


def places_of(people: Numbers, positions: Records, units: Numbers, period: Period) -> Places:
    """The position that each person held on the as-of day, else the newest one of the period.

    Of several held on the day the one that began last counts.
    """
    first, on = period.first.toordinal(), period.as_of.toordinal()
    touched = np.flatnonzero((positions.starts <= on) & (positions.ends > first) & np.isin(positions.subjects, people))
    held = positions.ends[touched] > on
    # Of equal places the last written stays: sorted so that what counts comes last.
    order = touched[np.lexsort((positions.starts[touched], held))]
    at = np.searchsorted(people, positions.subjects[order])
    found = np.full(len(people), NOWHERE, dtype=np.int64)
    jobs = np.full(len(people), "", dtype=positions.fields["job"].dtype if len(positions.subjects) else "<U1")
    found[at] = units[order]
    jobs[at] = positions.fields["job"][order]
    return Places(found, jobs)


def thirds(figures: Mapping[int, float]) -> dict[int, str]:
    """Schools by need: the third with the highest figure, the middle one, the lowest; equal figures stay together."""
    if not figures:
        return {}
    lower, upper = np.quantile(np.array(sorted(figures.values())), (1 / 3, 2 / 3))
    return {
        unit: THIRDS[0] if value > upper else THIRDS[2] if value <= lower else THIRDS[1]
        for unit, value in figures.items()
    }


def member_of(spans: Sequence[tuple[int, date, date | None, str]], on: date) -> dict[int, str]:
    """The group that each unit belongs to on a day; without one, the first later group, else the last earlier one."""
    best: dict[int, tuple[int, int, str]] = {}
    for unit, start, end, name in spans:
        if start <= on and (end is None or end > on):
            rank = (0, 0, name)
        elif start > on:
            rank = (1, start.toordinal(), name)
        else:
            rank = (2, -start.toordinal(), name)
        best[unit] = min(best.get(unit, rank), rank)
    return {unit: name for unit, (_rank, _day, name) in best.items()}
