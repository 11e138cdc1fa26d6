"""The district's clock: time zone, school years, semesters, holidays."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from preceptor.foundation.district.models import Holiday, SchoolYear, Semester


@dataclass(frozen=True)
class SchoolYearBrief:
    """A school year with its first and last day."""

    code: str
    start: date
    end: date


@dataclass(frozen=True)
class SemesterBrief:
    """Part of a school year with its first and last day."""

    year: str
    name: str
    start: date
    end: date


@dataclass(frozen=True)
class HolidayBrief:
    """A day on which the district is closed."""

    day: date
    name: str


def zone() -> ZoneInfo:
    """The district's time zone."""
    return ZoneInfo(settings.TIME_ZONE)


def today(now: datetime) -> date:
    """The district's calendar day at a moment."""
    return now.astimezone(zone()).date()


def school_year(on: date) -> SchoolYearBrief | None:
    """The school year of a day, else the next one to start, else nothing (no calendar loaded)."""
    row = SchoolYear.objects.filter(end__gte=on).order_by("start").values_list("code", "start", "end").first()
    return SchoolYearBrief(*row) if row else None


def semesters(year_code: str) -> list[SemesterBrief]:
    """The semesters of a school year in order."""
    rows = Semester.objects.filter(year__code=year_code).order_by("start")
    return [SemesterBrief(*row) for row in rows.values_list("year__code", "name", "start", "end")]


def holidays(start: date, end: date) -> list[HolidayBrief]:
    """Closed days from one day to another, both included."""
    rows = Holiday.objects.filter(day__gte=start, day__lte=end).order_by("day")
    return [HolidayBrief(*row) for row in rows.values_list("day", "name")]
