"""When an endorser is reminded: on set days before the due day, never twice on one day."""

from collections.abc import Iterable
from datetime import date, timedelta


def reminder_is_due(
    today: date, due: date, days_before: Iterable[int], *, asked_on: date, reminded_on: date | None
) -> bool:
    """Whether a reminder goes out today.

    The latest of the set days that has come counts, so that a day on which the machine stood still is made up for;
    nothing goes out on the day of asking, before it, after the due day, or when a reminder has gone out since.
    """
    if today > due or today <= asked_on:
        return False
    reached = [due - timedelta(days=days) for days in days_before if asked_on < due - timedelta(days=days) <= today]
    if not reached:
        return False
    return reminded_on is None or reminded_on < max(reached)
