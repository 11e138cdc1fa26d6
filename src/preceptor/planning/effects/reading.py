"""From rows of text to a problem: every fault with its row and remedy, and nothing computed on silence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from preceptor.languages.worded import worded
from preceptor.planning.effects.problem import Cross, Demands, Numbers, Panel, Problem

FIXED = {"unit", "cluster", "period", "outcome", "coached_from", "coached"}
EMPTY = {"", "*", "NA", "n/a", "-"}
MOST_ROWS = 2_000_000


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong with a file: the row (0 for the whole of it), what, and what to do."""

    row: int
    sentence: str
    remedy: str

    @property
    def words(self) -> str:
        """Say it, so that it can be said again."""
        if not self.row:
            return worded("{what} {remedy}", what=self.sentence, remedy=self.remedy)
        return worded("row {row}: {what} {remedy}", row=self.row, what=self.sentence, remedy=self.remedy)

    def __str__(self) -> str:
        """Say it."""
        return self.words


@dataclass(slots=True)
class Sheet:
    """The file being read, and what is wrong with it."""

    rows: Sequence[Mapping[str, str]]
    faults: list[Fault] = field(default_factory=list)

    def tell(self, row: int, sentence: str, remedy: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(row, sentence, remedy))

    def number(self, at: int, heading: str) -> float:
        """Read a cell as a number; what is not known is NaN."""
        text = (self.rows[at].get(heading) or "").strip()
        if text in EMPTY:
            return float("nan")
        try:
            value = float(text)
        except ValueError:
            value = float("inf")
        if not np.isfinite(value):
            said = worded("“{heading}” is “{text}”.", heading=heading, text=text)
            self.tell(at + 2, said, worded("Write a plain number, such as 412."))
            return float("nan")
        return value


def problem_of(
    rows: Sequence[Mapping[str, str]], headings: Sequence[str], demands: Demands | None = None
) -> Problem | list[Fault]:
    """Read rows into a panel (with `period`) or people at one moment (with `coached`), or give every fault.

    Parameters
    ----------
    rows
        Cells by heading: `unit`, `outcome`, for a panel `period` and `coached_from` (empty: never), otherwise `coached`
        (0 or 1); `cluster` where several units share a fate; every other heading is a covariate.
    """
    sheet = Sheet(rows)
    wanted = {"unit", "outcome"} | ({"period", "coached_from"} if "period" in headings else {"coached"})
    for heading in sorted(wanted - set(headings)):
        said = worded("The column “{heading}” is missing.", heading=heading)
        sheet.tell(0, said, worded("Add it to the file."))
    if not rows:
        sheet.tell(0, worded("No rows follow the heading."), worded("Give one row for each unit and year."))
    if sheet.faults:
        return sheet.faults
    covariates = [name for name in headings if name not in FIXED]
    made = (_panel if "period" in headings else _cross)(sheet, covariates, demands or Demands())
    return sorted(sheet.faults) if sheet.faults else made


def _text(row: Mapping[str, str], heading: str) -> str:
    return (row.get(heading) or "").strip()


def _cross(sheet: Sheet, covariates: Sequence[str], demands: Demands) -> Cross:
    """Read people, one row each."""
    seen: dict[str, int] = {}
    treated = np.zeros(len(sheet.rows), dtype=np.bool_)
    for at, row in enumerate(sheet.rows):
        _once(sheet, seen, _text(row, "unit"), at)
        word = _text(row, "coached")
        if word not in {"0", "1"}:
            said = worded("“{heading}” is “{text}”.", heading="coached", text=word)
            sheet.tell(at + 2, said, worded("Write 1 for coached and 0 for not."))
        treated[at] = word == "1"
    count = range(len(sheet.rows))
    units = tuple(seen)
    clusters = tuple(_text(row, "cluster") or _text(row, "unit") for row in sheet.rows)
    outcome = np.array([sheet.number(at, "outcome") for at in count])
    known = {name: np.array([sheet.number(at, name) for at in count]) for name in covariates}
    return Cross(units, clusters, treated, outcome, known, demands)


def _once(sheet: Sheet, seen: dict[str, int], name: str, at: int) -> None:
    """Refuse a row without a name, and one whose name stands already."""
    if not name:
        sheet.tell(at + 2, worded("This row has no unit."), worded("Give each its own name or number."))
    elif name in seen:
        said = worded("“{name}” stands already in row {row}.", name=name, row=seen[name] + 2)
        sheet.tell(at + 2, said, worded("Keep one of the rows."))
    seen.setdefault(name or f"row {at + 2}", at)


def _panel(sheet: Sheet, covariates: Sequence[str], demands: Demands) -> Panel:
    """Read schools over years, one row for each school and year."""
    places: dict[str, list[int]] = {}
    cells: dict[str, int] = {}
    for at, row in enumerate(sheet.rows):
        unit, period = _text(row, "unit"), _text(row, "period")
        _once(sheet, cells, f"{unit} {period}".strip() if unit and period else "", at)
        places.setdefault(unit, []).append(at)
    periods = sorted({_text(row, "period") for row in sheet.rows} - {""}, key=_natural)
    index = {period: at for at, period in enumerate(periods)}
    outcome: Numbers = np.full((len(places), len(periods)), np.nan)
    first = np.full(len(places), -1, dtype=np.int64)
    known: dict[str, Numbers] = {name: np.full(len(places), np.nan) for name in covariates}
    for place, rows in enumerate(places.values()):
        first[place] = _first(sheet, rows, index)
        for at in rows:
            if (period := _text(sheet.rows[at], "period")) in index:
                outcome[place, index[period]] = sheet.number(at, "outcome")
        earliest = min(rows, key=lambda at: _natural(_text(sheet.rows[at], "period")))
        for name in covariates:
            # What a school was like before: the first year counts, later ones may be coaching's own doing.
            known[name][place] = sheet.number(earliest, name)
    clusters = tuple(_text(sheet.rows[rows[0]], "cluster") or unit for unit, rows in places.items())
    return Panel(tuple(places), clusters, tuple(periods), outcome, first, known, demands)


def _first(sheet: Sheet, rows: Sequence[int], index: Mapping[str, int]) -> int:
    """Read from when a school was coached; rows of one school must agree, and a later year than known is never."""
    words = {_text(sheet.rows[at], "coached_from") for at in rows}
    if len(words) > 1:
        said = worded("Rows of one school name different years: {years}.", years=", ".join(sorted(words)))
        sheet.tell(rows[0] + 2, said, worded("Name the first year of coaching in every row, or leave all empty."))
    word = min(words)
    if not word:
        return -1
    if word in index:
        return index[word]
    if _natural(word) > _natural(max(index, key=_natural)):
        return -1
    if _natural(word) < _natural(min(index, key=_natural)):
        return 0
    said = worded("No figure is of the year “{year}”.", year=word)
    sheet.tell(rows[0] + 2, said, worded("Write the year as in the column “period”."))
    return -1


def _natural(text: str) -> tuple[int, float, str]:
    """Order years as numbers where they are numbers."""
    try:
        return (0, float(text), "")
    except ValueError:
        return (1, 0.0, text)
