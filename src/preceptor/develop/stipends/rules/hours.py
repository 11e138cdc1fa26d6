"""Time that is paid: stretches in which no minute stands twice."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from preceptor.develop.stipends.rules.values import Hours

Span = tuple[datetime, int]


def merged(hours: Iterable[Hours]) -> tuple[Span, ...]:
    """The time of some entries as stretches (start, minutes) that do not touch one another, in order."""
    found: list[tuple[datetime, datetime]] = []
    for each in sorted(hours, key=lambda entry: (entry.starts, entry.minutes)):
        ends = each.starts + timedelta(minutes=each.minutes)
        if found and each.starts < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        else:
            found.append((each.starts, ends))
    return tuple((first, round((last - first).total_seconds() / 60)) for first, last in found)


def merged_minutes(hours: Iterable[Hours]) -> int:
    """How many minutes some entries take when each minute counts once."""
    return sum(minutes for _start, minutes in merged(hours))
