"""Cells that a formula has a rule for when they are empty: another column stands in, or the school is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from preceptor.languages.worded import worded
from preceptor.planning.allocation.formula.parts import Column
from preceptor.planning.allocation.problem import LeftOut, Note
from preceptor.planning.allocation.roll import Tell

Numbers = Mapping[str, list[Decimal | None]]


@dataclass(slots=True)
class Gaps:
    """The empty cells met, by column, and the schools that they leave out."""

    cells: dict[str, list[int]] = field(default_factory=dict)
    without: dict[int, list[str]] = field(default_factory=dict)

    def note(self, name: str, place: int) -> None:
        """Keep an empty cell for later, when every column has been read."""
        self.cells.setdefault(name, []).append(place)

    def left_out(self, codes: Sequence[str], names: Sequence[str], numbers: Sequence[int]) -> tuple[LeftOut, ...]:
        """Name every school left out, with the columns that it lacks."""
        found = [LeftOut(codes[at], names[at], numbers[at], tuple(lacks)) for at, lacks in sorted(self.without.items())]
        return tuple(sorted(found, key=lambda each: each.code))


def has_rule(column: Column) -> bool:
    """Tell whether an empty cell of a column is settled here."""
    return column.stand_in is not None or column.missing == "leave_out_school"


def settle(columns: Mapping[str, Column], numbers: Numbers, codes: Sequence[str], gaps: Gaps, tell: Tell) -> list[Note]:
    """Fill or leave out as the formula says; gives a note for each cell that was filled."""
    notes = []
    for name, places in gaps.cells.items():
        column, stand_in = columns[name], columns[name].stand_in
        others = numbers.get(stand_in or "")
        for place in places:
            other = None if others is None else others[place]
            if other is not None and stand_in is not None:
                numbers[name][place] = other
                by = called(columns[stand_in])
                notes.append(
                    Note(
                        "filled",
                        worded(
                            "“{code}”: {column} is unknown; {by} stands in: {other}.",
                            code=codes[place],
                            column=called(column),
                            by=by,
                            other=other,
                        ),
                    )
                )
            else:
                _without(column, (name, place), numbers, gaps, tell)
    return notes


def _without(column: Column, at: tuple[str, int], numbers: Numbers, gaps: Gaps, tell: Tell) -> None:
    """Do with a cell that nothing stands in for what its column says."""
    name, place = at
    if column.missing == "leave_out_school":
        gaps.without.setdefault(place, []).append(called(column))
    elif column.missing == "zero":
        numbers[name][place] = Decimal(0)
    elif column.missing == "refuse":
        said = worded("{column} is missing, and so is what would stand in.", column=called(column))
        tell(
            place,
            "missing",
            said,
            worded('Give the figure, or say in the formula what holds: missing = "leave_out_school".'),
        )


def called(column: Column) -> str:
    """Give a column's title with its year."""
    return worded("{title} ({year})", title=column.title, year=column.year) if column.year else column.title
