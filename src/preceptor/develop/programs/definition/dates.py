"""Dates of a timeline worked out on the district's clock, to the second, across changes of the clock."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from .moments import STARTS, ByRule, Fixed, Moment, NotAMomentError, Open, Relative, leans_on, read_moment
from .timeline import DateEntry

_LAST_SECOND = dt.time(23, 59, 59)
_CLOCK_UNITS = {"minute", "hour"}
_CALENDAR_DAYS = {"day": 1, "week": 7}


def resolve_timeline(
    timeline: Mapping[str, DateEntry], given: Mapping[str, dt.datetime | dt.date], zone: ZoneInfo
) -> dict[str, dt.datetime]:
    """Work out every date that can be known; `given` sets or moves dates, and may give `own_start` and `pair_start`.

    Dates that are open, or that count from a start that is not given, are left out.
    """
    found = {start: _given(given[start], None, zone) for start in STARTS if start in given}
    waiting = dict(timeline)
    while ready := [name for name in waiting if _is_ready(name, waiting[name], given, found)]:
        for name in ready:
            entry = waiting.pop(name)
            found[name] = _given(given[name], entry, zone) if name in given else _worked_out(entry, found, zone)
    return {name: moment for name, moment in found.items() if name not in STARTS}


def per_person(timeline: Mapping[str, DateEntry]) -> tuple[str, ...]:
    """The dates that count, directly or not, from the start of each person or each pair."""
    return tuple(name for name in timeline if not _chain(name, timeline).isdisjoint(STARTS))


def counts_from(when: str, start: str, timeline: Mapping[str, DateEntry]) -> bool:
    """Whether a date's name or words count, directly or not, from a start."""
    try:
        anchor = when if when in timeline else leans_on(read_moment(when))
        return anchor is not None and start in _chain(anchor, timeline)
    except NotAMomentError:  # words of a period such as the end of each month, or words that other checks tell of
        return False


def left_open(timeline: Mapping[str, DateEntry]) -> tuple[str, ...]:
    """The dates that each cycle has to set."""
    return tuple(name for name, entry in timeline.items() if isinstance(read_moment(entry.when), Open))


def outside_window(timeline: Mapping[str, DateEntry], dates: Mapping[str, dt.datetime], zone: ZoneInfo) -> list[str]:
    """The dates that lie before or after the days between which the definition allows them."""
    wrong = []
    for name, moment in dates.items():
        entry, day = timeline[name], moment.astimezone(zone).date()
        if (entry.not_before and day < entry.not_before) or (entry.not_after and day > entry.not_after):
            wrong.append(name)
    return wrong


def on_the_clock(local: dt.datetime, zone: ZoneInfo, *, latest: bool = False) -> dt.datetime:
    """Set a local time on the zone's clock: a skipped time moves on by the gap, a double time is the first or last."""
    aware = local.replace(tzinfo=zone, fold=1 if latest else 0)
    there_and_back = aware.astimezone(dt.UTC).astimezone(zone)
    if there_and_back.replace(tzinfo=None) == local:
        return aware
    return local.replace(tzinfo=zone, fold=0).astimezone(dt.UTC).astimezone(zone)


def _chain(name: str, timeline: Mapping[str, DateEntry]) -> set[str]:
    """Every date that this one leans on."""
    seen: set[str] = set()
    step: str | None = name
    while step is not None and step not in seen:
        seen.add(step)
        step = leans_on(read_moment(timeline[step].when)) if step in timeline else None
    return seen


def _is_ready(
    name: str,
    entry: DateEntry,
    given: Mapping[str, dt.datetime | dt.date],
    found: Mapping[str, dt.datetime],
) -> bool:
    """Whether a date can be worked out now."""
    if name in given:
        return True
    moment = read_moment(entry.when)
    anchor = leans_on(moment)
    return not isinstance(moment, Open) and (anchor is None or anchor in found)


def _given(value: dt.datetime | dt.date, entry: DateEntry | None, zone: ZoneInfo) -> dt.datetime:
    """A date that the cycle has set."""
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return value.astimezone(zone)
    return _placed(value, entry, zone)


def _worked_out(entry: DateEntry, found: Mapping[str, dt.datetime], zone: ZoneInfo) -> dt.datetime:
    """A date from its words, when those it leans on are known."""
    moment: Moment = read_moment(entry.when)
    if isinstance(moment, Fixed):
        return _placed(moment.at, entry, zone)
    if isinstance(moment, Relative):
        return _moved(moment, found[moment.to].astimezone(zone), entry, zone)
    if isinstance(moment, ByRule):
        anchor = found[moment.anchor].astimezone(zone).date() if moment.anchor else None
        return _placed(_by_rule(moment, anchor), entry, zone)
    raise ValueError("an open date has no time until a cycle sets it")


def _placed(value: dt.datetime | dt.date, entry: DateEntry | None, zone: ZoneInfo) -> dt.datetime:
    """A day or local moment on the clock; a deadline lasts as long as it can."""
    deadline = entry is not None and entry.kind == "deadline"
    if not isinstance(value, dt.datetime):
        fallback = _LAST_SECOND if deadline else dt.time(0)
        value = dt.datetime.combine(value, (entry.time if entry else None) or fallback)
    return on_the_clock(value, zone, latest=deadline)


def _moved(moment: Relative, anchor: dt.datetime, entry: DateEntry, zone: ZoneInfo) -> dt.datetime:
    """So long before or after: hours by elapsed time, days and months by the calendar, keeping the clock's time."""
    if moment.unit in _CLOCK_UNITS:
        step = dt.timedelta(**{f"{moment.unit}s": moment.amount})
        return (anchor.astimezone(dt.UTC) + step).astimezone(zone)
    local = anchor.replace(tzinfo=None, fold=0)
    if moment.unit in _CALENDAR_DAYS:
        local += dt.timedelta(days=moment.amount * _CALENDAR_DAYS[moment.unit])
    else:
        local = _months_on(local, moment.amount * (12 if moment.unit == "year" else 1))
    if entry.time is not None:
        local = dt.datetime.combine(local.date(), entry.time)
    return on_the_clock(local, zone, latest=entry.kind == "deadline")


def _months_on(local: dt.datetime, months: int) -> dt.datetime:
    """So many months on, and the last day of the month where that day does not exist."""
    year, month = divmod(local.year * 12 + local.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return local.replace(year=year, month=month + 1, day=min(local.day, last))


def _by_rule(rule: ByRule, anchor: dt.date | None) -> dt.date:
    """The day that a rule names: in its year, in its anchor's month, or the first one on or after its anchor."""
    if rule.year is not None and rule.month is not None:
        return nth_day(rule, rule.year, rule.month)
    if anchor is None:
        raise ValueError("a date by rule needs a year or another date")
    if rule.month is None:
        return nth_day(rule, anchor.year, anchor.month)
    this_year = nth_day(rule, anchor.year, rule.month)
    return this_year if this_year >= anchor else nth_day(rule, anchor.year + 1, rule.month)


def nth_day(rule: ByRule, year: int, month: int) -> dt.date:
    """The n-th such day of a month; the fifth is the last where there are only four."""
    days = [dt.date(year, month, day) for day in range(1, calendar.monthrange(year, month)[1] + 1)]
    if rule.weekday == "weekday":
        days = [day for day in days if day.weekday() < 5]
    elif rule.weekday != "day":
        days = [day for day in days if day.weekday() == rule.weekday]
    return days[-1] if rule.ordinal < 0 else days[min(rule.ordinal, len(days)) - 1]
