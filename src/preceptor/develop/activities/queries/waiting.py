"""What waits for somebody: entries to confirm, disputes to settle, logs to hand in or to look at."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Min, QuerySet, Value

from preceptor.develop.activities.models import Activity, ActivityParty, LogDueDate, MonthlyLog
from preceptor.develop.activities.queries.logs import due_of
from preceptor.develop.activities.queries.missing import owers
from preceptor.develop.activities.queries.office import coordinated_cycles
from preceptor.develop.activities.queries.taking_part import cycles_taking_part, taking_part
from preceptor.develop.activities.queries.terms import calendar_of, log_terms, plain_calendar
from preceptor.develop.activities.queries.words import period_word
from preceptor.develop.activities.rules.periods import periods
from preceptor.develop.pairing.public import cycle_ids_of
from preceptor.develop.programs.public import CycleBrief, open_cycles
from preceptor.foundation.audit.public import Actor

# A log stands on the desk from so many days before it is due.
AHEAD = timedelta(days=7)
# Periods that only the school calendar knows.
BY_TERM = ("semester", "year")


@dataclass(frozen=True)
class WaitingLog:
    """A log that its author has to hand in."""

    cycle_id: int
    period: str
    title: str
    due: datetime | None
    returned: bool


@dataclass(frozen=True)
class OwnWaiting:
    """What waits for one person."""

    to_confirm: int
    since: datetime | None
    disputed: int
    logs: tuple[WaitingLog, ...]


@dataclass(frozen=True)
class OfficeWaiting:
    """Logs of one period that wait for the office."""

    cycle_id: int
    period: str
    title: str
    submitted: int
    since: datetime


def takes_part(person_id: int) -> bool:
    """Whether somebody takes part in any program with activities."""
    return bool(cycle_ids_of(person_id) or cycles_taking_part(person_id))


def own_waiting(person_id: int, now: datetime) -> OwnWaiting:
    """Everything that waits for one person; nothing is read for somebody who takes part in nothing."""
    ids = cycles_taking_part(person_id)
    if not ids:
        return OwnWaiting(0, None, 0, ())
    running = [brief for brief in open_cycles() if brief.id in ids and brief.definition.logs]
    rows = _rows(person_id, [brief.id for brief in running], now)
    asked = [row[-1] for row in rows if row[0] == "asked"]
    disputed = sum(row[0] == "disputed" for row in rows)
    logs = tuple(log for brief in running for log in _logs(brief, rows, person_id, now))
    return OwnWaiting(len(asked), min(asked, default=None), disputed, logs)


def _rows(person_id: int, cycle_ids: list[int], now: datetime) -> list[tuple[Any, ...]]:
    """Entries to answer and to settle, own logs and due dates of these cycles, in one query."""
    standing = Activity.objects.filter(state="held", starts__lte=now)
    mine = ActivityParty.objects.filter(person_id=person_id, answer="asked").values("activity_id")
    told = ActivityParty.objects.filter(answer="disputed").values("activity_id")
    none, at = Value(""), F("entered_at")
    asked = standing.filter(pk__in=mine).exclude(entered_by_id=person_id)
    disputed = standing.filter(pk__in=told, entered_by_id=person_id)
    logs = MonthlyLog.objects.filter(cycle_id__in=cycle_ids, person_id=person_id)
    dues = LogDueDate.objects.filter(cycle_id__in=cycle_ids)
    parts: tuple[QuerySet[Any], ...] = (
        asked.annotate(what=Value("asked"), log=none, when=none, stands=none, moment=at),
        disputed.annotate(what=Value("disputed"), log=none, when=none, stands=none, moment=at),
        logs.annotate(what=Value("log"), log=F("name"), when=F("period"), stands=F("state"), moment=F("changed_at")),
        dues.annotate(what=Value("due"), log=F("name"), when=F("period"), stands=none, moment=F("due_at")),
    )
    columns = ("what", "pk", "cycle_id", "log", "when", "stands", "moment")
    first, *others = (part.order_by().values_list(*columns) for part in parts)
    return list(first.union(*others, all=True))


def _logs(brief: CycleBrief, rows: list[tuple[Any, ...]], person_id: int, now: datetime) -> list[WaitingLog]:
    """Logs of a cycle that are not in and due soon or past; those in which nothing was owed are left out."""
    part = taking_part(brief, person_id)
    mine = [terms for terms in log_terms(brief.definition) if person_id in part.roles.get(terms.who, {})]
    stands = {row[3:5]: row[5] for row in rows if row[0] == "log" and row[2] == brief.id}
    designated = {row[3:5]: row[6] for row in rows if row[0] == "due" and row[2] == brief.id}
    found = []
    for terms in mine:
        calendar = calendar_of(brief) if terms.per in BY_TERM else plain_calendar(brief)
        for when in periods(calendar, terms.per):
            state = stands.get((terms.name, when.key), "open")
            due = due_of(terms, when, calendar, designated)
            wanted = state == "returned" or (state == "open" and due is not None and due <= now + AHEAD)
            if wanted and person_id in owers(brief, terms, when, part):
                title = f"{brief.title} · {period_word(when)}"
                found.append(WaitingLog(brief.id, when.key, title, due, state == "returned"))
    return found


def office_waiting(*, by: Actor, now: datetime) -> list[OfficeWaiting]:
    """Logs handed in that the reader has to look at, by cycle and period."""
    mine = {each.id: each for each in coordinated_cycles(by=by, now=now)}
    if not mine:
        return []
    rows = MonthlyLog.objects.filter(cycle_id__in=mine, state="submitted").values_list("cycle_id", "period")
    counted = rows.annotate(number=Count("pk"), since=Min("changed_at")).order_by("cycle_id", "period")
    return [
        OfficeWaiting(cycle_id, period, f"{mine[cycle_id].title} · {period}", number, since)
        for cycle_id, period, number, since in counted
    ]
