"""What still has to be signed: agreements of a pair once, a personal text again when it changes or grows old."""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# A partner who says nothing for so many days holds nothing up, where the program does not say otherwise.
SILENCE_DAYS = 7
MONTHS = 12


class Stand(StrEnum):
    """How somebody stands to a text: never signed, signed in another wording, signed too long ago, or signed."""

    NEVER = "never"
    CHANGED = "changed"
    OLD = "old"
    SIGNED = "signed"


@dataclass(frozen=True)
class Signed:
    """One signature: which version of the text, on which day."""

    number: int
    day: date


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or the month's last day where it has no such day."""
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def stand(given: Collection[Signed], newest: int, again_after_months: int | None, today: date) -> Stand:
    """How somebody stands to a text whose newest version has this number."""
    if not given:
        return Stand.NEVER
    current = [each.day for each in given if each.number == newest]
    if not current:
        return Stand.CHANGED
    if again_after_months and months_later(max(current), again_after_months) <= today:
        return Stand.OLD
    return Stand.SIGNED


def holds_up(mine: date | None, other: date | None, silence_days: int, today: date) -> bool:
    """Whether a missing agreement holds up my log: my own signature always does, the other's until its silence counts.

    The other side has been asked since the day on which I signed.
    """
    if mine is None:
        return True
    return other is None and today < mine + timedelta(days=silence_days)
