"""School years, semesters and closed days around today."""

from datetime import date, timedelta

import holidays as holiday_tables

from preceptor.config.demo.sheets import Sheet, sheet

YEARS_BACK, YEARS_AHEAD = 5, 1
MONDAY, FRIDAY = 0, 4


def first_year(today: date) -> int:
    """The calendar year in which the school year of a day began; school years begin on July 1."""
    return today.year if today.month >= 7 else today.year - 1


def year_code(begins: int) -> str:
    """The code of the school year that begins in a calendar year."""
    return f"{begins}-{(begins + 1) % 100:02d}"


def weekday_from(day: date, weekday: int) -> date:
    """The first such weekday on or after a day."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def calendar_sheet(today: date) -> Sheet:
    """The calendar from five years back to one year ahead."""
    rows: list[tuple[object, ...]] = []
    now = first_year(today)
    for begins in range(now - YEARS_BACK, now + YEARS_AHEAD + 1):
        rows += _year(begins)
    return sheet("What,School Year,Name,First Day,Last Day", rows)


def _year(begins: int) -> list[tuple[object, ...]]:
    """One school year: its span, semesters, breaks and public holidays."""
    code = year_code(begins)
    fall = weekday_from(date(begins, 8, 10), MONDAY)
    winter = weekday_from(date(begins, 12, 18), MONDAY)
    back = winter + timedelta(weeks=3)
    last = weekday_from(date(begins + 1, 6, 8), FRIDAY)
    thanks = weekday_from(date(begins, 11, 22), 3)
    spring = weekday_from(date(begins + 1, 3, 25), MONDAY)
    terms: list[tuple[object, ...]] = [
        ("School year", code, "", date(begins, 7, 1), date(begins + 1, 6, 30)),
        ("Semester", code, "Fall", fall, winter - timedelta(days=3)),
        ("Semester", code, "Spring", back, last),
        ("Closed", "", "Thanksgiving recess", thanks - timedelta(days=3), thanks + timedelta(days=1)),
        ("Closed", "", "Winter recess", winter, back - timedelta(days=3)),
        ("Closed", "", "Spring recess", spring, spring + timedelta(days=4)),
    ]
    public = holiday_tables.country_holidays("US", subdiv="CA", years=(begins, begins + 1))
    days = sorted(day for day in public if date(begins, 7, 1) <= day <= date(begins + 1, 6, 30))
    return terms + [("Closed", "", public[day], day, day) for day in days]
