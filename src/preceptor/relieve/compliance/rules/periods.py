"""The periods of a school year, and when an obligation opens and falls due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from preceptor.relieve.compliance.rules.items import day_of_year

IN_SESSION = 15
"""A month counts as in session when so many of its days lie in a semester."""
QUARTERS = 4
MONTHS = 12


@dataclass(frozen=True)
class Span:
    """A part of the school year by its key."""

    key: str
    first: date
    last: date


@dataclass(frozen=True)
class Year:
    """A school year with its semesters and closed days."""

    code: str
    first: date
    last: date
    semesters: tuple[Span, ...]
    closed: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Timing:
    """When an item is asked: rhythm, day of the year or days after a period's end, days that it is open before."""

    frequency: str
    due: str
    due_days: int
    window_days: int


@dataclass(frozen=True)
class Turn:
    """One period of an item with the days on which it opens and falls due."""

    period: str
    opens: date
    due: date


def month_after(day: date) -> date:
    """The first day of the month after."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def months(year: Year) -> list[Span]:
    """Months of the school year in session."""
    found, first = [], year.first.replace(day=1)
    while first <= year.last:
        last = month_after(first) - timedelta(days=1)
        days = sum(max(0, (min(last, part.last) - max(first, part.first)).days + 1) for part in year.semesters)
        if days >= IN_SESSION:
            found.append(Span(f"{first:%Y-%m}", first, last))
        first = last + timedelta(days=1)
    return found


def quarters(year: Year) -> list[Span]:
    """Four quarters of three months from the first day of the school year."""
    found, first = [], year.first
    for number in range(1, QUARTERS + 1):
        following = month_after(month_after(month_after(first)))
        last = year.last if number == QUARTERS else following - timedelta(days=1)
        found.append(Span(f"Q{number}", first, last))
        first = following
    return found


def spans(year: Year, frequency: str) -> Sequence[Span]:
    """The periods of a rhythm."""
    if frequency == "month":
        return months(year)
    if frequency == "quarter":
        return quarters(year)
    if frequency == "semester":
        return [Span(f"S{number}", part.first, part.last) for number, part in enumerate(year.semesters, 1)]
    return [Span("Y", year.first, year.last)]


def turns(year: Year, timing: Timing) -> list[Turn]:
    """Every period of an item in a year; due days move to the next day on which the district works."""
    return [_turn(year, timing, span) for span in spans(year, timing.frequency)]


def _turn(year: Year, timing: Timing, span: Span) -> Turn:
    day = day_of_year(timing.due)
    if timing.frequency == "year" and day is not None:
        due = _in_year(year, *day)
    else:
        due = span.last + timedelta(days=timing.due_days)
    while due.weekday() >= 5 or due in year.closed:
        due += timedelta(days=1)
    return Turn(span.key, due - timedelta(days=timing.window_days), due)


def _in_year(year: Year, month: int, day: int) -> date:
    """The day of the school year; February 29 is the 28th where there is none."""
    for number in (year.first.year, year.last.year):
        last = month_after(date(number, month, 1)) - timedelta(days=1)
        found = date(number, month, min(day, last.day))
        if year.first <= found <= year.last:
            return found
    return year.last
