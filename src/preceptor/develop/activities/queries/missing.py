"""Whose logs are not in, and whose are to be reminded of today."""

from collections import defaultdict
from datetime import date, datetime

from preceptor.develop.activities.models import LogReminder, MonthlyLog
from preceptor.develop.activities.queries.logs import designated_dues, due_of
from preceptor.develop.activities.queries.taking_part import TakingPart, taking_part
from preceptor.develop.activities.queries.terms import LogTerms, calendar_of, log_terms
from preceptor.develop.activities.rules.logs import reminder_is_due
from preceptor.develop.activities.rules.periods import Period, periods
from preceptor.develop.activities.rules.values import Span
from preceptor.develop.programs.public import CycleBrief, open_cycles
from preceptor.foundation.district.public import today

IN = (MonthlyLog.State.SUBMITTED, MonthlyLog.State.ACCEPTED)
Key = tuple[int, str, int, str]


def missing_logs(brief: CycleBrief, name: str, period: str) -> list[int]:
    """The people who owe a log for a period and have not handed it in."""
    terms = next(each for each in log_terms(brief.definition) if each.name == name)
    when = next(each for each in periods(calendar_of(brief), terms.per) if each.key == period)
    rows = MonthlyLog.objects.filter(cycle_id=brief.id, name=name, period=period, state__in=IN)
    done = set(rows.values_list("person_id", flat=True))
    return [person_id for person_id in owers(brief, terms, when) if person_id not in done]


def owers(brief: CycleBrief, terms: LogTerms, when: Period, part: TakingPart | None = None) -> list[int]:
    """Who owes a log for a period: in a role that is paired, whoever worked with a partner within it; else whoever
    took part.
    """
    part, pairing = part or taking_part(brief), brief.definition.pairing
    working = {
        person_id
        for each in part.together
        for role, person_id in zip(each.roles, each.people, strict=True)
        if role == terms.who and _touches(each.span, when)
    }
    if pairing and terms.who in (pairing.mentor, pairing.mentee):
        return sorted(working)
    listed = part.roles.get(terms.who, {}).items()
    return sorted(person_id for person_id, spans in listed if any(_touches(span, when) for span in spans))


def _touches(span: Span, when: Period) -> bool:
    return span.first <= when.last and (span.last is None or span.last >= when.first)


def logs_to_remind(now: datetime) -> list[Key]:
    """Every log of an open cycle whose author is to be reminded today."""
    on = today(now)
    return [key for brief in open_cycles() if brief.definition.logs for key in _of_cycle(brief, on)]


def _of_cycle(brief: CycleBrief, on: date) -> list[Key]:
    calendar, designated = calendar_of(brief), designated_dues(brief.id)
    reminded = _reminded(brief.id)
    found: list[Key] = []
    for terms in log_terms(brief.definition):
        for when in periods(calendar, terms.per):
            due = due_of(terms, when, calendar, designated)
            if due is None or not reminder_is_due(on, calendar.local_day(due), when.first, ()):
                continue
            day = calendar.local_day(due)
            found += [
                (brief.id, terms.name, person_id, when.key)
                for person_id in missing_logs(brief, terms.name, when.key)
                if reminder_is_due(on, day, when.first, reminded[terms.name, person_id, when.key])
            ]
    return found


def _reminded(cycle_id: int) -> defaultdict[tuple[str, int, str], list[date]]:
    found: defaultdict[tuple[str, int, str], list[date]] = defaultdict(list)
    rows = LogReminder.objects.filter(log__cycle_id=cycle_id)
    for name, person_id, period, day in rows.values_list("log__name", "log__person_id", "log__period", "day"):
        found[name, person_id, period].append(day)
    return found
