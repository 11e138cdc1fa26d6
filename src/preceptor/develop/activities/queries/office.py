"""The coordinator's view of logs: who is late or short in a period, by mentee; hours, kinds and visits alone."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from preceptor.develop.activities.models import LogSubmission, MonthlyLog
from preceptor.develop.activities.queries.entry import PageMissing
from preceptor.develop.activities.queries.lines import DutyLine, duty_lines
from preceptor.develop.activities.queries.logs import (
    NOT_BEGUN,
    LogStand,
    designated_dues,
    due_of,
    log_lines,
    log_stands,
    minutes_of,
)
from preceptor.develop.activities.queries.missing import owers
from preceptor.develop.activities.queries.stream import Row, entries, rows_of, standing_activities
from preceptor.develop.activities.queries.taking_part import TakingPart, taking_part
from preceptor.develop.activities.queries.terms import LogTerms, calendar_of, duty_terms, log_terms
from preceptor.develop.activities.queries.words import Badge, log_badge, mode_word, period_word
from preceptor.develop.activities.rules.evaluate import evaluate
from preceptor.develop.activities.rules.logs import is_late
from preceptor.develop.activities.rules.periods import Calendar, Period, periods
from preceptor.develop.activities.rules.values import Status
from preceptor.develop.activities.rules.verdicts import Verdict
from preceptor.develop.programs.public import CycleBrief, cycle, open_cycles
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.district.public import PersonBrief, people, today

COORDINATE = "activities.coordinate"


@dataclass(frozen=True)
class PartnerStand:
    """How the duties for one partner stand in the period."""

    name: str
    duties: tuple[DutyLine, ...]


@dataclass(frozen=True)
class LogLine:
    """One person's log: its state, hours, kinds, and each partner's duties."""

    person: PersonBrief
    log_id: int | None
    badge: Badge
    late: bool
    short: int
    missing: bool
    minutes: int
    kinds: str
    stand: LogStand
    duties: tuple[DutyLine, ...]
    partners: tuple[PartnerStand, ...]


@dataclass(frozen=True)
class LogBoardPage:
    """The logs of one period of a cycle."""

    cycle_id: int
    title: str
    name: str
    log: str
    log_title: str
    period: str
    period_word: str
    before: str
    after: str
    due: datetime | None
    office_sets_due: bool
    show: str
    lines: tuple[LogLine, ...]
    all: int
    missing: int
    late: int
    short: int
    submitted: tuple[int, ...]
    to_remind: int


@dataclass(frozen=True)
class SubmissionLine:
    """A log as it was handed in once."""

    number: int
    submitted_at: datetime
    accepted_at: datetime | None
    late: bool
    minutes: int
    reply: str
    lines: tuple[tuple[date, str, str, int, str, bool], ...]
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
    may_return: bool
    may_accept: bool
    may_reopen: bool


def coordinated_cycles(*, by: Actor, now: datetime) -> list[CycleBrief]:
    """Open cycles with logs that the reader coordinates."""
    return [
        each for each in open_cycles() if each.definition.logs and may(by, COORDINATE, where=each.unit_path, now=now)
    ]


def no_board() -> PageMissing:
    """The same answer for a list that is not there and one that is not theirs."""
    return PageMissing("unknown-logs", _("There is no such list of logs for you."), remedy=_("Open it from your desk."))


def log_board_page(*, cycle_id: int, period: str, show: str, by: Actor, now: datetime) -> LogBoardPage:
    """Every log of a period; the last one that is over, or the first, unless another is asked for."""
    brief = cycle(cycle_id)
    if not brief.definition.logs or not may(by, COORDINATE, where=brief.unit_path, now=now):
        raise no_board()
    calendar, terms = calendar_of(brief), log_terms(brief.definition)[0]
    found = periods(calendar, terms.per)
    turn = _turn(found, period, today(now))
    when = found[turn]
    lines = _lines(brief, terms, calendar, when, now)
    due = due_of(terms, when, calendar, designated_dues(cycle_id))
    lines = [replace(each, late=is_late(due, each.stand.submitted_at, now)) for each in lines]
    lines = [replace(each, badge=log_badge(each.stand.state, each.late)) for each in lines]
    return LogBoardPage(
        cycle_id=cycle_id,
        title=brief.title,
        name=brief.name,
        log=terms.name,
        log_title=terms.title,
        period=when.key,
        period_word=period_word(when),
        before=found[turn - 1].key if turn else "",
        after=found[turn + 1].key if turn + 1 < len(found) else "",
        due=due,
        office_sets_due=terms.office_sets_due,
        show=show if show in ("missing", "late", "short") else "",
        lines=tuple(_shown(lines, show)),
        all=len(lines),
        missing=sum(each.missing for each in lines),
        late=sum(each.late for each in lines),
        short=sum(each.short > 0 for each in lines),
        submitted=tuple(each.log_id for each in lines if each.stand.state == "submitted" and each.log_id),
        to_remind=sum(each.missing for each in lines),
    )


def _shown(lines: Sequence[LogLine], show: str) -> list[LogLine]:
    """Those asked for; what needs the office first."""
    keep = {"missing": lambda each: each.missing, "late": lambda each: each.late, "short": lambda each: each.short}
    kept = [each for each in lines if show not in keep or keep[show](each)]
    return sorted(kept, key=lambda each: (not each.late, not each.missing, -each.short, each.person.family_name))


def _turn(found: Sequence[Period], key: str, on: date) -> int:
    """The period asked for, else the one that has just ended, or the first."""
    named = [turn for turn, each in enumerate(found) if each.key == key]
    over = [turn for turn, each in enumerate(found) if each.last < on]
    return named[0] if named else (over[-1] if over else 0)


def _lines(brief: CycleBrief, terms: LogTerms, calendar: Calendar, when: Period, now: datetime) -> list[LogLine]:
    part = taking_part(brief)
    rows = rows_of(standing_activities(brief.id))
    verdicts = _verdicts(brief, part, rows, calendar, when, now)
    authors = owers(brief, terms, when, part)
    stands = log_stands(brief.id, when.key)
    who = people({*authors, *(person_id for each in part.together for person_id in each.people)})
    by_author: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        for each in row.parties:
            by_author[each.person_id].append(row)
    return [
        _line(
            brief,
            who,
            author,
            stands.get((terms.name, author), NOT_BEGUN),
            log_lines(by_author[author], terms, author, when, calendar),
            verdicts[author],
        )
        for author in authors
    ]


def _verdicts(
    brief: CycleBrief, part: TakingPart, rows: Sequence[Row], calendar: Calendar, when: Period, now: datetime
) -> defaultdict[int, list[Verdict]]:
    """Each author's verdicts on the duties of exactly this period."""
    duties = [each for each in duty_terms(brief, part) if any(limit.per == when.per for limit in each.limits)]
    gates = [each for each in duty_terms(brief, part) if each.comes_first and each not in duties]
    found: defaultdict[int, list[Verdict]] = defaultdict(list)
    for grid in evaluate([*duties, *gates], part.owing(), entries(rows, now), calendar, now):
        if grid.limit.per != when.per:
            continue
        column = grid.periods.index(when)
        for row, owing in enumerate(grid.owing):
            if grid.touched[row, column] or grid.amount[row, column]:
                found[owing.person_id].append(grid.verdict(row, column))
    return found


