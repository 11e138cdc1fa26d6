"""What may be shown of each cell, and what could be worked out from it all the same."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class State(IntEnum):
    """How much of a cell is shown."""

    HIDDEN = 0
    SIZE = 1
    SHOWN = 2


@dataclass(frozen=True)
class Plan:
    """The state of the total and of every cell by dimension; `dropped` names dimensions that are hidden whole."""

    total: State
    cells: tuple[tuple[State, ...], ...]
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reveal:
    """A small count that can be worked out to a range narrower than the threshold."""

    measure: str
    atoms: tuple[int, ...]
    low: float
    high: float
