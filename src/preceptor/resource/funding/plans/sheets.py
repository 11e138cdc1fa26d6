"""The schools' file as people give it, on a page or to a command: one reader, and every row that does not fit told."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from preceptor.languages.worded import worded
from preceptor.planning.allocation.formula.formula import Formula
from preceptor.planning.allocation.problem import Fault, Problem
from preceptor.planning.allocation.reading import problem_of

MARKS = ",;\t"
"""What may stand between cells; spreadsheets in Spanish write semicolons."""


@dataclass(frozen=True, slots=True)
class SchoolSheet:
    """Headings, rows by heading with their numbers in the file (the heading is row 1), and what does not fit."""

    headings: list[str] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def sheet_of(text: str) -> SchoolSheet:
    """Read a CSV text; blank rows are passed over and keep their number, rows of another length are faults."""
    first = text.lstrip().partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(MARKS, key=first.count))
    sheet = SchoolSheet()
    try:
        for number, cells in enumerate(reader, start=1):
            if not any(cell.strip() for cell in cells):
                continue
            if not sheet.headings:
                sheet.headings.extend(cell.strip() for cell in cells)
                continue
            if len(cells) != len(sheet.headings):
                sheet.faults.append(_other_length(number, len(cells), len(sheet.headings)))
            sheet.rows.append(dict(zip(sheet.headings, cells, strict=False)))
            sheet.numbers.append(number)
    except csv.Error as error:
        broken = worded("It cannot be read as CSV ({error}).", error=error)
        return SchoolSheet(faults=[Fault(0, "no_table", broken, worded("Save it as CSV again."))])
    return sheet


def _other_length(number: int, cells: int, headings: int) -> Fault:
    """Say that a row does not have a cell for each heading."""
    said = worded("it has {cells} cells and the heading {headings}.", cells=cells, headings=headings)
    return Fault(number, "length", said, worded("Mend the row."))


def problem_in(formula: Formula, sheet: SchoolSheet, pools: Mapping[str, Decimal] | None = None) -> Problem:
    """Read a sheet by a formula; what did not fit stands among the faults of its cells."""
    problem = problem_of(formula, sheet.rows, sheet.headings, pools, sheet.numbers)
    return replace(problem, unread=(*sheet.faults, *problem.unread))
