"""One log with everything that was handed in, for its author and for the office."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from preceptor.develop.activities.models import LogSubmission, MonthlyLog
from preceptor.develop.activities.queries.office import COORDINATE, no_board, sees_of
from preceptor.develop.activities.queries.running import is_running
from preceptor.develop.activities.queries.terms import calendar_of, log_terms
from preceptor.develop.activities.queries.words import Badge, log_badge, mode_word, period_word
from preceptor.develop.activities.rules.logs import is_late
from preceptor.develop.activities.rules.periods import periods
from preceptor.develop.activities.rules.privacy import OfficeSees
from preceptor.develop.programs.public import CycleBrief, cycle
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.district.public import PersonBrief, people, today

# What authors see of their own logs.
EVERYTHING = OfficeSees(hours=True, kinds=True, visits=True, dates=True)


@dataclass(frozen=True)
class FrozenLine:
    """One activity of a log as it was handed in; what the reader may not see is empty."""

    day: date | None
    kind: str
    mode: str
    minutes: int | None
    names: str
    disputed: bool


@dataclass(frozen=True)
class SubmissionLine:
    """A log as it was handed in once."""

    number: int
    submitted_at: datetime
    accepted_at: datetime | None
    late: bool
    minutes: int | None
    reply: str
    lines: tuple[FrozenLine, ...]
    questions: tuple[tuple[str, datetime], ...]


@dataclass(frozen=True)
class LogDetailPage:
    """One log with everything that was handed in; for its author and the office."""

    id: int
    cycle_id: int
    program: str
    title: str
    period: str
    period_word: str
    person: PersonBrief
    badge: Badge
    submissions: tuple[SubmissionLine, ...]
    office: bool
    sees: OfficeSees
    may_return: bool
    may_accept: bool
    may_reopen: bool


def log_detail_page(*, log_id: int, by: Actor, now: datetime) -> LogDetailPage:
    """A log with all its submissions; whoever is neither its author nor its coordinator finds nothing."""
    log = MonthlyLog.objects.filter(pk=log_id).first()
    brief = cycle(log.cycle_id) if log else None
    office = brief is not None and may(by, COORDINATE, where=brief.unit_path, now=now)
    if log is None or brief is None or not (office or log.person_id == by.id):
        raise no_board()
    terms = next(each for each in log_terms(brief.definition) if each.name == log.name)
    when = next(each for each in periods(calendar_of(brief), terms.per) if each.key == log.period)
    own, running = log.person_id == by.id, is_running(brief)
    sees = EVERYTHING if own else sees_of(brief)
    submissions = list(log.submissions.order_by("-number").prefetch_related("returns"))
    who = people({log.person_id, *(number for each in submissions for line in each.lines for number in line["with"])})
    return LogDetailPage(
        id=log.pk,
        cycle_id=brief.id,
        program=brief.title,
        title=terms.title,
        period=log.period,
        period_word=period_word(when),
        person=who[log.person_id],
        badge=log_badge(log.state, False),
        submissions=tuple(_submission(brief, each, who, sees) for each in submissions),
        office=office,
        sees=sees,
        may_return=running and office and not own and log.state in ("submitted", "accepted"),
        may_accept=running and office and not own and log.state == "submitted",
        may_reopen=running and own and log.state == "submitted",
    )


def _submission(
    brief: CycleBrief, each: LogSubmission, who: Mapping[int, PersonBrief], sees: OfficeSees
) -> SubmissionLine:
    lines = [_frozen(brief, line, who, sees) for line in each.lines]
    if not sees.dates:
        lines.sort(key=lambda line: (line.kind, line.names))  # their order would tell the days
    return SubmissionLine(
        each.number,
        each.submitted_at,
        each.accepted_at,
        is_late(each.due_at, each.submitted_at, each.submitted_at),
        each.minutes if sees.hours else None,
        each.reply,
        tuple(lines),
        tuple((one.question, one.at) for one in each.returns.all() if one.question),
    )


def _frozen(brief: CycleBrief, line: Mapping[str, Any], who: Mapping[int, PersonBrief], sees: OfficeSees) -> FrozenLine:
    """One frozen line, as much of it as its reader may see."""
    activity = brief.definition.activities[line["kind"]]
    told = sees.kind(activity.kind)
    return FrozenLine(
        day=today(datetime.fromisoformat(line["starts"])) if sees.dates else None,
        kind=activity.title if told else "",
        mode=mode_word(line["mode"]) if told else "",
        minutes=line["minutes"] if sees.hours else None,
        names=", ".join(who[number].name for number in line["with"]),
        disputed=line["disputed"],
    )
