"""My month: with whom I work, what was done, what is owed, what waits for my word, and my log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from preceptor.develop.activities.queries.exemptions import own_exemptions, with_exemptions
from preceptor.develop.activities.queries.lines import DutyLine, EntryLine, duty_lines, entry_line
from preceptor.develop.activities.queries.logs import (
    NOT_BEGUN,
    LogStand,
    designated_dues,
    due_of,
    log_lines,
    log_stands,
    minutes_of,
)
from preceptor.develop.activities.queries.owing import dependent_duties, owing_of
from preceptor.develop.activities.queries.running import is_running
from preceptor.develop.activities.queries.stream import Row, entries, rows_of, standing_activities
from preceptor.develop.activities.queries.taking_part import STARTS, TakingPart, cycles_taking_part, taking_part
from preceptor.develop.activities.queries.terms import LogTerms, calendar_of, duty_terms, kind_terms, log_terms
from preceptor.develop.activities.queries.words import Badge, log_badge, period_word
from preceptor.develop.activities.rules.evaluate import evaluate
from preceptor.develop.activities.rules.logs import is_late
from preceptor.develop.activities.rules.periods import Calendar, Period, periods
from preceptor.develop.activities.rules.verdicts import Verdict
from preceptor.develop.programs.public import CycleBrief, cycles
from preceptor.foundation.district.public import PersonBrief, people, today


@dataclass(frozen=True)
class PartnerCard:
    """Somebody the reader works with: the next meeting, the last entry, and each duty of the month."""

    person: PersonBrief
    role: str
    next_meeting: EntryLine | None
    last_entry: EntryLine | None
    ended: date | None
    duties: tuple[DutyLine, ...]


@dataclass(frozen=True)
class LogCard:
    """The reader's own log of the month."""

    name: str
    title: str
    badge: Badge
    due: datetime | None
    late: bool
    stand: LogStand
    lines: int
    minutes: int
    may_submit: bool
    may_reopen: bool


@dataclass(frozen=True)
class MyMonthPage:
    """One month of one cycle of one person; `cycle_id` is None for somebody who takes part in nothing."""

    cycle_id: int | None
    program_key: str = ""
    title: str = ""
    name: str = ""
    period: str = ""
    period_word: str = ""
    before: str = ""
    after: str = ""
    other_cycles: tuple[tuple[int, str], ...] = ()
    to_answer: tuple[EntryLine, ...] = ()
    to_settle: tuple[EntryLine, ...] = ()
    partners: tuple[PartnerCard, ...] = ()
    duties: tuple[DutyLine, ...] = ()
    logs: tuple[LogCard, ...] = ()
    entries: tuple[EntryLine, ...] = ()
    may_enter: bool = False
    closed: bool = False
    paired: bool = True
    undecided: tuple[tuple[str, str], ...] = ()
    silence_days: int | None = None
    privacy: str = ""


@dataclass(frozen=True)
class _Read:
    """All that was read for one month of one person."""

    brief: CycleBrief
    part: TakingPart
    calendar: Calendar
    month: Period
    rows: Sequence[Row]
    lines: Mapping[int, EntryLine]
    verdicts: Sequence[Verdict]
    who: Mapping[int, PersonBrief]
    undecided: tuple[tuple[str, str], ...]
    person_id: int
    now: datetime


def my_month_page(*, person_id: int, cycle_id: int | None, period: str, now: datetime) -> MyMonthPage:
    """What somebody's month looks like; the newest cycle and the present month unless others are asked for."""
    known = cycles(cycles_taking_part(person_id, ended=True))
    newest = sorted(known.values(), key=lambda each: _recency(each, now), reverse=True)
    if not newest:
        return MyMonthPage(None)
    brief = known.get(cycle_id or 0, newest[0])
    calendar = calendar_of(brief)
    months = periods(calendar, "month")
    turn = _turn(months, period, today(now))
    page = _page(_read(brief, calendar, months[turn], person_id, now))
    return replace(
        page,
        before=months[turn - 1].key if turn else "",
        after=months[turn + 1].key if turn + 1 < len(months) else "",
        program_key=brief.program_key,
        other_cycles=tuple((each.id, f"{each.title} · {each.name}") for each in newest if each.id != brief.id),
    )


def _recency(brief: CycleBrief, now: datetime) -> tuple[bool, datetime]:
    """What has begun comes before what is still to begin; among these the latest."""
    begins = brief.dates.get(STARTS, min(brief.dates.values(), default=now))
    return begins <= now, begins


def _turn(months: Sequence[Period], key: str, on: date) -> int:
    """The month asked for, else that of the day, else the last before it or the first."""
    named = [turn for turn, each in enumerate(months) if each.key == key]
    begun = [turn for turn, each in enumerate(months) if each.first <= on]
    return named[0] if named else (begun[-1] if begun else 0)


