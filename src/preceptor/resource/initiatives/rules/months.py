"""Months of a Gantt chart."""

from collections.abc import Iterable
from datetime import date, timedelta


def first_of_month(day: date) -> date:
    """The first day of the month."""
    return day.replace(day=1)


def next_month(day: date) -> date:
    """The first day of the month after."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def months_between(first: date, last: date) -> list[date]:
    """The first day of every month that a span touches."""
    found, at = [], first_of_month(first)
    while at <= last:
        found.append(at)
        at = next_month(at)
    return found


def covered(start: date, end: date | None, columns: Iterable[date]) -> list[bool]:
    """For each month of a chart, whether a bar covers it; without an end it goes on."""
    return [month >= first_of_month(start) and (end is None or month <= end) for month in columns]


def window(days: Iterable[date | None], on: date | None = None) -> tuple[date, date]:
    """First and last day of the whole months that a chart must show."""
    known = [day for day in (*days, on) if day is not None]
    if not known:
        known = [date(2000, 1, 1)]
    return first_of_month(min(known)), next_month(max(known)) - timedelta(days=1)
