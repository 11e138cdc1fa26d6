"""Reminders of logs that are not in: by schedule, and by the office to all at once; never twice a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from preceptor.develop.activities.commands.letters import tell_reminder
from preceptor.develop.activities.commands.logs import COORDINATE, about, asked_for
from preceptor.develop.activities.models import LogReminder, MonthlyLog
from preceptor.develop.activities.queries.logs import designated_dues, due_of
from preceptor.develop.activities.queries.missing import missing_logs
from preceptor.develop.activities.queries.running import is_running, require_running
from preceptor.develop.activities.queries.terms import calendar_of
from preceptor.develop.programs.public import CycleBrief, cycle
from preceptor.foundation.audit.public import SYSTEM, Actor, record, require, together
from preceptor.foundation.district.public import today

State = MonthlyLog.State


@dataclass(frozen=True)
class LogKey:
    """Which log: cycle, its name in the definition, whose, for which period."""

    cycle_id: int
    name: str
    person_id: int
    period: str


@transaction.atomic
def remind_log(*, key: LogKey, by: Actor = SYSTEM, now: datetime) -> bool:
    """Write the author of one log, unless it is in or they were written today; whether a letter went out."""
    brief = cycle(key.cycle_id)
    if by is not SYSTEM:
        require(by, COORDINATE, where=brief.unit_path, now=now)
        require_running(brief)
    elif not is_running(brief):
        return False  # closed between the round and this letter
    return _remind(brief, key, by, now)


@transaction.atomic
@together()
def remind_all_logs(*, cycle_id: int, name: str, period: str, by: Actor, now: datetime) -> int:
    """Write everybody whose log of a period is not in and who was not written today; how many."""
    brief = cycle(cycle_id)
    require(by, COORDINATE, where=brief.unit_path, now=now)
    require_running(brief)
    asked_for(brief, name, period)
    waiting: Sequence[int] = missing_logs(brief, name, period)
    return sum(_remind(brief, LogKey(cycle_id, name, person_id, period), by, now) for person_id in waiting)


def _remind(brief: CycleBrief, key: LogKey, by: Actor, now: datetime) -> bool:
    terms, when = asked_for(brief, key.name, key.period)
    log, _new = MonthlyLog.objects.get_or_create(
        cycle_id=key.cycle_id,
        name=key.name,
        person_id=key.person_id,
        period=key.period,
        defaults={"changed_at": now},
    )
    if log.state not in (State.OPEN, State.RETURNED):
        return False
    try:
        with transaction.atomic():
            LogReminder.objects.create(log=log, day=today(now))
    except IntegrityError:
        return False  # written today already
    due = due_of(terms, when, calendar_of(brief), designated_dues(brief.id))
    tell_reminder(brief, terms, log, due, now=now)
    record(by=by, action="activities.remind-log", about=about(log.pk), facts={}, now=now)
    return True
