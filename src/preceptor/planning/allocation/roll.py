"""Which schools there are this year: opened, closed and merged ones, and what a merged one hands on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from preceptor.languages.worded import worded
from preceptor.planning.allocation.formula.formula import Formula
from preceptor.planning.allocation.problem import Note

OPEN_STATES = {"open", "opened"}
STATES = (*sorted(OPEN_STATES), "closed", "merged")

Tell = Callable[[int, str, str, str], None]
"""Notes a fault: place in the file, code, sentence, remedy."""


class Teller(Protocol):
    """What can be told of faults and notes."""

    notes: list[Note]

    def tell(self, place: int, code: str, sentence: str, remedy: str) -> None:
        """Note a fault."""


@dataclass(frozen=True, slots=True)
class Roll:
    """The state of each row, and the row that a merged school went into."""

    state: Sequence[str]
    into: Mapping[int, int]


def roll_of(formula: Formula, codes: Sequence[str], column: Callable[[str], list[str]], tell: Tell) -> Roll:
    """Read which schools opened, closed or merged; all are open where the formula has no word for it."""
    changes = formula.changes
    if changes is None or changes.column not in formula.columns:
        return Roll(["open"] * len(codes), {})
    state = [cell or "open" for cell in column(changes.column)]
    for place, word in enumerate(state):
        if word not in STATES:
            tell(
                place,
                "state",
                worded("“{word}” is no state of a school.", word=word),
                worded("Write one of: {choices}.", choices=", ".join(STATES)),
            )
            state[place] = "open"
    return Roll(state, _into(codes, state, column(changes.into) if changes.into else None, tell))


def _into(codes: Sequence[str], state: list[str], named: list[str] | None, tell: Tell) -> dict[int, int]:
    """Find the school that each merged one went into."""
    place_of = {code: place for place, code in enumerate(codes)}
    into: dict[int, int] = {}
    for place, word in enumerate(state):
        if word != "merged":
            continue
        target = place_of.get(named[place]) if named else None
        if target is None or state[target] not in OPEN_STATES:
            said = worded(
                "“{code}” merged, and no open school of this file is named that took it in.", code=codes[place]
            )
            tell(place, "merged", said, worded("Name the code of the school it went into."))
        else:
            into[place] = target
    return into


def merge(
    formula: Formula,
    roll: Roll,
    codes: Sequence[str],
    numbers: Mapping[str, list[Decimal | None]],
    sheet: Teller,
) -> None:
    """Move what a merged school had in earlier years to the school that took it in; refuse pupils of closed ones."""
    for place, word in enumerate(roll.state):
        if word in OPEN_STATES:
            continue
        _no_pupils_left(formula, codes[place], numbers, (place, word), sheet)
        target = roll.into.get(place)
        moved = 0 if target is None else _move(formula, numbers, place, target)
        if moved:
            into = codes[target or 0]
            said = worded(
                "“{code}” merged into “{into}”, which takes over its earlier figures ({moved} columns).",
                code=codes[place],
                into=into,
                moved=moved,
            )
            sheet.notes.append(Note("merged", said))
        elif word == "closed":
            sheet.notes.append(Note("closed", worded("“{code}” closed and gets nothing.", code=codes[place])))


def _no_pupils_left(
    formula: Formula,
    code: str,
    numbers: Mapping[str, list[Decimal | None]],
    at: tuple[int, str],
    sheet: Teller,
) -> None:
    """Refuse this year's pupils of a school that is gone."""
    place, word = at
    for name, cells in numbers.items():
        column = formula.columns[name]
        left = cells[place]
        if column.kind == "count" and not column.prior and left:
            said = worded(
                "“{code}” is marked {word}, but {title} is {left}.", code=code, word=word, title=column.title, left=left
            )
            sheet.tell(place, "gone", said, worded("Count them where they are now, or mark the school open."))


def _move(formula: Formula, numbers: Mapping[str, list[Decimal | None]], place: int, target: int) -> int:
    """Add earlier counts and amounts of one row to another; shares are the receiving school's own."""
    moved = 0
    for name, cells in numbers.items():
        column = formula.columns[name]
        value = cells[place]
        if column.prior and column.kind in {"count", "money", "number"} and value is not None:
            cells[target] = (cells[target] or Decimal(0)) + value
            moved += 1
    return moved
