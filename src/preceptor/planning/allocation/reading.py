"""From rows of text to a problem: every cell read by its column's rules, every fault with its row and remedy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from preceptor.languages.worded import worded
from preceptor.planning.allocation.formula.formula import Formula
from preceptor.planning.allocation.formula.parts import Column
from preceptor.planning.allocation.gaps import Gaps, called, has_rule, settle
from preceptor.planning.allocation.problem import Fault, Note, Problem, Schools
from preceptor.planning.allocation.roll import OPEN_STATES, Roll, merge, roll_of

_PLAIN = re.compile(r"^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$")
_GROUPED = re.compile(r"^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
EMPTY = {"", "NA", "N/A", "na", "n/a", "--", "-"}
"""What published files write for nothing known."""
SUPPRESSED = re.compile(r"^(?:\*+|<\s*\d+|≤\s*\d+)$")
"""What published files write for a count too small to show."""


@dataclass(slots=True)
class Sheet:
    """The file being read: headings, rows by heading, and what is wrong with it."""

    formula: Formula
    rows: Sequence[Mapping[str, str]]
    numbers: Sequence[int]
    faults: list[Fault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    gaps: Gaps = field(default_factory=Gaps)

    def tell(self, place: int, code: str, sentence: str, remedy: str) -> None:
        """Note a fault at a row, by its number in the file; -1 stands for the whole file."""
        self.faults.append(Fault(self.numbers[place] if place >= 0 else 0, code, sentence, remedy))

    def column(self, heading: str) -> list[str]:
        """Give the cells below a heading, trimmed."""
        return [(row.get(heading) or "").strip() for row in self.rows]


def problem_of(
    formula: Formula,
    rows: Sequence[Mapping[str, str]],
    headings: Sequence[str] | None = None,
    pools: Mapping[str, Decimal] | None = None,
    numbers: Sequence[int] | None = None,
) -> Problem:
    """Read rows of text by heading into a problem; whatever cannot be read becomes a fault of it.

    `numbers` are the rows' numbers in the file, where blank ones were passed over; the heading is row 1.
    """
    sheet = Sheet(formula, rows, range(2, len(rows) + 2) if numbers is None else numbers)
    known = list(headings) if headings is not None else list(rows[0]) if rows else []
    _check_headings(sheet, known)
    codes = sheet.column(formula.code)
    roll = roll_of(formula, codes, lambda name: sheet.column(_heading(formula, name)), sheet.tell)
    _check_codes(sheet, codes)
    here = [column for column in formula.columns if _heading(formula, column) in known]
    words = {name: _words(sheet, name) for name in here if formula.columns[name].kind == "words"}
    cells = {name: _numbers(sheet, name, roll) for name in here if formula.columns[name].kind != "words"}
    sheet.notes += settle(formula.columns, cells, codes, sheet.gaps, sheet.tell)
    merge(formula, roll, codes, cells, sheet)
    names = sheet.column(formula.name) if formula.name else list(codes)
    schools = _sorted(sheet, (codes, names), cells, words, roll)
    left_out = sheet.gaps.left_out(codes, names, sheet.numbers)
    sheet.notes += [Note("left_out", each.sentence) for each in left_out]
    return Problem(formula, schools, dict(pools or {}), tuple(sheet.faults), tuple(sheet.notes), left_out)


def _heading(formula: Formula, name: str) -> str:
    """Give the heading of a column."""
    return formula.columns[name].header or name


def _check_headings(sheet: Sheet, known: Sequence[str]) -> None:
    """Find headings that are missing or given twice."""
    for heading, times in Counter(known).items():
        if times > 1:
            sheet.tell(
                -1,
                "heading_twice",
                worded("The heading “{heading}” stands {times} times.", heading=heading, times=times),
                worded("Keep one of the columns."),
            )
    wanted: list[tuple[str, str]] = [(sheet.formula.code, worded("the school's code"))]
    wanted += [(_heading(sheet.formula, name), column.title) for name, column in sheet.formula.columns.items()]
    for heading, title in dict(wanted).items():
        if heading not in known:
            sheet.tell(
                -1,
                "no_column",
                worded("The column “{heading}” ({title}) is missing.", heading=heading, title=title),
                worded("Add it to the file."),
            )


def _check_codes(sheet: Sheet, codes: Sequence[str]) -> None:
    """Find schools without a code and codes given twice."""
    first: dict[str, int] = {}
    for place, code in enumerate(codes):
        if not code:
            sheet.tell(place, "no_code", worded("This school has no code."), worded("Give each school its own code."))
        elif code in first:
            said = worded("The code “{code}” stands already in row {row}.", code=code, row=sheet.numbers[first[code]])
            sheet.tell(
                place, "code_twice", said, worded("Keep one of the rows, or give the other school its own code.")
            )
        first.setdefault(code, place)


def _words(sheet: Sheet, name: str) -> list[str]:
    """Read a column of words."""
    column = sheet.formula.columns[name]
    cells = sheet.column(_heading(sheet.formula, name))
    if column.choices:
        allowed = set(column.choices)
        for place, cell in enumerate(cells):
            if cell not in allowed and not (cell == "" and column.missing != "refuse"):
                shown = worded("“{cell}”", cell=cell) if cell else worded("empty")
                said = worded("{title} is {shown}, which is none of the words.", title=column.title, shown=shown)
                sheet.tell(place, "word", said, worded("Write one of: {choices}.", choices=", ".join(column.choices)))
    return cells


def _numbers(sheet: Sheet, name: str, roll: Roll) -> list[Decimal | None]:
    """Read a column of numbers; rows of schools that are gone are read leniently."""
    column = sheet.formula.columns[name]
    cells = sheet.column(_heading(sheet.formula, name))
    settled = has_rule(column)
    read: list[Decimal | None] = []
    sound: dict[str, Decimal] = {}
    for place, cell in enumerate(cells):
        # A column repeats itself, and what was read without a fault once needs no second look.
        if cell in sound:
            read.append(sound[cell])
            continue
        gone = roll.state[place] not in OPEN_STATES
        excused = gone or (column.prior and roll.state[place] == "opened")
        if settled and not excused and cell in EMPTY:
            sheet.gaps.note(name, place)
            read.append(None)
            continue
        faults = len(sheet.faults)
        value = _cell(sheet, column, (place, cell), excused)
        if value is not None and cell not in EMPTY and len(sheet.faults) == faults:
            sound[cell] = value
        read.append(value)
    if column.kind == "share":
        return _shares(sheet, column, read)
    return read


def _cell(sheet: Sheet, column: Column, at: tuple[int, str], excused: bool) -> Decimal | None:
    """Read one cell by its column's rules."""
    place, text = at
    if _PLAIN.match(text):
        return _checked(sheet, column, place, Decimal(text))
    if text in EMPTY:
        return None if excused else _missing(sheet, column, place)
    if SUPPRESSED.match(text):
        return _suppressed(sheet, column, place, text)
    value = read_plain(text)
    if value is not None:
        return _checked(sheet, column, place, value)
    sheet.tell(
        place,
        "not_a_number",
        worded("{column} is “{text}”.", column=called(column), text=text),
        worded("Write a plain number, such as 412."),
    )
    return None


