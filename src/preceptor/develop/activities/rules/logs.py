"""When a log is late, when its author is reminded, and when silence counts as agreement."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

# Days before the due day (negative: after it) on which the author of a log that is not in is reminded.
REMIND_ON = (5, 1, -1, -7)
# A set day that was missed is made up for within these days; older logs are the office's to chase.
GRACE = timedelta(days=3)


def is_late(due: datetime | None, submitted: datetime | None, now: datetime) -> bool:
    """Whether a log came, or is still out, after it was due."""
    return due is not None and (submitted or now) > due


def reminder_is_due(today: date, due: date, begun: date, reminded_on: Collection[date]) -> bool:
    """Whether the author of a log is reminded today.

    The latest of the set days that has come counts, so that a day on which the machine stood still is made up for
    once; nothing goes out before the log's period has begun, and nothing twice for the same set day.
    """
    set_days = [due - timedelta(days=days) for days in REMIND_ON]
    reached = [day for day in set_days if begun < day <= today]
    if not reached or today > max(reached) + GRACE:
        return False
    return all(day < max(reached) for day in reminded_on)


def agreed_by_silence(asked_at: datetime, agreed_after_days: int | None, now: datetime) -> bool:
    """Whether a party who has not answered counts as having agreed."""
    return agreed_after_days is not None and now >= asked_at + timedelta(days=agreed_after_days)
