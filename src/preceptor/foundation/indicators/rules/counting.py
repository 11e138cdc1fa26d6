"""Counting sets of people over years from whole tables of records: arrays in, arrays out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

import numpy as np
import numpy.typing as npt

from preceptor.foundation.indicators.definition import Clause, Definition, Gathering

Numbers = npt.NDArray[np.int64]
FOREVER = 4_000_000  # an ordinal day after every other
YEAR = 365.25


@dataclass(frozen=True)
class Period:
    """A period with its first and last day, and the day that counts."""

    code: str
    first: date
    last: date
    as_of: date


@dataclass(frozen=True)
class Records:
    """A kind of record as columns: whose, from which day, until which day (exclusive), and what each says."""

    subjects: Numbers
    starts: Numbers
    ends: Numbers
    fields: Mapping[str, npt.NDArray[np.str_]]


def columns(rows: Iterable[Sequence[object]], names: Sequence[str]) -> Records:
    """Columns from rows of subject, first day, end or nothing, and a text for each name."""
    held = list(rows)
    days = list(zip(*held, strict=True)) if held else [()] * (3 + len(names))
    starts = [each.toordinal() for each in days[1]]
    ends = [FOREVER if each is None else each.toordinal() for each in days[2]]
    return Records(
        np.array(days[0], dtype=np.int64),
        np.array(starts, dtype=np.int64),
        np.array(ends, dtype=np.int64),
        {name: np.array(days[3 + place], dtype=np.str_) for place, name in enumerate(names)},
    )


def as_of_day(definition: Definition, first: date, last: date) -> date:
    """The day of a period that counts; a month and day that the period does not hold is its last day."""
    if definition.as_of == "end":
        return last
    month, day = map(int, definition.as_of.split("-"))
    for year in range(first.year, last.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:  # the 29th of February of most years
            found = date(year, month, day - 1)
        if first <= found <= last:
            return found
    return last


def who(clause: Clause, records: Records, period: Period) -> Numbers:
    """Whoever a clause is true of, each once, in order."""
    first, last, on = (day.toordinal() for day in (period.first, period.last, period.as_of))
    mask = {
        "held": (records.starts <= on) & (records.ends > on),
        "during": (records.starts <= last) & (records.ends > first),
        "began": (records.starts >= first) & (records.starts <= on),
        "ended": (records.ends > first) & (records.ends <= on + 1),
    }[clause.when]
    if clause.years is not None:
        mask &= records.starts > on - clause.years * YEAR
    for name, values in clause.where.items():
        mask &= np.isin(records.fields[name], values)
    return np.unique(records.subjects[mask])


Lookup = Callable[[str], Records]
Turn = Callable[[str, Numbers, Period], Numbers]
"""Turns whoever records of a kind are about into what an indicator counts: people into their schools."""


@dataclass(frozen=True)
class Counted:
    """What came of an indicator in a period: everybody in the cohort, and for each whether they count."""

    subjects: Numbers
    counts: npt.NDArray[np.bool_]

    @property
    def number(self) -> int:
        """How many count."""
        return int(self.counts.sum())

    @property
    def out_of(self) -> int:
        """How many there are."""
        return len(self.subjects)


def count(definition: Definition, period: Period, lookup: Lookup, turn: Turn) -> Counted:
    """The cohort of a period and who of it counts; of a number the cohort is whoever counts."""

    def found(clause: Clause) -> Numbers:
        return turn(clause.records, who(clause, lookup(clause.records), period), period)

    numerator = gathered(definition.numerator, found)
    if definition.cohort is None:
        return Counted(numerator, np.ones(len(numerator), dtype=np.bool_))
    cohort = gathered(definition.cohort, found)
    for exclusion in definition.exclusions:
        cohort = np.setdiff1d(cohort, found(exclusion), assume_unique=True)
    return Counted(cohort, np.isin(cohort, numerator, assume_unique=True))


def gathered(gathering: Gathering | None, found: Callable[[Clause], Numbers]) -> Numbers:
    """A gathering as a sorted set."""
    if gathering is None:
        return np.array([], dtype=np.int64)
    sets = [found(clause) for clause in gathering.all]
    if gathering.any:
        sets.append(reduce(np.union1d, [found(clause) for clause in gathering.any]))
    kept: Numbers = reduce(lambda one, other: np.intersect1d(one, other, assume_unique=True), sets)
    for clause in gathering.without:
        kept = np.setdiff1d(kept, found(clause), assume_unique=True)
    return kept
