"""The coordinator's view of logs: who is late or short in a period, by mentee; hours, kinds and visits alone."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from preceptor.develop.activities.models import MonthlyLog
from preceptor.develop.activities.queries.entry import PageMissing
from preceptor.develop.activities.queries.exemptions import with_exemptions
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
from preceptor.develop.activities.queries.owing import owing_of
from preceptor.develop.activities.queries.running import is_running
from preceptor.develop.activities.queries.stream import Row, entries, rows_of, standing_activities
from preceptor.develop.activities.queries.taking_part import TakingPart, taking_part
from preceptor.develop.activities.queries.terms import LogTerms, calendar_of, duty_terms, log_terms
from preceptor.develop.activities.queries.words import Badge, log_badge, period_word
from preceptor.develop.activities.rules.evaluate import evaluate
from preceptor.develop.activities.rules.logs import is_late
from preceptor.develop.activities.rules.periods import Calendar, Period, periods
from preceptor.develop.activities.rules.privacy import USUAL, OfficeSees, office_sees
from preceptor.develop.activities.rules.values import Status
from preceptor.develop.activities.rules.verdicts import Verdict
from preceptor.develop.programs.public import CycleBrief, Definition, cycle, open_cycles
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.district.public import PersonBrief, people, today

COORDINATE = "activities.coordinate"
PAGE_SIZE = 30


@dataclass(frozen=True)
class PartnerStand:
    """How the duties for one partner stand in the period."""

    name: str
    duties: tuple[DutyLine, ...]


@dataclass(frozen=True)
class OtherLog:
    """The log of the same person for another period."""

    period: str
    period_word: str
    badge: Badge
    log_id: int | None


@dataclass(frozen=True)
class LogLine:
    """One person's log: its state, each partner's duties, and as much of hours and kinds as the office may see."""

    person: PersonBrief
    log_id: int | None
    badge: Badge
    late: bool
    short: int
    missing: bool
    minutes: int | None
    kinds: str
    stand: LogStand
    duties: tuple[DutyLine, ...]
    partners: tuple[PartnerStand, ...]
    others: tuple[OtherLog, ...] = ()


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
    logs: tuple[tuple[str, str], ...]
    every: tuple[LogLine, ...]
    pager: Page[LogLine]
    sees: OfficeSees
    running: bool
    all: int
    missing: int
    late: int
    short: int
    submitted: tuple[int, ...]
    to_remind: int


def coordinated_cycles(*, by: Actor, now: datetime) -> list[CycleBrief]:
    """Open cycles with logs that the reader coordinates."""
    return [
        each for each in open_cycles() if each.definition.logs and may(by, COORDINATE, where=each.unit_path, now=now)
    ]


def no_board() -> PageMissing:
    """The same answer for a list that is not there and one that is not theirs."""
    return PageMissing("unknown-logs", _("There is no such list of logs for you."), remedy=_("Open it from your desk."))


@dataclass(frozen=True)
class Asked:
    """What the reader asked to see: which log, of which period, which of its lines, which page of them."""

    log: str = ""
    period: str = ""
    show: str = ""
    page: str = ""


@dataclass(frozen=True)
class _Read:
    """All that was read for one list."""

    brief: CycleBrief
    terms: LogTerms
    calendar: Calendar
    when: Period
    part: TakingPart
    sees: OfficeSees
    designated: dict[tuple[str, str], datetime]
    now: datetime


def sees_of(brief: CycleBrief) -> OfficeSees:
    """What the office sees of the partners' work, as the definition promises it."""
    return office_sees(brief.definition.privacy.office_sees if brief.definition.privacy else USUAL)


def log_board_page(*, cycle_id: int, asked: Asked, by: Actor, now: datetime) -> LogBoardPage:
    """Every log of a period; the last one that is over, or the first, unless another is asked for."""
    brief = cycle(cycle_id)
    if not brief.definition.logs or not may(by, COORDINATE, where=brief.unit_path, now=now):
        raise no_board()
    calendar, every_log, show = calendar_of(brief), log_terms(brief.definition), asked.show
    terms = next((each for each in every_log if each.name == asked.log), every_log[0])
    found = periods(calendar, terms.per)
    turn = _turn(found, asked.period, today(now))
    when = found[turn]
    read = _Read(brief, terms, calendar, when, taking_part(brief), sees_of(brief), designated_dues(cycle_id), now)
    lines, due = _lines(read), due_of(terms, when, calendar, read.designated)
    lines = [replace(each, late=is_late(due, each.stand.submitted_at, now)) for each in lines]
    lines = [replace(each, badge=log_badge(each.stand.state, each.late)) for each in lines]
    shown = _shown(lines, show)
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
        logs=tuple((each.name, each.title) for each in every_log),
        every=tuple(shown),
        pager=Paginator(shown, PAGE_SIZE).get_page(asked.page),
        sees=read.sees,
        running=is_running(brief),
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