def _read(brief: CycleBrief, calendar: Calendar, month: Period, person_id: int, now: datetime) -> _Read:
    part = taking_part(brief, person_id)
    rows = rows_of(standing_activities(brief.id, [person_id]))
    met = {each.person_id for row in rows for each in row.parties}
    who = people(met | {each.other(person_id)[1] for each in part.partners_of(person_id)} | {person_id})
    depends = dependent_duties(brief, part, today(now))
    terms = with_exemptions(duty_terms(brief, part, today(now), depends), brief.id)
    grids = evaluate(terms, owing_of(part, calendar), entries(rows, now), calendar, now)
    return _Read(
        brief,
        part,
        calendar,
        month,
        rows,
        {row.id: entry_line(brief, row, who, person_id, now) for row in rows},
        [each for grid in grids for each in grid.verdicts() if _meets(each.period, month)],
        who,
        tuple(
            (brief.definition.duties[name].title, brief.definition.duties[name].condition_says or "")
            for name, each in depends.items()
            if person_id in each.undecided
        ),
        person_id,
        now,
    )


def _meets(period: Period, month: Period) -> bool:
    return period.first <= month.last and period.last >= month.first


def _page(read: _Read) -> MyMonthPage:
    brief, month, lines = read.brief, read.month, read.lines
    kinds = kind_terms(brief.definition, read.part.roles_of(read.person_id))
    alone = [each for each in read.verdicts if each.person_id == read.person_id and each.partner_id is None]
    silences = [log.agreed_after_days for log in brief.definition.logs.values() if log.agreed_after_days]
    return MyMonthPage(
        cycle_id=brief.id,
        title=brief.title,
        name=brief.name,
        period=month.key,
        period_word=period_word(month),
        to_answer=tuple(line for line in lines.values() if line.mine_to_answer and is_running(brief)),
        to_settle=tuple(line for line in lines.values() if _to_settle(line) and is_running(brief)),
        closed=not is_running(brief),
        paired=brief.definition.pairing is not None,
        undecided=read.undecided,
        partners=_partners(read),
        duties=duty_lines(brief, alone, lines, own_exemptions(brief.id, read.person_id)),
        logs=_logs(read),
        entries=tuple(
            lines[row.id]
            for row in reversed(read.rows)
            if month.first <= read.calendar.local_day(row.starts) <= month.last
        ),
        may_enter=bool(kinds) and is_running(brief),
        silence_days=min(silences, default=None),
        privacy=brief.definition.privacy.says if brief.definition.privacy else "",
    )


def _to_settle(line: EntryLine) -> bool:
    """Whether an own entry is disputed, or was booked for a moment that is past."""
    return line.mine and bool(line.dispute or (line.booked and line.past))


def _partners(read: _Read) -> tuple[PartnerCard, ...]:
    """A card for each partner of the month."""
    return tuple(
        _partner(read, each.span.last, *each.other(read.person_id))
        for each in read.part.partners_of(read.person_id)
        if each.span.first <= read.month.last and (each.span.last is None or each.span.last >= read.month.first)
    )


def _partner(read: _Read, ended: date | None, role: str, other: int) -> PartnerCard:
    shared = [row for row in read.rows if any(party.person_id == other for party in row.parties)]
    coming = [row for row in shared if row.starts > read.now]
    past = [row for row in shared if row.starts <= read.now]
    theirs = [one for one in read.verdicts if {one.person_id, one.partner_id} == {read.person_id, other}]
    return PartnerCard(
        read.who[other],
        read.brief.definition.roles[role].title,
        read.lines[coming[0].id] if coming else None,
        read.lines[past[-1].id] if past else None,
        ended,
        duty_lines(read.brief, theirs, read.lines, own_exemptions(read.brief.id, read.person_id)),
    )


def _logs(read: _Read) -> tuple[LogCard, ...]:
    """The reader's own logs of the month."""
    mine = [
        terms
        for terms in log_terms(read.brief.definition)
        if terms.per == read.month.per and read.person_id in read.part.roles.get(terms.who, {})
    ]
    if not mine:
        return ()
    stands = log_stands(read.brief.id, read.month.key, read.person_id)
    designated = designated_dues(read.brief.id)
    return tuple(_log(read, terms, stands.get((terms.name, read.person_id), NOT_BEGUN), designated) for terms in mine)


def _log(read: _Read, terms: LogTerms, stand: LogStand, designated: dict[tuple[str, str], datetime]) -> LogCard:
    due = due_of(terms, read.month, read.calendar, designated)
    listed = log_lines(read.rows, terms, read.person_id, read.month, read.calendar)
    late = is_late(due, stand.submitted_at, read.now)
    running, begun = is_running(read.brief), read.calendar.begins(read.month.first) <= read.now
    return LogCard(
        terms.name,
        terms.title,
        log_badge(stand.state, late),
        due,
        late,
        stand,
        len(listed),
        minutes_of(listed),
        may_submit=running and stand.state in ("open", "returned") and begun,
        may_reopen=running and stand.state == "submitted",
    )
