"""When the notes of a pair are destroyed: on the day set, after a letter, never during a disclosure."""

from datetime import date, timedelta
from enum import StrEnum

# So many days lie between the letter and the destruction.
NOTICE_DAYS = 14
NOTICE = timedelta(days=NOTICE_DAYS)


class Step(StrEnum):
    """What is to be done today."""

    WAIT = "wait"
    TELL = "tell"
    HOLD = "hold"
    DESTROY = "destroy"


def destruction_day(program_ends: date, days: int) -> date:
    """The day that the definition sets."""
    return program_ends + timedelta(days=days)


def told_day(due: date, today: date) -> date:
    """The day that a letter of today names: the due day, or later when the letter is late."""
    return max(due, today + NOTICE)


def next_step(today: date, due: date, told: date | None, *, held: bool) -> Step:
    """What is to be done today about notes that are due for destruction on a day; `told` is the day a letter named.

    A program that is moved to a later end is told of anew; one that is moved to an earlier end keeps the day told.
    """
    if told is None or told < due:
        return Step.TELL if today >= due - NOTICE else Step.WAIT
    if today < told:
        return Step.WAIT
    return Step.HOLD if held else Step.DESTROY