def _lines(read: _Read) -> list[LogLine]:
    brief, terms, when, part = read.brief, read.terms, read.when, read.part
    rows = rows_of(standing_activities(brief.id))
    verdicts = _verdicts(read, rows)
    authors = owers(brief, terms, when, part)
    stands, others = log_stands(brief.id, when.key), _others(read)
    who = people({*authors, *(person_id for each in part.together for person_id in each.people)})
    by_author: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        for each in row.parties:
            by_author[each.person_id].append(row)
    lines = []
    for author in authors:
        listed = log_lines(by_author[author], terms, author, when, read.calendar)
        line = _line(read, who, author, stands.get((terms.name, author), NOT_BEGUN), listed, verdicts[author])
        lines.append(replace(line, others=others[author]))
    return lines


def _others(read: _Read) -> defaultdict[int, tuple[OtherLog, ...]]:
    """For each person their logs of the other periods that have begun, the first first."""
    rows = MonthlyLog.objects.filter(cycle_id=read.brief.id, name=read.terms.name)
    known = {(person, period): (pk, state) for pk, person, period, state in rows.values_list(*_LOG)}
    found: defaultdict[int, tuple[OtherLog, ...]] = defaultdict(tuple)
    for each in periods(read.calendar, read.terms.per):
        if each.key == read.when.key or read.calendar.begins(each.first) > read.now:
            continue
        due = due_of(read.terms, each, read.calendar, read.designated)
        for person_id in owers(read.brief, read.terms, each, read.part):
            pk, state = known.get((person_id, each.key), (None, MonthlyLog.State.OPEN))
            badge = log_badge(state, state == MonthlyLog.State.OPEN and is_late(due, None, read.now))
            found[person_id] += (OtherLog(each.key, period_word(each), badge, pk),)
    return found


_LOG = ("pk", "person_id", "period", "state")


def _verdicts(read: _Read, rows: Sequence[Row]) -> defaultdict[int, list[Verdict]]:
    """Each author's verdicts on the duties of exactly this period."""
    when, terms = read.when, with_exemptions(duty_terms(read.brief, read.part, today(read.now)), read.brief.id)
    duties = [each for each in terms if any(limit.per == when.per for limit in each.limits)]
    gates = [each for each in terms if each.comes_first and each not in duties]
    found: defaultdict[int, list[Verdict]] = defaultdict(list)
    owing = owing_of(read.part, read.calendar)
    for grid in evaluate([*duties, *gates], owing, entries(rows, read.now), read.calendar, read.now):
        if grid.limit.per != when.per:
            continue
        column = grid.periods.index(when)
        for row, owed in enumerate(grid.owing):
            if grid.touched[row, column] or grid.amount[row, column]:
                found[owed.person_id].append(grid.verdict(row, column))
    return found


def _line(  # the badge and lateness are set once the due date is known
    read: _Read,
    who: Mapping[int, PersonBrief],
    author: int,
    stand: LogStand,
    listed: Sequence[Row],
    verdicts: Sequence[Verdict],
) -> LogLine:
    brief, sees = read.brief, read.sees
    kinds = Counter(
        activity.title
        for activity in (brief.definition.activities[row.kind] for row in listed)
        if sees.kind(activity.kind)
    )
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
        minutes=minutes_of(listed) if sees.hours else None,
        kinds=", ".join(f"{title} × {number}" for title, number in sorted(kinds.items())),
        stand=stand,
        duties=office_lines(brief, [each for each in verdicts if each.partner_id is None]),
        partners=tuple(
            PartnerStand(who[partner].name, office_lines(brief, theirs))
            for partner, theirs in sorted(by_partner.items(), key=lambda each: who[each[0]].family_name)
        ),
    )


def office_lines(brief: CycleBrief, verdicts: Sequence[Verdict]) -> tuple[DutyLine, ...]:
    """How duties stand; how much was done only where the office may see that."""
    definition, sees = brief.definition, sees_of(brief)
    return tuple(
        line
        if sees.amount(definition.duties[line.name].measure, _general(definition, line.name))
        else replace(line, sum="")
        for line in duty_lines(brief, verdicts, {})
    )


def _general(definition: Definition, duty: str) -> list[str]:
    """The general kinds of the activities that a duty counts."""
    return [definition.activities[kind].kind for kind in definition.duties[duty].activities]