def _line(  # the badge and lateness are set once the due date is known
    brief: CycleBrief,
    who: Mapping[int, PersonBrief],
    author: int,
    stand: LogStand,
    listed: Sequence[Row],
    verdicts: Sequence[Verdict],
) -> LogLine:
    kinds = Counter(brief.definition.activities[row.kind].title for row in listed)
    by_partner: defaultdict[int, list[Verdict]] = defaultdict(list)
    for each in verdicts:
        if each.partner_id is not None:
            by_partner[each.partner_id].append(each)
    return LogLine(
        person=who[author],
        log_id=stand.id,
        badge=("now", ""),
        late=False,
        short=sum(each.status == Status.SHORT for each in verdicts),
        missing=stand.state in ("open", "returned"),
        minutes=minutes_of(listed),
        kinds=", ".join(f"{title} × {number}" for title, number in sorted(kinds.items())),
        stand=stand,
        duties=duty_lines(brief, [each for each in verdicts if each.partner_id is None], {}),
        partners=tuple(
            PartnerStand(who[partner].name, duty_lines(brief, theirs, {}))
            for partner, theirs in sorted(by_partner.items(), key=lambda each: who[each[0]].family_name)
        ),
    )


def log_detail_page(*, log_id: int, by: Actor, now: datetime) -> LogDetailPage:
    """A log with all its submissions; whoever is neither its author nor its coordinator finds nothing."""
    log = MonthlyLog.objects.filter(pk=log_id).first()
    brief = cycle(log.cycle_id) if log else None
    office = brief is not None and may(by, COORDINATE, where=brief.unit_path, now=now)
    if log is None or brief is None or not (office or log.person_id == by.id):
        raise no_board()
    terms = next(each for each in log_terms(brief.definition) if each.name == log.name)
    when = next(each for each in periods(calendar_of(brief), terms.per) if each.key == log.period)
    submissions = list(log.submissions.order_by("-number").prefetch_related("returns"))
    who = people({log.person_id, *(number for each in submissions for line in each.lines for number in line["with"])})
    own = log.person_id == by.id
    return LogDetailPage(
        id=log.pk,
        cycle_id=brief.id,
        program=brief.title,
        title=terms.title,
        period=log.period,
        period_word=period_word(when),
        person=who[log.person_id],
        badge=log_badge(log.state, False),
        submissions=tuple(_submission(brief, each, who) for each in submissions),
        office=office,
        may_return=office and not own and log.state in ("submitted", "accepted"),
        may_accept=office and not own and log.state == "submitted",
        may_reopen=own and log.state == "submitted",
    )


def _submission(brief: CycleBrief, each: LogSubmission, who: Mapping[int, PersonBrief]) -> SubmissionLine:
    return SubmissionLine(
        each.number,
        each.submitted_at,
        each.accepted_at,
        is_late(each.due_at, each.submitted_at, each.submitted_at),
        each.minutes,
        each.reply,
        tuple(_frozen(brief, line, who) for line in each.lines),
        tuple((one.question, one.at) for one in each.returns.all() if one.question),
    )


def _frozen(
    brief: CycleBrief, line: Mapping[str, Any], who: Mapping[int, PersonBrief]
) -> tuple[date, str, str, int, str, bool]:
    """One frozen line: day, kind, way, minutes, with whom, disputed."""
    return (
        today(datetime.fromisoformat(line["starts"])),
        brief.definition.activities[line["kind"]].title,
        mode_word(line["mode"]),
        line["minutes"],
        ", ".join(who[number].name for number in line["with"]),
        line["disputed"],
    )
