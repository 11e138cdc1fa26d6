"""The frozen tables of a study: who was coached, who stayed, how schools grew; numbers stand for people."""

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

WITHIN_YEARS = 5
"""Principals in their first years alone are compared: who has led for long is not like who is coached."""
YEARS_BACK = 4
"""How many school years of principals a study of retention looks back on."""
YEAR_BEGINS = (7, 1)
TAKEN_ON = (9, 1)
"""The day of the year on which it is asked who leads a school."""
LEVELS = ("elementary", "middle", "high")


@dataclass(frozen=True)
class Held:
    """A principal's time at a school."""

    person_id: int
    unit_id: int
    start: date
    end: date | None

    def on(self, day: date) -> bool:
        """Whether it was held on a day."""
        return self.start <= day and (self.end is None or self.end > day)


@dataclass(frozen=True)
class Coached:
    """Somebody's time with a mentor."""

    person_id: int
    start: date
    end: date | None

    def during(self, first: date, last: date) -> bool:
        """Whether it fell into a time."""
        return self.start < last and (self.end is None or self.end > first)


@dataclass(frozen=True)
class SchoolFacts:
    """What a school is like: its level, its pupils, and the share of low income; None where unknown."""

    level: str
    pupils: float | None = None
    low_income: float | None = None


def year_of(day: date) -> str:
    """The school year of a day: 2025-26."""
    first = day.year if (day.month, day.day) >= YEAR_BEGINS else day.year - 1
    return f"{first}-{(first + 1) % 100:02}"


def retention_days(today: date) -> list[tuple[date, date]]:
    """The school years whose outcome is known: from the day of taking until the same day a year later."""
    last = today.year if (today.month, today.day) >= TAKEN_ON else today.year - 1
    return [(date(year, *TAKEN_ON), date(year + 1, *TAKEN_ON)) for year in range(last - YEARS_BACK, last)]


def retention_table(
    held: Sequence[Held], coached: Iterable[Coached], schools: Mapping[int, SchoolFacts], today: date
) -> str:
    """One row for each principal and year: coached or not, and whether the person still led the school a year on."""
    with_mentor: dict[int, list[Coached]] = {}
    for one in coached:
        with_mentor.setdefault(one.person_id, []).append(one)
    seats = _by_person(held)
    rows = []
    for first, last in retention_days(today):
        for person_id, mine in seats.items():
            years = (first - min(seat.start for seat in mine)).days / 365.25
            places = {seat.unit_id for seat in mine if seat.on(first)} & schools.keys()
            had = int(any(each.during(first, last) for each in with_mentor.get(person_id, ())))
            for place in sorted(places) if years <= WITHIN_YEARS else ():
                stayed = int(any(seat.unit_id == place and seat.on(last) for seat in mine))
                key = f"p{person_id}-{first.year}-{place}"
                rows.append([key, f"s{place}", had, stayed, f"{years:.2f}", *_facts(schools[place])])
    return _written(["unit", "cluster", "coached", "outcome", "years_in_job", *_HEADS], rows)


_HEADS = ["elementary", "high", "low_income"]


def _facts(school: SchoolFacts) -> list[str]:
    """What is known of a school, as cells."""
    income = "" if school.low_income is None else f"{school.low_income:.4f}"
    return [str(int(school.level == "elementary")), str(int(school.level == "high")), income]


def _by_person(held: Iterable[Held]) -> dict[int, list[Held]]:
    """The times of each person."""
    seats: dict[int, list[Held]] = {}
    for seat in held:
        seats.setdefault(seat.person_id, []).append(seat)
    return seats


def growth_table(
    values: Mapping[int, Mapping[str, float]],
    held: Sequence[Held],
    coached: Iterable[Coached],
    schools: Mapping[int, SchoolFacts],
) -> str:
    """One row for each school and year: the figure, and the first year in which its principal had a mentor."""
    began = first_coached(held, coached)
    rows = [
        [f"s{unit_id}", year, f"{value:.4f}", began.get(unit_id, ""), *_facts(schools[unit_id])]
        for unit_id, years in sorted(values.items())
        if unit_id in schools
        for year, value in sorted(years.items())
    ]
    return _written(["unit", "period", "outcome", "coached_from", *_HEADS], rows)


def first_coached(held: Sequence[Held], coached: Iterable[Coached]) -> dict[int, str]:
    """The first school year in which each school's principal had a mentor."""
    seats = _by_person(held)
    found: dict[int, str] = {}
    for one in coached:
        for seat in seats.get(one.person_id, ()):
            if seat.on(one.start):
                year = year_of(one.start)
                found[seat.unit_id] = min(year, found.get(seat.unit_id, year))
    return found


def _written(headings: Sequence[str], rows: Collection[Sequence[object]]) -> str:
    """The table as CSV, in one order whatever the records' order was."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(sorted([str(cell) for cell in row] for row in rows))
    return out.getvalue()
