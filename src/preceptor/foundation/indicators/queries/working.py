"""Working indicators out for any number of periods: every table is read once, whatever the number of years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from preceptor.foundation.district.public import (
    SchoolYearBrief,
    membership_spans,
    newest_figure,
    position_spans,
    school_calendar,
    school_levels,
)
from preceptor.foundation.indicators.definition import Definition
from preceptor.foundation.indicators.queries.groups import GROUPS, OTHER, group_of
from preceptor.foundation.indicators.queries.records import POSITIONS
from preceptor.foundation.indicators.queries.registry import record_kind
from preceptor.foundation.indicators.rules.counting import Counted, Numbers, Period, Records, as_of_day, columns, count
from preceptor.foundation.indicators.rules.places import (
    DIMENSIONS,
    NOWHERE,
    OFFICE,
    THIRDS,
    UNKNOWN,
    Places,
    member_of,
    places_of,
    thirds,
)

NEED_FIGURE = "unduplicated_need"
Atom = tuple[str, ...]


@dataclass(frozen=True)
class Worked:
    """An indicator of a period: who counts, where each stands, and every combination that can exist."""

    period: Period
    counted: Counted
    units: Numbers
    atoms: tuple[Atom, ...]
    atom_of: Numbers
    dimensions: tuple[str, ...]


def period_of(definition: Definition, year: SchoolYearBrief) -> Period:
    """A school year as an indicator's period."""
    return Period(year.code, year.start, year.end, as_of_day(definition, year.start, year.end))


def school_years() -> tuple[SchoolYearBrief, ...]:
    """Every school year of the calendar, in order."""
    return school_calendar().years


class Working:
    """The district's tables, each read when it is first needed and kept while indicators are worked out."""

    def __init__(self) -> None:
        self._records: dict[str, Records] = {}

    def records(self, code: str) -> Records:
        """A kind of record as columns."""
        if code == POSITIONS:
            return self._positions[0]
        if code not in self._records:
            kind = record_kind(code)
            self._records[code] = columns(kind.load(), tuple(kind.fields))
        return self._records[code]

    @cached_property
    def _positions(self) -> tuple[Records, Numbers]:
        rows = position_spans()
        held = columns([row[:5] for row in rows], ("job", "permanence"))
        return held, np.array([row[5] for row in rows], dtype=np.int64)

    @cached_property
    def _levels(self) -> dict[int, str]:
        return school_levels()

    @cached_property
    def _memberships(self) -> list[tuple[int, object, object, str]]:
        return list(membership_spans("local_district"))

    @cached_property
    def _needs(self) -> dict[int, str]:
        enrolled, needy = newest_figure("total_enrolled"), newest_figure(NEED_FIGURE)
        return thirds({unit: needy[unit] / pupils for unit, pupils in enrolled.items() if pupils and unit in needy})

    def places(self, people: Numbers, period: Period) -> Places:
        """Where people stand in a period."""
        held, units = self._positions
        return places_of(people, held, units, period)

    def turn(self, definition: Definition, code: str, subjects: Numbers, period: Period) -> Numbers:
        """People as the schools at which they work, where schools are counted."""
        if definition.counts == record_kind(code).of:
            return subjects
        units = np.unique(self.places(subjects, period).units)
        return units[np.isin(units, np.array(sorted(self._levels), dtype=np.int64))]

    def work(self, definition: Definition, periods: Sequence[Period]) -> list[Worked]:
        """An indicator for every period."""
        return [self._one(definition, period) for period in periods]

    def _one(self, definition: Definition, period: Period) -> Worked:
        counted = count(
            definition,
            period,
            self.records,
            lambda code, subjects, when: self.turn(definition, code, subjects, when),
        )
        of_unit = self._unit_atoms(period)
        if definition.counts == "schools":
            keys = sorted(set(of_unit.values()) - {_OFFICES})
            index = {key: at for at, key in enumerate(keys)}
            atom_of = np.array([index[of_unit[unit]] for unit in counted.subjects.tolist()], dtype=np.int64)
            return Worked(period, counted, counted.subjects, tuple(keys), atom_of, DIMENSIONS[1:])
        places = self.places(counted.subjects, period)
        units = sorted(set(of_unit.values()) | {_OFFICES})
        number = {key: at for at, key in enumerate(units)}
        at_unit = np.array([number[of_unit.get(unit, _OFFICES)] for unit in places.units.tolist()], dtype=np.int64)
        group = np.array([_GROUP_AT[group_of(job)] for job in places.jobs.tolist()], dtype=np.int64)
        atoms = tuple((code, *key) for code in (*GROUPS, OTHER) for key in units)
        return Worked(period, counted, places.units, atoms, group * len(units) + at_unit, DIMENSIONS)

    def _unit_atoms(self, period: Period) -> Mapping[int, Atom]:
        """Level, local district and need of every school as they stand on the as-of day."""
        district = member_of(self._memberships, period.as_of)  # type: ignore[arg-type]  # days, as the query gives them
        return {
            unit: (level, district.get(unit, ""), self._needs.get(unit, UNKNOWN))
            for unit, level in self._levels.items()
        }


_OFFICES: Atom = (OFFICE, "", UNKNOWN)
_GROUP_AT = {code: at for at, code in enumerate((*GROUPS, OTHER))}
__all__ = ["DIMENSIONS", "NOWHERE", "THIRDS", "Worked", "Working", "period_of", "school_years"]