def _checked(sheet: Sheet, column: Column, place: int, value: Decimal) -> Decimal:
    """Refuse what this kind of column cannot hold."""
    if value < 0 and not column.signed:
        said = worded("{column} is {value}, below zero.", column=called(column), value=value)
        sheet.tell(place, "negative", said, worded("Mend the number; a column of differences says signed = true."))
    elif column.kind == "count" and value != value.to_integral_value():
        said = worded("{column} is {value}, and a count is whole.", column=called(column), value=value)
        sheet.tell(place, "not_whole", said, worded('Mend the number, or call the column kind = "number".'))
    return value


def _missing(sheet: Sheet, column: Column, place: int) -> Decimal | None:
    """Do with an empty cell what its column says."""
    if column.missing == "refuse":
        remedy = worded(
            'Give the figure, or say in the formula what holds: missing = "leave_out", "zero" or "leave_out_school".'
        )
        if column.prior:
            remedy = worded("{remedy} A school that has just opened is marked opened.", remedy=remedy)
        sheet.tell(place, "missing", worded("{column} is missing.", column=called(column)), remedy)
    return Decimal(0) if column.missing == "zero" else None


def _suppressed(sheet: Sheet, column: Column, place: int, text: str) -> Decimal | None:
    """Do with a hidden small count what its column says."""
    if isinstance(column.suppressed, Decimal):
        return column.suppressed
    if column.suppressed == "refuse":
        said = worded("{column} is hidden as “{text}”, as small counts are.", column=called(column), text=text)
        remedy = worded('Give the count, or say in the formula what stands for it: suppressed = 5, or "leave_out".')
        sheet.tell(place, "suppressed", said, remedy)
    return None


def _shares(sheet: Sheet, column: Column, read: list[Decimal | None]) -> list[Decimal | None]:
    """Bring shares to fractions; a column that mixes 0.45 and 45 is refused where it does."""
    most = Decimal(100) if column.written == "percent" else Decimal(1)
    for place, value in enumerate(read):
        if value is None:
            continue
        if value > most:
            remedy = (
                worded('Write 0.45 for 45%, or say written = "percent".') if most == 1 else worded("Write 45 for 45%.")
            )
            sheet.tell(
                place,
                "share",
                worded("{column} is {value}, more than the whole.", column=called(column), value=value),
                remedy,
            )
        elif most == 100 and 0 < value < 1 and not column.below_one:
            remedy = worded("Write 45 for 45%. If less than one percent is meant, say below_one = true in the formula.")
            sheet.tell(
                place,
                "share",
                worded("{column} is {value}, which looks like a fraction.", column=called(column), value=value),
                remedy,
            )
    return [None if value is None else value / most for value in read]


def _sorted(
    sheet: Sheet,
    called_: tuple[Sequence[str], Sequence[str]],
    numbers: Mapping[str, list[Decimal | None]],
    words: Mapping[str, list[str]],
    roll: Roll,
) -> Schools:
    """Put the schools that stay in the order of their codes."""
    codes, names = called_
    out = sheet.gaps.without
    stay = [place for place in range(len(codes)) if roll.state[place] in OPEN_STATES and place not in out]
    order = sorted(stay, key=lambda place: (codes[place], place))
    return Schools(
        codes=tuple(codes[place] for place in order),
        names=tuple(names[place] for place in order),
        rows=tuple(sheet.numbers[place] for place in order),
        numbers={name: tuple(cells[place] for place in order) for name, cells in numbers.items()},
        words={name: tuple(cells[place] for place in order) for name, cells in words.items()},
        opened=frozenset(codes[place] for place in order if roll.state[place] == "opened"),
    )


def read_plain(text: str) -> Decimal | None:
    """Read a number as published files write it, with dollar signs, percent signs and commas; None when it is none."""
    bare = text.strip().strip("$%").replace(" ", "")
    return Decimal(bare.replace(",", "")) if _GROUPED.match(bare) or _PLAIN.match(bare) else None


def headings_of(formula: Formula) -> Iterator[str]:
    """List the headings that a file for this formula must have."""
    yield formula.code
    yield from (_heading(formula, name) for name in formula.columns)
