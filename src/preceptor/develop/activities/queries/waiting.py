"""What waits for somebody: entries to confirm, disputes to settle, logs to hand in or to look at."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Min

from preceptor.develop.activities.models import ActivityParty, MonthlyLog
from preceptor.develop.activities.queries.logs import designated_dues, due_of
from preceptor.develop.activities.queries.office import coordinated_cycles
from preceptor.develop.activities.queries.taking_part import taking_part
from preceptor.develop.activities.queries.terms import calendar_of, log_terms
from preceptor.develop.activities.queries.words import period_word
from preceptor.develop.activities.rules.periods import Period, periods
from preceptor.develop.pairing.public import cycle_ids_of
from preceptor.develop.programs.public import CycleBrief, cycles
from preceptor.foundation.audit.public import Actor

# A log stands on the desk from so many days before it is due.
AHEAD = timedelta(days=7)


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
    return bool(cycle_ids_of(person_id))


def own_waiting(person_id: int, now: datetime) -> OwnWaiting:
    """Everything that waits for one person, in a few queries for each program they take part in."""
    ids = cycle_ids_of(person_id)
    if not ids:
        return OwnWaiting(0, None, 0, ())
    standing = ActivityParty.objects.filter(activity__state="held", activity__starts__lte=now)
    asked = standing.filter(person_id=person_id, answer="asked").exclude(activity__entered_by_id=person_id)
    told = asked.aggregate(number=Count("pk"), since=Min("activity__entered_at"))
    disputed = standing.filter(answer="disputed", activity__entered_by_id=person_id).values("activity_id").distinct()
    running = [brief for brief in cycles(ids).values() if brief.state == "published" and brief.definition.logs]
    logs = tuple(log for brief in running for log in _logs(brief, person_id, now))
    return OwnWaiting(told["number"], told["since"], disputed.count(), logs)


def _logs(brief: CycleBrief, person_id: int, now: datetime) -> list[WaitingLog]:
    """Logs of a cycle that are not in and due soon or past; those in which nothing was owed are left out."""
    part = taking_part(brief, person_id)
    mine = [terms for terms in log_terms(brief.definition) if person_id in part.roles.get(terms.who, {})]
    if not mine:
        return []
    calendar, designated = calendar_of(brief), designated_dues(brief.id)
    rows = MonthlyLog.objects.filter(cycle_id=brief.id, person_id=person_id)
    stands = {(name, period): state for name, period, state in rows.values_list("name", "period", "state")}
    found = []
    for terms in mine:
        for when in periods(calendar, terms.per):
            state = stands.get((terms.name, when.key), "open")
            due = due_of(terms, when, calendar, designated)
            wanted = state == "returned" or (state == "open" and due is not None and due <= now + AHEAD)
            if wanted and any(_touches(each.span.first, each.span.last, when) for each in part.partners_of(person_id)):
                title = f"{brief.title} · {period_word(when)}"
                found.append(WaitingLog(brief.id, when.key, title, due, state == "returned"))
    return found


def _touches(first: date, last: date | None, when: Period) -> bool:
    return first <= when.last and (last is None or last >= when.first)


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
