"""How values are said to people, in whatever language the callable `_` translates into."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TypeAlias

from .moments import OWN_START, PAIR_START, ByRule, Fixed, NotAMomentError, Open, Relative, read_moment
from .parts import Period

Translate: TypeAlias = Callable[[str], str]


def same(text: str) -> str:
    """The translation into English: none."""
    return text


def gettext_noop(text: str) -> str:
    """A text marked for translation, which happens where it is read: a table of many costs nothing until then."""
    return text


def months(_: Translate) -> tuple[str, ...]:
    """The names of the months, from January."""
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )


def say_day(day: dt.date, _: Translate) -> str:
    """A day: December 8, 2023."""
    return _("{month} {day}, {year}").format(month=months(_)[day.month - 1], day=day.day, year=day.year)


def say_time(time: dt.time, _: Translate) -> str:
    """A time of day: 11:59:59 PM, without seconds when there are none."""
    half = _("AM") if time.hour < 12 else _("PM")
    seconds = f":{time.second:02}" if time.second else ""
    return f"{time.hour % 12 or 12}:{time.minute:02}{seconds} {half}"


def say_local(value: dt.datetime | dt.date, _: Translate) -> str:
    """A day, or a day and a time."""
    if isinstance(value, dt.datetime):
        return _("{day} at {time}").format(day=say_day(value.date(), _), time=say_time(value.time(), _))
    return say_day(value, _)


def say_when(when: dt.datetime | dt.date | str, titles: dict[str, str], _: Translate) -> str:
    """A `when` in a phrase, with other dates called by their titles."""
    try:
        moment = read_moment(when)
    except NotAMomentError:
        return str(when)
    if isinstance(moment, Fixed):
        return say_local(moment.at, _)
    if isinstance(moment, Relative):
        return _relative(moment, titles, _)
    return _by_rule(moment, titles, _) if isinstance(moment, ByRule) else _open(moment, _)


def _open(_moment: Open, _: Translate) -> str:
    """A date that each cycle sets."""
    return _("a date that each cycle sets")


def _called(name: str, titles: dict[str, str], _: Translate) -> str:
    """Another date by its title."""
    starts = {OWN_START: _("the person's own start"), PAIR_START: _("the start of the pair")}
    return starts.get(name) or f"“{titles.get(name, name)}”"


def _relative(moment: Relative, titles: dict[str, str], _: Translate) -> str:
    """14 days before “Applications are due”."""
    to = _called(moment.to, titles, _)
    if moment.amount == 0:
        return _("the same day as {to}").format(to=to)
    length = say_length(abs(moment.amount), moment.unit, _)
    phrase = _("{length} before {to}") if moment.amount < 0 else _("{length} after {to}")
    return phrase.format(length=length, to=to)


def say_length(amount: int, unit: str, _: Translate) -> str:
    """A length of time: 14 days."""
    words = {
        "minute": (_("1 minute"), _("{n} minutes")),
        "hour": (_("1 hour"), _("{n} hours")),
        "day": (_("1 day"), _("{n} days")),
        "week": (_("1 week"), _("{n} weeks")),
        "month": (_("1 month"), _("{n} months")),
        "year": (_("1 year"), _("{n} years")),
    }
    one, many = words[unit]
    return one if amount == 1 else many.format(n=amount)


def _by_rule(rule: ByRule, titles: dict[str, str], _: Translate) -> str:
    """The first Friday of May 2024; the last day of the month of “Mentoring begins”."""
    nth = {1: _("first"), 2: _("second"), 3: _("third"), 4: _("fourth"), 5: _("fifth"), -1: _("last")}[rule.ordinal]
    day = say_weekday(rule.weekday, _)
    anchor = _called(rule.anchor, titles, _) if rule.anchor else ""
    if rule.month is None:
        return _("the {nth} {day} of the month of {anchor}").format(nth=nth, day=day, anchor=anchor)
    month = months(_)[rule.month - 1]
    if rule.year is not None:
        return _("the {nth} {day} of {month} {year}").format(nth=nth, day=day, month=month, year=rule.year)
    return _("the {nth} {day} of {month} after {anchor}").format(nth=nth, day=day, month=month, anchor=anchor)


def say_weekday(weekday: int | str, _: Translate) -> str:
    """The name of a weekday."""
    if isinstance(weekday, str):
        return _("day") if weekday == "day" else _("weekday")
    names = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
    return names[weekday]


def say_figure(figure: Decimal | int) -> str:
    """A figure with thousands marked: 3,060 or 3,060.50."""
    if figure == int(figure):
        return f"{int(figure):,}"
    return f"{figure:,.2f}" if round(figure, 2) == figure else f"{figure:,}"


def say_money(amount: Decimal, currency: str) -> str:
    """An amount of money: $3,060."""
    return f"${say_figure(amount)}" if currency == "USD" else f"{say_figure(amount)} {currency}"


def say_per(period: Period, _: Translate) -> str:
    """A period: a month."""
    words = {
        "week": _("a week"),
        "month": _("a month"),
        "semester": _("a semester"),
        "year": _("a year"),
        "program": _("in the whole program"),
    }
    return words[period]


def say_measure(amount: Decimal | int, measure: str, _: Translate) -> str:
    """An amount of what is measured: 3 hours."""
    words = {
        "hours": (_("1 hour"), _("{n} hours")),
        "occurrences": (_("once"), _("{n} times")),
        "sessions": (_("1 session"), _("{n} sessions")),
        "people": (_("1 person"), _("{n} people")),
        "mastery": (_("1 task mastered"), _("{n} tasks mastered")),
        "submissions": (_("1 submission"), _("{n} submissions")),
    }
    one, many = words[measure]
    return one if amount == 1 else many.format(n=say_figure(amount))


def say_modes(modes: Iterable[str], _: Translate) -> str:
    """Ways to meet: in person, by video."""
    words = {
        "in_person": _("in person"),
        "video": _("by video"),
        "phone": _("by telephone"),
        "electronic": _("electronically"),
    }
    return say_list((words[mode] for mode in modes), _)


def say_list(items: Iterable[str], _: Translate) -> str:
    """A list in a sentence: a, b and c."""
    *most, last = [*items] or [""]
    return _("{most} and {last}").format(most=", ".join(most), last=last) if most else last


def say_size(bytes_: int) -> str:
    """The size of a file: 5 MB."""
    return f"{bytes_ / 1_000_000:g} MB" if bytes_ >= 100_000 else f"{bytes_ / 1000:g} kB"


def say_range(at_least: Decimal | int | None, at_most: Decimal | int | None, _: Translate) -> str:
    """From and to: 1 to 3; at least 10; up to 3."""
    if at_least and at_most is not None:
        if at_least == at_most:
            return _("exactly {n}").format(n=say_figure(at_least))
        return _("{least} to {most}").format(least=say_figure(at_least), most=say_figure(at_most))
    if at_most is not None:
        return _("up to {n}").format(n=say_figure(at_most))
    return _("at least {n}").format(n=say_figure(at_least)) if at_least else ""
