"""How the columns of somebody's file become our fields: a mapping, and rows read with it."""

import difflib
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Given

from preceptor.foundation.district.rules.cells import CellFault, Field, Value, read_cell
from preceptor.foundation.district.rules.tables import Table


class FigureColumns(BaseModel):
    """Yearly figures in columns such as `frpm_1920`: the names, and what each ending means."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    names: dict[str, str]
    years: dict[str, str]
    pattern: str = "{name}_{year}"
    source: str = Given(max_length=120)


class Mapping(BaseModel):
    """One way in which files of one kind are written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    title: str
    columns: dict[str, list[str]]
    recognise: list[str] = []
    values: dict[str, dict[str, str]] = {}
    constants: dict[str, str] = {}
    blanks: list[str] = []
    ignored: list[str] = []
    others: Literal["refuse", "ignore"] = "refuse"
    figures: FigureColumns | None = None


@dataclass(frozen=True)
class Fault:
    """Something in a file that cannot be loaded: where, what, and the value found there."""

    code: str
    row: int = 0
    column: str = ""
    value: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Row:
    """One row that was read: its number and the values of the fields that the file has."""

    number: int
    values: Map[str, Value]
    figures: Map[tuple[str, str], Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """Every row of a file and every fault found on the way."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    unused: tuple[str, ...] = ()
    source: str = ""


def normal(name: str) -> str:
    """A column's name without regard to case, spaces and underscores."""
    return "".join(letter for letter in name.lower() if letter.isalnum())


def nearest(word: str, known: list[str]) -> str:
    """The known word that was probably meant, or nothing."""
    by_normal = {normal(one): one for one in known}
    found = difflib.get_close_matches(normal(word), list(by_normal), n=1, cutoff=0.6)
    return by_normal[found[0]] if found else ""


def recognises(mapping: Mapping, header: tuple[str, ...]) -> bool:
    """Whether a file with this header is written in the mapping's way."""
    have = {normal(name) for name in header}
    return bool(mapping.recognise) and all(normal(name) in have for name in mapping.recognise)


@dataclass(frozen=True)
class _Bound:
    """Where each field and figure stands in the file."""

    fields: Map[str, tuple[int, ...]]
    figures: Map[tuple[str, str], int]
    unused: tuple[str, ...]


def _bind(mapping: Mapping, fields: tuple[Field, ...], header: tuple[str, ...]) -> tuple[_Bound, list[Fault]]:
    """Find the mapping's columns in the header; what is missing or unknown is a fault."""
    at = {normal(name): index for index, name in enumerate(header) if name}
    bound = {
        one.name: tuple(at[normal(name)] for name in mapping.columns.get(one.name, ()) if normal(name) in at)
        for one in fields
    }
    figures = _figure_columns(mapping.figures, at)
    used = {index for places in bound.values() for index in places} | set(figures.values())
    spare = {normal(name) for name in mapping.ignored}
    unused = tuple(name for name in header if name and at[normal(name)] not in used and normal(name) not in spare)
    faults = [
        Fault("missing-column", column=" / ".join(mapping.columns.get(one.name, [one.name])), value=one.name)
        for one in fields
        if one.required and not bound[one.name] and one.name not in mapping.constants
    ]
    if mapping.others == "refuse":
        known = [name for names in mapping.columns.values() for name in names]
        faults += [Fault("unknown-column", column=name, hint=nearest(name, known)) for name in unused]
    return _Bound({name: places for name, places in bound.items() if places}, figures, unused), faults


def _figure_columns(given: FigureColumns | None, at: Map[str, int]) -> dict[tuple[str, str], int]:
    """Year and name of every figure that the file has, with its column."""
    if given is None:
        return {}
    wanted = {
        (year, name): normal(given.pattern.format(name=column, year=suffix))
        for suffix, year in given.years.items()
        for column, name in given.names.items()
    }
    return {key: at[column] for key, column in wanted.items() if column in at}


def read_rows(mapping: Mapping, fields: tuple[Field, ...], table: Table) -> Reading:
    """Read every row; rows with faults are left out, and every fault of the file is told at once."""
    bound, faults = _bind(mapping, fields, table.header)
    if faults:
        return Reading((), tuple(faults), bound.unused, _source(mapping))
    rows = []
    for number, cells in zip(table.numbers, table.rows, strict=True):
        values, found = _read_fields(mapping, fields, bound, table.header, cells)
        figures, wrong = _read_figures(mapping, bound, table.header, cells)
        faults += [Fault(one.code, number, one.column, one.value, one.hint) for one in (*found, *wrong)]
        if not found and not wrong:
            rows.append(Row(number, values, figures))
    return Reading(tuple(rows), tuple(faults), bound.unused, _source(mapping))


def _source(mapping: Mapping) -> str:
    """Where the figures of a file come from, as they will say."""
    return mapping.figures.source if mapping.figures else mapping.title


def _cell(
    mapping: Mapping, places: tuple[int, ...], header: tuple[str, ...], cells: tuple[str, ...]
) -> tuple[str, str]:
    """The first of the field's columns that is not blank: its name and its text."""
    for place in places:
        if cells[place] and cells[place] not in mapping.blanks:
            return header[place], cells[place]
    return (header[places[0]], "") if places else ("", "")


def _read_fields(
    mapping: Mapping, fields: tuple[Field, ...], bound: _Bound, header: tuple[str, ...], cells: tuple[str, ...]
) -> tuple[dict[str, Value], list[Fault]]:
    """Values of one row's fields; a blank cell is None."""
    values: dict[str, Value] = {}
    faults: list[Fault] = []
    for one in fields:
        places = bound.fields.get(one.name, ())
        if not places and one.name not in mapping.constants:
            continue
        column, text = _cell(mapping, places, header, cells)
        text = text or mapping.constants.get(one.name, "")
        meant = mapping.values.get(one.name, {}).get(text, text)
        if not meant:
            values[one.name] = None
            if one.required:
                faults.append(Fault("blank", column=column))
            continue
        try:
            values[one.name] = read_cell(meant, one)
        except CellFault as fault:
            faults.append(Fault(fault.code, column=column, value=text, hint=fault.hint))
    return values, faults


_FIGURE = Field("figure", "number")


def _read_figures(
    mapping: Mapping, bound: _Bound, header: tuple[str, ...], cells: tuple[str, ...]
) -> tuple[dict[tuple[str, str], Value], list[Fault]]:
    """Figures of one row by year and name; a blank cell is no figure."""
    figures: dict[tuple[str, str], Value] = {}
    faults: list[Fault] = []
    for key, place in bound.figures.items():
        text = cells[place]
        if not text or text in mapping.blanks:
            continue
        try:
            figures[key] = read_cell(text, _FIGURE)
        except CellFault as fault:
            faults.append(Fault(fault.code, column=header[place], value=text, hint=fault.hint))
    return figures, faults


def repeated(rows: tuple[Row, ...], names: tuple[str, ...], column: str) -> list[Fault]:
    """Rows that repeat the key of an earlier row."""
    seen: dict[tuple[Value, ...], int] = {}
    faults = []
    for row in rows:
        key = tuple(row.values.get(name) for name in names)
        if key in seen:
            shown = ", ".join(str(part) for part in key if part is not None)
            faults.append(Fault("duplicate", row.number, column, shown, str(seen[key])))
        seen.setdefault(key, row.number)
    return faults
