"""Weeks, months, semesters and years of a program on the district's calendar."""

import calendar as months
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
DAY = timedelta(days=1)
SATURDAY = 5
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Period:
    """A stretch of days that a duty or a log is counted over; `key` tells it apart for good."""

    key: str
    per: str
    first: date
    last: date


@dataclass(frozen=True)
class NamedDays:
    """A semester or a school year."""

    name: str
    first: date
    last: date


@dataclass(frozen=True)
class Calendar:
    """The days of one program: first, last, the semesters and school years around it, closed days, and the zone."""

    zone: ZoneInfo
    first: date
    last: date
    semesters: tuple[NamedDays, ...] = ()
    years: tuple[NamedDays, ...] = ()
    holidays: frozenset[date] = field(default_factory=frozenset)

    def local_day(self, moment: datetime) -> date:
        """The day of a moment on the district's clock."""
        return moment.astimezone(self.zone).date()

    def begins(self, day: date) -> datetime:
        """The first moment of a day on the district's clock, in UTC."""
        return datetime.combine(day, time.min, self.zone).astimezone(UTC)

    def ends(self, day: date) -> datetime:
        """The moment at which a day is over on the district's clock, in UTC."""
        return self.begins(day + DAY)


def periods(calendar: Calendar, per: str) -> tuple[Period, ...]:
    """Every period of a kind that touches the program's days, in order."""
    if per == "month":
        return tuple(_months(calendar))
    if per == "week":
        return tuple(_weeks(calendar))
    if per == "semester":
        return _named(calendar, per, calendar.semesters)
    if per == "year":
        clipped = [
            NamedDays(each.name, max(each.first, calendar.first), min(each.last, calendar.last))
            for each in calendar.years
        ]
        return _named(calendar, per, clipped)
    return (Period("program", "program", calendar.first, calendar.last),)


def _months(calendar: Calendar) -> Iterator[Period]:
    year, month = calendar.first.year, calendar.first.month
    while (year, month) <= (calendar.last.year, calendar.last.month):
        last = date(year, month, months.monthrange(year, month)[1])
        yield Period(f"{year}-{month:02}", "month", date(year, month, 1), last)
        year, month = (year, month + 1) if month < MONTHS_A_YEAR else (year + 1, 1)


def _weeks(calendar: Calendar) -> Iterator[Period]:
    monday = calendar.first - calendar.first.weekday() * DAY
    while monday <= calendar.last:
        iso = monday.isocalendar()
        yield Period(f"{iso.year}-W{iso.week:02}", "week", monday, monday + 6 * DAY)
        monday += 7 * DAY


def _named(calendar: Calendar, per: str, named: Sequence[NamedDays]) -> tuple[Period, ...]:
    """Semesters or years that touch the program; the whole program when the district has loaded none."""
    touching = [each for each in named if each.first <= calendar.last and each.last >= calendar.first]
    if not touching:
        return (Period("program", per, calendar.first, calendar.last),)
    return tuple(Period(each.name, per, each.first, each.last) for each in touching)


def local_days(calendar: Calendar, moments: Ints) -> Ints:
    """The day number on the district's clock of moments in seconds, right across changes of the clock."""
    if not len(moments):
        return np.zeros(0, dtype=np.int64)
    first = datetime.fromtimestamp(int(moments.min()), calendar.zone).date()
    last = datetime.fromtimestamp(int(moments.max()), calendar.zone).date()
    span = (last - first).days + 1
    midnights = np.array([int(calendar.begins(first + n * DAY).timestamp()) for n in range(span)], dtype=np.int64)
    return first.toordinal() + np.searchsorted(midnights, moments, side="right").astype(np.int64) - 1


def period_of_days(found: Sequence[Period], days: Ints) -> Ints:
    """The index of each day's period, -1 outside; a day between two semesters belongs to the one before it."""
    if found[0].per == "program":
        return np.zeros(len(days), dtype=np.int64)
    starts = np.array([each.first.toordinal() for each in found], dtype=np.int64)
    index = np.searchsorted(starts, days, side="right").astype(np.int64) - 1
    return np.where(days > found[-1].last.toordinal(), -1, index)


def working_days(calendar: Calendar, first: date, last: date) -> Ints:
    """Running count of working days: entry n counts those before the n-th day from `first`."""
    days = (first + n * DAY for n in range((last - first).days + 1))
    works = [day.weekday() < SATURDAY and day not in calendar.holidays for day in days]
    return np.concatenate(([0], np.cumsum(np.array(works, dtype=np.int64))))
