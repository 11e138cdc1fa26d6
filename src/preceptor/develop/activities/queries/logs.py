"""Logs as they stand: what the log of a person and period contains, its state, and when it is due."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Subquery

from preceptor.develop.activities.models import LogDueDate, LogReminder, MonthlyLog
from preceptor.develop.activities.queries.stream import Row
from preceptor.develop.activities.queries.terms import LogTerms
from preceptor.develop.activities.rules.dues import log_due
from preceptor.develop.activities.rules.periods import Calendar, Period

State = MonthlyLog.State


@dataclass(frozen=True)
class LogStand:
    """Where the log of one person and period stands."""

    id: int | None
    state: str
    submitted_at: datetime | None
    number: int
    minutes: int
    question: str
    reminded: int


NOT_BEGUN = LogStand(None, State.OPEN, None, 0, 0, "", 0)


def log_lines(rows: Iterable[Row], terms: LogTerms, person_id: int, period: Period, calendar: Calendar) -> list[Row]:
    """The activities that a log lists: of its kinds, in its period, with its author."""
    return [
        row
        for row in rows
        if row.kind in terms.contains
        and row.state == "held"
        and period.first <= calendar.local_day(row.starts) <= period.last
        and any(each.person_id == person_id and each.role == terms.who for each in row.parties)
    ]


def frozen_lines(rows: Collection[Row], person_id: int) -> list[dict[str, Any]]:
    """Lines of a log as a submission keeps them."""
    return [
        {
            "activity": row.id,
            "kind": row.kind,
            "starts": row.starts.isoformat(),
            "minutes": row.minutes,
            "mode": row.mode,
            "with": [each.person_id for each in row.parties if each.person_id != person_id],
            "tasks": list(row.tasks),
            "disputed": row.disputed,
        }
        for row in rows
    ]


def minutes_of(rows: Iterable[Row]) -> int:
    """The minutes that count: those of disputed lines do not."""
    return sum(row.minutes for row in rows if not row.disputed)


_STAND = ("name", "person_id", "pk", "state", "reminded")
_SUBMISSION = ("submissions__submitted_at", "submissions__number", "submissions__minutes")


def log_stands(cycle_id: int, period: str, person_id: int | None = None) -> dict[tuple[str, int], LogStand]:
    """Where each log of a period stands, by the log's name and person, in one query; the last word counts."""
    rows = MonthlyLog.objects.filter(cycle_id=cycle_id, period=period)
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    reminders = LogReminder.objects.filter(log_id=OuterRef("pk")).order_by().values("log_id")
    number = reminders.annotate(number=Count("pk")).values("number")
    ordered = rows.annotate(reminded=Subquery(number)).order_by(
        "pk", "submissions__number", "submissions__returns__at", "submissions__returns__pk"
    )
    found = {}
    for values in ordered.values_list(*_STAND, *_SUBMISSION, "submissions__returns__question"):
        name, author, pk, state, reminded, submitted_at, turn, minutes, question = values
        asked = (question or "") if state == State.RETURNED else ""
        found[name, author] = LogStand(pk, state, submitted_at, turn or 0, minutes or 0, asked, reminded or 0)
    return found


def designated_dues(cycle_id: int) -> dict[tuple[str, str], datetime]:
    """The due dates that the office has set, by the log's name and period."""
    rows = LogDueDate.objects.filter(cycle_id=cycle_id)
    return {(name, period): due for name, period, due in rows.values_list("name", "period", "due_at")}


def due_of(
    terms: LogTerms, period: Period, calendar: Calendar, designated: dict[tuple[str, str], datetime]
) -> datetime | None:
    """When a log is due, under the reading in force: an office's date counts only where the program leaves it open."""
    by_office = designated.get((terms.name, period.key)) if terms.office_sets_due else None
    return log_due(terms.due, period, calendar, by_office)
