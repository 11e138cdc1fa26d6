"""When duties and logs are due, read from the words of a definition."""

import re
from datetime import date, datetime, timedelta

from preceptor.develop.activities.rules.periods import Calendar, Period
from preceptor.develop.activities.rules.values import DueTerm

BY_OFFICE = "set by the office"
_AFTER_PERIOD = re.compile(r"^(?:(\d+) days? after )?end of (?:each|the) (?:week|month|semester|year|program)$")
_SECOND = timedelta(seconds=1)


def days_after_period(words: str) -> int | None:
    """How many days after the end of its period something is due; None when the words say something else."""
    found = _AFTER_PERIOD.match(" ".join(words.split()).lower())
    return int(found[1] or 0) if found else None


def after_period(words: str) -> DueTerm | None:
    """The due rule of `end of each month` and `5 days after end of each month`."""
    days = days_after_period(words)
    return None if days is None else DueTerm(after_period=timedelta(days=days))


def log_due(words: str, period: Period, calendar: Calendar, designated: datetime | None) -> datetime | None:
    """The last second in which the log of a period is in time; None while the office has set no date.

    A pair or a program that ends in the middle of a period changes nothing: the date is the period's.
    """
    if designated is not None:
        return designated
    days = days_after_period(words)
    return None if days is None else calendar.ends(period.last + timedelta(days=days)) - _SECOND


def day_of(moment: datetime, calendar: Calendar) -> date:
    """The district's day of a moment."""
    return calendar.local_day(moment)
