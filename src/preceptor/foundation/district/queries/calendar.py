"""The district's clock: time zone, school years, semesters, holidays."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import F, Value

from preceptor.foundation.district.models import Holiday, SchoolYear, Semester
from preceptor.foundation.look.public import remembered


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


@dataclass(frozen=True)
class SchoolCalendar:
    """Everything that the district's calendar says."""

    years: tuple[SchoolYearBrief, ...]
    semesters: tuple[SemesterBrief, ...]
    holidays: tuple[HolidayBrief, ...]


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


def school_calendar() -> SchoolCalendar:
    """The whole calendar, each part in order of time; one query, once for a page."""
    return remembered("district.calendar", _whole_calendar)


def _whole_calendar() -> SchoolCalendar:
    columns = ("what", "label", "begins", "ends", "more")
    years = SchoolYear.objects.annotate(
        what=Value("year"), label=F("code"), begins=F("start"), ends=F("end"), more=Value("")
    )
    parts = Semester.objects.annotate(
        what=Value("semester"), label=F("year__code"), begins=F("start"), ends=F("end"), more=F("name")
    )
    closed = Holiday.objects.annotate(
        what=Value("holiday"), label=F("name"), begins=F("day"), ends=F("day"), more=Value("")
    )
    first, *others = (each.order_by().values_list(*columns) for each in (years, parts, closed))
    rows = sorted(first.union(*others, all=True), key=lambda each: each[2])
    return SchoolCalendar(
        tuple(SchoolYearBrief(label, begins, ends) for what, label, begins, ends, _more in rows if what == "year"),
        tuple(
            SemesterBrief(label, more, begins, ends) for what, label, begins, ends, more in rows if what == "semester"
        ),
        tuple(HolidayBrief(begins, label) for what, label, begins, _ends, _more in rows if what == "holiday"),
    )
