"""Read a definition: a whole one, or every fault in it with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from .crossref import findings
from .faults import Fault, Finding, Path, dotted
from .positions import Positions, positions, syntax_fault
from .program import Definition
from .salvage import has_step, salvage, worth_telling

_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")
_LARGEST = 1_000_000


def load_definition(text: str, file: str) -> Definition | list[Fault]:
    """Read a definition from TOML, or tell every fault at once, each with its line."""
    if len(text) > _LARGEST:
        return [Fault(file, 1, 1, "", "The file is too large for a definition.", "Keep it under a million characters.")]
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return [_syntax(error, text, file)]
    try:
        definition = Definition.model_validate(data)
    except ValidationError as error:
        return _placed(_all_findings(error, data), positions(text), file)
    return _placed(findings(definition), positions(text), file) or definition


def _all_findings(error: ValidationError, data: dict[str, Any]) -> list[Finding]:
    """What pydantic refuses, and what does not hold together in the rest of the file."""
    found = [_finding(detail, data) for detail in error.errors()]
    rest = salvage(data, [each.path for each in found])
    return found if rest is None else [*found, *worth_telling(findings(rest[0]), rest[1])]


def _placed(found: Iterable[Finding], where: Positions, file: str) -> list[Fault]:
    """Give every finding its line, in the order of the file, each once."""
    faults = {Fault(file, *where.of(each.path), dotted(each.path), each.what, each.remedy) for each in found}
    return sorted(faults)


def _syntax(error: Exception, text: str, file: str) -> Fault:
    """A file that is not TOML."""
    message = str(error) or "nested too deeply"
    at = _AT_LINE.search(message)
    told = (int(at[1]), int(at[2])) if at and at[1] else None
    line, column = told or syntax_fault(text) or (text.count("\n") + 1, 1)
    what = _AT_LINE.sub("", message)
    remedy = "Look at this line and the one before it: often a quotation mark, a bracket or an equals sign is missing."
    return Fault(file, line, column, "", f"This is not TOML: {what}.", remedy)


def _finding(detail: ErrorDetails, data: Any) -> Finding:
    """A pydantic error in our own words."""
    path = _real_path(detail["loc"], data)
    name = path[-1] if path else ""
    say = _WORDS.get(detail["type"])
    if say is not None:
        what, remedy = say(name, detail)
        if detail["type"] == "extra_forbidden":
            remedy = _nearest(str(name), path)
        return Finding(path, what, remedy)
    message = detail["msg"].removeprefix("Value error, ").rstrip(".")
    return Finding(
        path, f"{_shown(path)} is not right: {message[:1].lower()}{message[1:]}.", "See docs/reference/definitions.md."
    )


def _real_path(loc: tuple[str | int, ...], data: Any) -> Path:
    """The steps of pydantic's location that exist in the file, without the names of types and checks."""
    path: list[str | int] = []
    for place, step in enumerate(loc):
        if has_step(data, step):
            data = data[step]
        elif place == len(loc) - 1 and isinstance(data, dict) and isinstance(step, str) and step != "[key]":
            data = None
        else:
            continue
        path.append(step)
    return tuple(path)


def _shown(path: Path) -> str:
    """A path for the reader."""
    return f"'{dotted(path)}'" if path else "The file"


def _choices(_name: object, detail: ErrorDetails) -> tuple[str, str]:
    """A word that is none of the choices."""
    return f"'{detail['input']}' is not one of the choices.", f"Choose {detail['ctx']['expected']}."


def _bound(_name: object, detail: ErrorDetails) -> tuple[str, str]:
    """A figure beyond its bounds."""
    message = detail["msg"].removeprefix("Input should be ")
    return f"{detail['input']} is out of bounds.", f"Write a figure {message}."


def _number(_name: object, detail: ErrorDetails) -> tuple[str, str]:
    """A word where a number belongs."""
    return f"{detail['input']!r} is not a number that fits here.", "Write a plain number without quotation marks."


_Say = Callable[[object, ErrorDetails], tuple[str, str]]
_WORDS: dict[str, _Say] = {
    "extra_forbidden": lambda name, _d: (f"The language has no word '{name}' here.", ""),
    "missing": lambda name, _d: (
        f"'{name}' is missing.",
        f"Add {name} = ... here; docs/reference/definitions.md says what it holds.",
    ),
    "literal_error": _choices,
    "greater_than_equal": _bound,
    "greater_than": _bound,
    "less_than_equal": _bound,
    "int_type": _number,
    "int_from_float": _number,
    "decimal_parsing": _number,
    "decimal_type": _number,
    "date_type": lambda name, _d: (f"'{name}' is not a day.", "Write it without quotation marks: 2025-07-01."),
    "time_type": lambda name, _d: (f"'{name}' is not a time.", "Write it without quotation marks: 08:00:00."),
    "string_type": lambda name, _d: (f"'{name}' is not text.", "Put it in quotation marks."),
    "bool_type": lambda name, _d: (
        f"'{name}' is neither true nor false.",
        "Write true or false without quotation marks.",
    ),
    "bool_parsing": lambda name, _d: (f"'{name}' is neither true nor false.", "Write true or false."),
    "string_too_short": lambda name, _d: (f"'{name}' is empty.", "Write its text, or leave the line out."),
    "too_short": lambda name, d: (f"'{name}' has too few entries.", f"Give {d['ctx']['min_length']} at least."),
    "model_type": lambda name, _d: (f"'{name}' is a single value.", f"Write it as a table: [{name}] or {{ ... }}."),
    "model_attributes_type": lambda name, _d: (f"'{name}' is a single value.", "Write it as a table: { ... }."),
    "dict_type": lambda name, _d: (f"'{name}' holds entries by name.", f"Write [{name}.<name>] above each entry."),
    "tuple_type": lambda name, _d: (f"'{name}' is a list.", "Put the values in square brackets: [ ... ]."),
}


def _nearest(name: str, path: Path) -> str:
    """What may have been meant by an unknown word, or how to keep a rule that the language cannot say."""
    known = _fields_at(path[:-1])
    near = get_close_matches(name, known, n=1, cutoff=0.6)
    if near:
        return f"Did you mean '{near[0]}'?"
    return f"Known here: {', '.join(known)}. A rule that none of them says goes under [by_hand.<name>]."


def _fields_at(path: Path) -> list[str]:
    """The words that the language knows at a path."""
    model: Any = Definition
    for step in path:
        if isinstance(model, type) and issubclass(model, BaseModel):
            field = model.model_fields.get(str(step))
            inner = _part_within(field.annotation) if field else None
            model = inner or model
    return sorted(model.model_fields)


def _part_within(annotation: Any) -> type[BaseModel] | None:
    """The part inside an optional, a list or a table."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((part for inner in get_args(annotation) if (part := _part_within(inner))), None)
