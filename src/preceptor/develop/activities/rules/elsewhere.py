"""The same hours in two programs: whether two stretches of time share any, and whether both programs allow it."""

from datetime import datetime, timedelta


def overlap(one: tuple[datetime, int], other: tuple[datetime, int]) -> bool:
    """Whether two stretches (start, minutes) share a moment."""
    (first, minutes), (second, more) = one, other
    return first < second + timedelta(minutes=more) and second < first + timedelta(minutes=minutes)
