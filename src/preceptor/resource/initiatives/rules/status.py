"""How a milestone and an initiative stand, by what people say and by what the data say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

State = Literal["planned", "running", "waiting", "late", "done"]
Comparison = Literal["at_least", "at_most"]
# The shape of the look that goes beside each word; no two are alike.
SHAPES: dict[str, str] = {"planned": "draft", "running": "now", "waiting": "waiting", "late": "late", "done": "done"}
ORDER: tuple[State, ...] = ("late", "waiting", "running", "planned", "done")


@dataclass(frozen=True)
class Reading:
    """What a measure said on a day, and what it has to say for the milestone to be reached."""

    value: Decimal
    on: date
    comparison: Comparison
    threshold: Decimal

    @property
    def met(self) -> bool:
        """Whether the data say that it is reached."""
        if self.comparison == "at_least":
            return self.value >= self.threshold
        return self.value <= self.threshold


@dataclass(frozen=True)
class Stand:
    """What a state is judged by: today's plan, what was set by hand, what the data say, what it waits for."""

    start: date
    end: date | None
    started: date | None
    ended: date | None
    tied: bool = False
    reading: Reading | None = None
    held_up: bool = False


def state_of(stand: Stand, today: date) -> State:
    """The state; of a milestone that is tied to a measure, the data decide whether it is done."""
    if _done(stand):
        return "done"
    if (stand.end is not None and stand.end < today) or (stand.started is None and stand.start < today):
        return "late"
    if stand.started is not None:
        return "running"
    return "waiting" if stand.held_up else "planned"


def _done(stand: Stand) -> bool:
    if stand.tied:
        return stand.reading is not None and stand.reading.met
    return stand.ended is not None


def contradiction(stand: Stand) -> Literal["", "hand_says_done", "data_say_done"]:
    """Where the word of people and the data differ; nothing where they agree or one of them is silent."""
    if not stand.tied or stand.reading is None:
        return ""
    if stand.ended is not None and not stand.reading.met:
        return "hand_says_done"
    if stand.reading.met and stand.ended is None:
        return "data_say_done"
    return ""


def overall(states: Iterable[State]) -> State:
    """The state of an initiative from those of its milestones: the most pressing one, done when all are."""
    found = set(states)
    if not found:
        return "planned"
    if found <= {"done", "planned"} and len(found) == 2:
        return "running"
    return next(state for state in ORDER if state in found)
