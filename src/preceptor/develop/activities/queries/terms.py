"""What a cycle's definition in force says of activities, duties and logs, as plain values for the rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from preceptor.develop.activities.queries.owing import Depends, dependent_duties, renewing
from preceptor.develop.activities.queries.taking_part import STARTS, TakingPart
from preceptor.develop.activities.rules.dues import BY_OFFICE, after_period, days_after_period
from preceptor.develop.activities.rules.entering import KindTerms
from preceptor.develop.activities.rules.periods import Calendar, NamedDays
from preceptor.develop.activities.rules.values import DueTerm, DutyTerms, LimitTerm, Role, ShareTerm, SpreadTerm
from preceptor.develop.programs.public import CycleBrief, DateEntry, Definition, Duty, Log, in_force, resolve_timeline
from preceptor.foundation.district.public import SchoolYearBrief, school_calendar, today, zone

MINUTES = 60
ENDS = "program_ends"
OWN_START, PAIR_START = "own_start", "pair_start"
# Who owes: a person on their own, or a person for one partner.
Owed = tuple[int, int | None]
IN_PERSON = "in_person"


@dataclass(frozen=True)
class LogTerms:
    """A log as the definition in force asks for it."""

    name: str
    title: str
    who: Role
    per: str
    due: str
    contains: frozenset[str]
    agreed_after_days: int | None

    @property
    def office_sets_due(self) -> bool:
        """Whether the office designates each due date."""
        return self.due == BY_OFFICE


# A cycle without any date has a calendar of one day on which nothing falls.
NO_DAY = date(1970, 1, 1)


def calendar_of(brief: CycleBrief) -> Calendar:
    """The days of a cycle, with the district's school years, semesters and closed days."""
    known, plain = school_calendar(), plain_calendar(brief)
    first, last = plain.first, plain.last
    years = tuple(NamedDays(each.code, each.start, each.end) for each in known.years if _within(each, first, last))
    named = {each.name for each in years}
    parts = tuple(
        NamedDays(f"{each.year} {each.name}", each.start, each.end) for each in known.semesters if each.year in named
    )
    closed = frozenset(each.day for each in known.holidays if first.year <= each.day.year <= last.year)
    return replace(plain, semesters=parts, years=years, holidays=closed)


def plain_calendar(brief: CycleBrief) -> Calendar:
    """The days of a cycle alone: from `program_starts` to `program_ends`, else from its first date to its last."""
    days = [today(moment) for moment in brief.dates.values()] or [NO_DAY]
    first = today(brief.dates[STARTS]) if STARTS in brief.dates else min(days)
    last = max(today(brief.dates[ENDS]) if ENDS in brief.dates else max(days), first)
    return Calendar(zone(), first, last)


def _within(year: SchoolYearBrief, first: date, last: date) -> bool:
    """Whether a school year touches these days."""
    return year.end >= first and year.start <= last


def duty_terms(
    brief: CycleBrief, part: TakingPart, on: date, depends: Mapping[str, Depends] | None = None
) -> tuple[DutyTerms, ...]:
    """Every duty in force; one that depends on a condition is owed by those for whom it holds on the day.

    Where the records do not settle a condition for somebody, it is left to people: they are not judged by it.
    """
    definition, depends = brief.definition, depends or dependent_duties(brief, part, on)
    elsewhere = renewing(definition)
    held = {
        name: duty for name, duty in definition.duties.items() if name not in elsewhere and in_force(definition, [duty])
    }
    return tuple(
        replace(each, owers=depends[each.name].owers) if each.name in depends else each
        for each in terms_of(held, brief, part)
    )


def terms_of(duties: Mapping[str, Duty], brief: CycleBrief, part: TakingPart) -> tuple[DutyTerms, ...]:
    """Duties as plain values, whoever owes them."""
    return tuple(_duty(name, duty, brief, part) for name, duty in duties.items())


def _duty(name: str, duty: Duty, brief: CycleBrief, part: TakingPart) -> DutyTerms:
    definition = brief.definition
    scale = MINUTES if duty.measure == "hours" else 1
    limits = in_force(definition, duty.limits)
    shares = in_force(definition, duty.shares)
    dues = in_force(definition, duty.due)
    return DutyTerms(
        name=name,
        who=duty.who,
        for_each=duty.for_each,
        kinds=frozenset(duty.activities),
        measure=duty.measure,
        per=duty.per,
        limits=tuple(
            LimitTerm(
                each.per or duty.per,
                _scaled(each.at_least, scale, ROUND_CEILING),
                _scaled(each.at_most, scale, ROUND_FLOOR),
            )
            for each in limits
        ),
        shares=tuple(
            ShareTerm(frozenset(each.modes), frozenset(each.activities), each.at_least_percent, each.at_most_percent)
            for each in shares
        ),
        spread=tuple(SpreadTerm(each.over, each.at_least) for each in duty.spread),
        due=_due(dues[0].when, brief, _starts(duty, part)) if dues else None,
        comes_first=duty.comes_first,
        make_ups=duty.make_ups,
    )


