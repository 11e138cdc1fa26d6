"""Copying a cycle: the dates that it truly had, moved on to the years of the copy by the definition's own rules."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from .dates import resolve_timeline
from .edits import Value
from .moments import ByRule, Fixed, Open, read_moment
from .phrases import Translate, same, say_local, say_weekday
from .program import Definition
from .timeline import DateEntry

_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
_SATURDAY = 5
Moments = Mapping[str, dt.datetime]


@dataclass(frozen=True)
class Moved:
    """A date that was moved by hand: what the definition said, what its rule gave from the other dates, the truth."""

    planned: dt.datetime | None
    by_rule: dt.datetime | None
    truly: dt.datetime


def years_apart(old: str, new: str) -> int:
    """How many years lie between two names of cycles, such as 2025-26 and 2026-27; one when they name no years."""
    first, then = _YEAR.search(old), _YEAR.search(new)
    return int(then[0]) - int(first[0]) if first and then else 1


def moved_by_hand(definition: Definition, dates: Moments, zone: ZoneInfo) -> dict[str, Moved]:
    """The dates of a cycle that neither the definition alone nor its rules from the other true dates explain."""
    timeline, planned = definition.timeline, resolve_timeline(definition.timeline, {}, zone)
    found = {}
    for name, truly in dates.items():
        if name not in timeline or truly == planned.get(name):
            continue
        others = {other: moment for other, moment in dates.items() if other != name}
        followed = (
            None if isinstance(read_moment(timeline[name].when), Fixed) else resolve_timeline(timeline, others, zone)
        )
        if followed is None or truly != followed.get(name):
            found[name] = Moved(planned.get(name), (followed or planned).get(name), truly)
    return found


def as_it_was(definition: Definition, dates: Moments, zone: ZoneInfo) -> Definition:
    """The definition with the dates that a cycle truly had, so that a copy can be compared with them."""
    timeline = {
        name: definition.timeline[name].model_copy(
            update={"when": _written(moved.truly, definition.timeline[name], zone)}
        )
        for name, moved in moved_by_hand(definition, dates, zone).items()
    }
    return definition.model_copy(update={"timeline": {**definition.timeline, **timeline}})


def moved_on(definition: Definition, dates: Moments, years: int, zone: ZoneInfo) -> dict[str, Value]:
    """The edits that move a definition's dates on by whole years, beginning from what a cycle truly had.

    A fixed date keeps its month and day. A date by rule follows its rule again; one that was moved off its rule by
    hand lies as many days off it as it did. Windows and days of sessions move on with the rest.
    """
    moved = moved_by_hand(definition, dates, zone)
    edits: dict[str, Value] = {}
    for name, entry in definition.timeline.items():
        edits |= _date(name, entry, moved.get(name), years, zone)
        for side in ("not_before", "not_after"):
            if day := getattr(entry, side):
                edits[f"timeline.{name}.{side}"] = _shifted(day, years)
    for path, day, _title in _session_days(definition):
        edits[path] = _shifted(day, years)
    return {**edits, **_off_their_rule(definition, edits, moved, zone)} if years or moved else {}


def _date(name: str, entry: DateEntry, moved: Moved | None, years: int, zone: ZoneInfo) -> dict[str, Value]:
    """The edit of one date that is fixed, left open, or by a rule that names a year."""
    moment, path = read_moment(entry.when), f"timeline.{name}.when"
    if isinstance(moment, Fixed):
        return {path: _shifted(_written(moved.truly, entry, zone) if moved else moment.at, years)}
    if isinstance(moment, Open) and moved:
        return {path: _shifted(_written(moved.truly, entry, zone), years)}
    if isinstance(moment, ByRule) and moment.year is not None:
        return {path: str(entry.when).replace(str(moment.year), str(moment.year + years))}
    return {}


def _off_their_rule(
    definition: Definition, edits: Mapping[str, Value], moved: Mapping[str, Moved], zone: ZoneInfo
) -> dict[str, Value]:
    """Dates by rule that were moved by hand: so many days off what the rule gives in the copy's years."""
    timeline = {
        name: entry.model_copy(update={"when": edits.get(f"timeline.{name}.when", entry.when)})
        for name, entry in definition.timeline.items()
    }
    now = resolve_timeline(timeline, {}, zone)
    found: dict[str, Value] = {}
    for name, each in moved.items():
        entry = definition.timeline[name]
        if isinstance(read_moment(entry.when), (Fixed, Open)) or each.by_rule is None or name not in now:
            continue
        truly = each.truly.astimezone(zone)
        off = truly.date() - each.by_rule.astimezone(zone).date()
        day = now[name].astimezone(zone).date() + off
        found[f"timeline.{name}.when"] = _written(dt.datetime.combine(day, truly.time(), zone), entry, zone)
    return found


