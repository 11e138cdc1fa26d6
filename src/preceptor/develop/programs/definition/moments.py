"""The grammar of `when`: what a date's words mean, without any calendar yet."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

Unit = Literal["minute", "hour", "day", "week", "month", "year"]
OWN_START, PAIR_START = "own_start", "pair_start"
# What dates can count from that is different for each person, or for each pair.
STARTS = (OWN_START, PAIR_START)
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
WEEKDAYS = {day.lower(): number for number, day in enumerate(calendar.day_name)}
MONTHS = {month.lower(): number for number, month in enumerate(calendar.month_name) if month}
GRAMMAR = (
    "Write a local date or date-time, or words such as '14 days before applications_due', '30 days after own start', "
    "'9 months after pair start', 'first Friday of May 2024', 'first Friday of May after program_starts', "
    "'end of the month of program_starts', or 'open'."
)


@dataclass(frozen=True)
class Fixed:
    """A day or moment on the district's clock."""

    at: dt.datetime | dt.date


@dataclass(frozen=True)
class Relative:
    """So long before or after another date."""

    amount: int
    unit: Unit
    to: str


@dataclass(frozen=True)
class ByRule:
    """The n-th weekday (or day, or working day) of a month, of a year or after or in the month of another date."""

    ordinal: int
    weekday: int | Literal["day", "weekday"]
    month: int | None
    year: int | None
    anchor: str | None


@dataclass(frozen=True)
class Open:
    """To be set by each cycle."""


Moment: TypeAlias = Fixed | Relative | ByRule | Open

_YEARS = range(1900, 2201)
_MOST_YEARS = 100
_UNITS_A_YEAR = {"minute": 525_600, "hour": 8_760, "day": 365, "week": 52, "month": 12, "year": 1}
_NAME = r"(own start|pair start|[a-z][a-z0-9_]*)"
_RELATIVE = re.compile(rf"^(\d+) ({'|'.join(get_args(Unit))})s? (before|after) {_NAME}$")
_SAME = re.compile(rf"^same day as {_NAME}$")
_END = re.compile(rf"^end of (?:the )?month of {_NAME}$")
_DAYS = "|".join([*WEEKDAYS, "weekday", "day"])
_RULE = re.compile(rf"^({'|'.join(ORDINALS)}) ({_DAYS}) of ({'|'.join(MONTHS)}) (?:(\d{{4}})|after {_NAME})$")
_RULE_OF = re.compile(rf"^({'|'.join(ORDINALS)}) ({_DAYS}) of the month of {_NAME}$")


class NotAMomentError(ValueError):
    """The words of a `when` say nothing that this language knows."""


def read_moment(when: dt.datetime | dt.date | str) -> Moment:
    """Read a `when`; raise `NotAMomentError` when it cannot be read."""
    if isinstance(when, dt.date):
        if when.year not in _YEARS:
            raise NotAMomentError(f"The year {when.year} is out of reach.")
        return Fixed(when)
    words = " ".join(when.split()).lower()
    if words == "open":
        return Open()
    moment = _relative(words) or _by_rule(words)
    if moment is None:
        raise NotAMomentError(f"'{when}' is not a date that can be read.")
    return moment


def leans_on(moment: Moment) -> str | None:
    """The name of the date that this one is counted from, if any."""
    if isinstance(moment, Relative):
        return moment.to
    return moment.anchor if isinstance(moment, ByRule) else None


def _anchor(name: str) -> str:
    """The name of an anchor, with the start of a person and that of a pair among them."""
    return name.replace(" ", "_")


def _relative(words: str) -> Moment | None:
    """Read `14 days before x` and `same day as x`."""
    if same := _SAME.match(words):
        return Relative(0, "day", _anchor(same[1]))
    if not (found := _RELATIVE.match(words)):
        return None
    if int(found[1]) > _MOST_YEARS * _UNITS_A_YEAR[found[2]]:
        raise NotAMomentError(f"{found[1]} {found[2]}s are more than a hundred years.")
    amount = int(found[1]) * (-1 if found[3] == "before" else 1)
    unit: Unit = found[2]  # type: ignore[assignment]  # the pattern is made of Unit's own words
    return Relative(amount, unit, _anchor(found[4]))


def _by_rule(words: str) -> Moment | None:
    """Read `first friday of may 2024`, `last weekday of june after x`, `end of the month of x`."""
    if end := _END.match(words):
        return ByRule(-1, "day", None, None, _anchor(end[1]))
    if of := _RULE_OF.match(words):
        return ByRule(ORDINALS[of[1]], _weekday(of[2]), None, None, _anchor(of[3]))
    if not (found := _RULE.match(words)):
        return None
    year = int(found[4]) if found[4] else None
    if year is not None and year not in _YEARS:
        raise NotAMomentError(f"The year {year} is out of reach.")
    anchor = _anchor(found[5]) if found[5] else None
    return ByRule(ORDINALS[found[1]], _weekday(found[2]), MONTHS[found[3]], year, anchor)


def _weekday(word: str) -> int | Literal["day", "weekday"]:
    """A weekday's number, or `day`, or `weekday` for Monday to Friday."""
    if word == "day":
        return "day"
    return "weekday" if word == "weekday" else WEEKDAYS[word]