def _scaled(figure: Decimal | None, scale: int, rounding: str) -> int | None:
    return None if figure is None else int((figure * scale).to_integral_value(rounding))


def _starts(duty: Duty, part: TakingPart) -> dict[Owed, dict[str, date]]:
    """From when those who owe a duty count: each person from their own first day, each pair from its own as well."""
    own = {person_id: spans[0].first for person_id, spans in part.roles.get(duty.who, {}).items() if spans}
    if duty.for_each is None:
        return {(person_id, None): {OWN_START: first} for person_id, first in own.items()}
    pairs: dict[Owed, date] = {}
    for each in part.together:
        for roles, people in ((each.roles, each.people), (each.roles[::-1], each.people[::-1])):
            if roles == (duty.who, duty.for_each):
                pairs[people] = min(each.span.first, pairs.get(people, each.span.first))
    return {people: {OWN_START: own.get(people[0], first), PAIR_START: first} for people, first in pairs.items()}


def _due(words: str, brief: CycleBrief, starts: Mapping[Owed, Mapping[str, date]]) -> DueTerm | None:
    """The due rule of a duty; a date that counts from the start of a person or a pair is worked out for each."""
    if words == BY_OFFICE:
        return None
    if days_after_period(words) is not None:
        return after_period(words)
    timeline = {**brief.definition.timeline, "_due": DateEntry(title=words, when=words, kind="deadline")}
    if words in brief.definition.timeline:
        timeline["_due"] = brief.definition.timeline[words]
    given: dict[str, datetime | date] = {**brief.dates}
    if words in brief.dates:
        return DueTerm(at=brief.dates[words])
    moment = resolve_timeline(timeline, given, zone()).get("_due")
    if moment is not None:
        return DueTerm(at=moment)
    found = {owed: resolve_timeline(timeline, {**given, **of}, zone()).get("_due") for owed, of in starts.items()}
    known = {owed: each for owed, each in found.items() if each is not None}
    return DueTerm(by_owed=known) if known else None


def log_terms(definition: Definition) -> tuple[LogTerms, ...]:
    """Every log that the definition in force asks for."""
    return tuple(_log(name, log, definition) for name, log in definition.logs.items())


def _log(name: str, log: Log, definition: Definition) -> LogTerms:
    dues = in_force(definition, log.due)
    when = dues[0].when if dues else BY_OFFICE
    return LogTerms(name, log.title, log.who, log.per, when, frozenset(log.contains), log.agreed_after_days)


def kind_terms(definition: Definition, roles: Iterable[Role]) -> Mapping[str, KindTerms]:
    """The kinds of activity that somebody in these roles can enter: those that a duty or a log of theirs speaks of.

    What attendance of sessions and judged work count as is recorded from these; nobody enters it for themselves.
    """
    mine = set(roles)
    recorded = {each.activity for each in definition.cohorts.values()}
    recorded |= {each.activity for each in definition.coursework.values()}
    named = {kind for duty in definition.duties.values() for kind in duty.activities}
    named |= {kind for log in definition.logs.values() for kind in log.contains}
    partners = {definition.pairing.mentor, definition.pairing.mentee} if definition.pairing else set()
    reasoned = _reasoned(definition)
    return {
        name: KindTerms(
            frozenset(kind.modes),
            kind.minutes,
            next((role for role in kind.with_roles if role in partners - mine), None),
            reasoned.get(name, frozenset()) - {IN_PERSON},
        )
        for name, kind in definition.activities.items()
        if name in named - recorded and mine & set(kind.with_roles)
    }


def _reasoned(definition: Definition) -> dict[str, frozenset[str]]:
    """For each kind the modes whose every use needs a reason."""
    found: dict[str, frozenset[str]] = {}
    for duty in in_force(definition, definition.duties.values()):
        for share in in_force(definition, duty.shares):
            if share.reason_needed:
                for kind in share.activities or duty.activities:
                    found[kind] = found.get(kind, frozenset()) | frozenset(share.modes)
    return found
