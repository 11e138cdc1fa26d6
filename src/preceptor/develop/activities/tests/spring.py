"""A spring semester for the tests of the evaluator, and activities in it."""

from datetime import date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from preceptor.develop.activities.rules.periods import Calendar, NamedDays
from preceptor.develop.activities.rules.values import DutyTerms, Entry, LimitTerm, Owing, Span

ZONE = ZoneInfo("America/Los_Angeles")
SPRING = Calendar(
    ZONE,
    date(2024, 1, 8),
    date(2024, 6, 30),
    semesters=(NamedDays("spring", date(2024, 1, 8), date(2024, 6, 13)),),
    years=(NamedDays("2023-24", date(2023, 8, 14), date(2024, 6, 13)),),
    holidays=frozenset({date(2024, 1, 15), date(2024, 2, 19)} | {date(2024, 3, 25) + timedelta(n) for n in range(5)}),
)
AFTER = datetime(2024, 7, 31, tzinfo=ZONE)
ALL = Span(date(2024, 1, 8))
MENTOR, MENTEE, OTHER = 1, 2, 3
NUMBERS = count(1)

HOURS = DutyTerms(
    "hours", "mentor", frozenset({"coaching", "visit"}), "hours", "month", (LimitTerm("month", 180),), for_each="mentee"
)
VISITS = DutyTerms(
    "visits", "mentor", frozenset({"visit"}), "occurrences", "semester", (LimitTerm("semester", 2),), for_each="mentee"
)
CHECK_IN = DutyTerms("check_in", "mentor", frozenset({"check_in"}), "occurrences", "month", (LimitTerm("month", 1),))
ORIENTATION = DutyTerms(
    "orientation",
    "mentor",
    frozenset({"orientation"}),
    "occurrences",
    "program",
    (LimitTerm("program", 1),),
    comes_first=True,
)


def pair(mentee: int = MENTEE, *spans: Span, away: tuple[Span, ...] = ()) -> Owing:
    """A mentor who owes something for a mentee."""
    return Owing(MENTOR, mentee, spans or (ALL,), away)


def owed(
    *pairs: Owing, alone: tuple[Owing, ...] = (Owing(MENTOR, None, (ALL,)),)
) -> dict[tuple[str, str | None], list[Owing]]:
    """Who owes what, by role."""
    return {("mentor", "mentee"): list(pairs or (pair(),)), ("mentor", None): list(alone)}


def did(
    day: date, minutes: int = 60, kind: str = "coaching", *, mentee: int | None = MENTEE, mode: str = "in_person"
) -> Entry:
    """An activity at ten in the morning."""
    parties: tuple[tuple[str, int], ...] = (("mentor", MENTOR),)
    if mentee:
        parties += (("mentee", mentee),)
    moment = datetime(day.year, day.month, day.day, 10, tzinfo=ZONE)
    return Entry(next(NUMBERS), kind, moment, minutes, mode, parties)
