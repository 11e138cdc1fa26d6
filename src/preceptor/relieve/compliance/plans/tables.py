"""Tables as people keep them: read by column name, every fault told with the row that a spreadsheet shows."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

YES = frozenset({"yes", "y", "true", "1", "x", "sí", "si"})
NO = frozenset({"", "no", "n", "false", "0"})
T = TypeVar("T")


@dataclass(slots=True)
class Row:
    """One row: its cells by column, its number, and where its faults are noted."""

    cells: Mapping[str, str]
    number: int
    table: Table

    def fault(self, sentence: str) -> None:
        """Note what is wrong with the row."""
        self.table.fault(sentence, self.number)

    def text(self, column: str) -> str:
        """Give a cell without the space around it; nothing where the column is absent."""
        return self.cells.get(column, "").strip()

    def words(self, column: str) -> tuple[str, ...]:
        """Give the entries of a cell, apart by semicolons, each once."""
        return tuple(dict.fromkeys(it.strip() for it in self.text(column).split(";") if it.strip()))

    def whole(self, column: str, least: int, most: int) -> int:
        """Read a whole number in range."""
        cell = self.text(column)
        if cell.isascii() and cell.isdigit() and least <= int(cell[:12]) <= most:
            return int(cell)
        shown = f"“{cell}”" if cell else "empty"
        self.fault(f"{column} is {shown}. Write a whole number from {least} to {most}.")
        return least

    def seconds(self, column: str, most: int) -> int | None:
        """Read minutes as seconds; None where the cell is empty."""
        cell = self.text(column)
        if not cell:
            return None
        try:
            seconds = Decimal(cell if "_" not in cell else "none") * 60
            if seconds == seconds.to_integral_value() and 0 <= seconds <= most:
                return int(seconds)
        except (InvalidOperation, ValueError):
            pass
        self.fault(f"{column} is “{cell}”. Write minutes from 0 to {most // 60}, such as 5 or 2.5, in whole seconds.")
        return None

    def yes(self, column: str) -> bool:
        """Read a yes or no; an empty cell is no."""
        cell = self.text(column).lower()
        if cell not in YES | NO:
            self.fault(f"{column} is “{cell}”. Write yes or no.")
        return cell in YES

    def one_of(self, column: str, known: Mapping[str, T], otherwise: str) -> tuple[T, ...]:
        """Read entries of a list of known words."""
        found: list[T] = []
        for word in self.words(column) or (otherwise,):
            if word.lower() in known:
                found.append(known[word.lower()])
            else:
                self.fault(f"{column} names “{word}”. Write one of {', '.join(known)}.")
        return tuple(found)


@dataclass(slots=True)
class Table:
    """One file being read, and what is wrong with it."""

    path: Path
    rows: list[Row] = field(default_factory=list)
    found: list[tuple[int, str]] = field(default_factory=list)

    def fault(self, sentence: str, row: int = 0) -> None:
        """Note what is wrong with a row, or with the file as a whole."""
        place = f", row {row}" if row else ""
        self.found.append((row, f"{self.path.name}{place}: {sentence}"))

    @property
    def problems(self) -> list[str]:
        """Give what is wrong, by row."""
        return [sentence for _, sentence in sorted(self.found, key=lambda it: it[0])]


def read(path: Path, required: tuple[str, ...]) -> Table:
    """Read one file; columns besides the required ones are optional, and columns nobody asks for are ignored."""
    table = Table(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            records = list(csv.reader(lines, strict=True))
    except FileNotFoundError:
        table.fault(f"there is no such file. Check the path: {path}")
    except UnicodeDecodeError:
        table.fault("the text is not UTF-8. Save it as “CSV UTF-8”.")
    except (OSError, csv.Error) as error:
        table.fault(f"it cannot be read as CSV ({error}). Save it as CSV again.")
    else:
        _fill(table, records, required)
    return table


def _fill(table: Table, records: list[list[str]], required: tuple[str, ...]) -> None:
    """Turn records into rows; a heading that will not do is told and nothing more is read."""
    heading = [cell.strip().lower() for cell in records[0]] if records else []
    missing = [name for name in required if name not in heading]
    twice = [name for name in dict.fromkeys(heading) if name and heading.count(name) > 1]
    if missing or twice:
        what = f"the column “{missing[0]}” is missing" if missing else f"the column “{twice[0]}” is there twice"
        table.fault(f"{what}. The first row must name: {','.join(required)}")
        return
    for number, cells in enumerate(records[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(heading):
            sentence = f"{len(cells)} columns instead of {len(heading)}. Complete or remove the row."
            table.fault(sentence, number)
            continue
        table.rows.append(Row(dict(zip(heading, cells, strict=True)), number, table))
    if not table.rows and not table.problems:
        table.fault("no rows follow the heading. Add at least one.")


def by_id(table: Table, column: str, make: Callable[[Row, str], T]) -> list[T]:
    """Make something of every row that has an id of its own; rows without one, or with a repeated one, are told."""
    first: dict[str, int] = {}
    made: list[T] = []
    for row in table.rows:
        name = row.text(column)
        if not name:
            row.fault(f"the {column} is empty. Write one.")
        elif name in first:
            row.fault(f"the {column} “{name}” is already in row {first[name]}. Keep one of them.")
        else:
            first[name] = row.number
            made.append(make(row, name))
    return made