def _session_days(definition: Definition) -> Iterator[tuple[str, dt.date, str]]:
    """The days of sessions, with their paths and titles."""
    for key, cohort in definition.cohorts.items():
        for name, session in cohort.sessions.items():
            if session.day:
                yield f"cohorts.{key}.sessions.{name}.day", session.day, session.title


def _written(truly: dt.datetime, entry: DateEntry, zone: ZoneInfo) -> dt.datetime | dt.date:
    """A moment as a definition writes it: a day alone where the day says the same."""
    local = truly.astimezone(zone).replace(tzinfo=None, microsecond=0)
    day_alone = entry.model_copy(update={"when": local.date()})
    return local.date() if resolve_timeline({"it": day_alone}, {}, zone)["it"] == truly else local


def _shifted(value: dt.datetime | dt.date, years: int) -> dt.datetime | dt.date:
    """The same month and day so many years on; the last day of February where it is shorter."""
    try:
        return value.replace(year=value.year + years)
    except ValueError:
        return value.replace(year=value.year + years, day=28)


def carried_sentences(
    old: Definition, new: Definition, dates: Moments, zone: ZoneInfo, _: Translate = same
) -> list[str]:
    """What became of last cycle's dates in its copy: those moved by hand, and those that now fall on a weekend."""
    now = resolve_timeline(new.timeline, {}, zone)
    lines = [_moved_sentence(old, name, each, zone, _) for name, each in moved_by_hand(old, dates, zone).items()]
    for name, moment in now.items():
        before = dates.get(name)
        if _is_weekend(moment, zone) and not (before and _is_weekend(before, zone)):
            day, entry = moment.astimezone(zone), new.timeline[name]
            line = _("“{title}” falls on a {weekday}: {day}.")
            said = say_local(_written(moment, entry, zone), _)
            lines.append(line.format(title=entry.title, weekday=say_weekday(day.weekday(), _), day=said))
    held = {path: day for path, day, _title in _session_days(old)}
    for path, now_on, title in _session_days(new):
        if now_on.weekday() >= _SATURDAY and path in held and held[path].weekday() < _SATURDAY:
            line = _("“{title}” falls on a {weekday}: {day}.")
            lines.append(line.format(title=title, weekday=say_weekday(now_on.weekday(), _), day=say_local(now_on, _)))
    return lines


def _moved_sentence(old: Definition, name: str, each: Moved, zone: ZoneInfo, _: Translate) -> str:
    """One date that was moved by hand."""
    entry = old.timeline[name]
    truly = say_local(_written(each.truly, entry, zone), _)
    if each.planned is None:
        line = _("“{title}” was set to {truly} during the last cycle; this draft began from that day.")
        return line.format(title=entry.title, truly=truly)
    planned = say_local(_written(each.planned, entry, zone), _)
    line = _("“{title}” was moved by hand from {planned} to {truly}; this draft began from the day that it truly was.")
    return line.format(title=entry.title, planned=planned, truly=truly)


def _is_weekend(moment: dt.datetime, zone: ZoneInfo) -> bool:
    """Whether a moment lies on a Saturday or Sunday of the zone."""
    return moment.astimezone(zone).weekday() >= _SATURDAY
