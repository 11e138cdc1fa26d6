"""Read a file in one of the languages: a whole one, or every fault in it with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from preceptor.languages.faults import Fault, Finding, Path, dotted
from preceptor.languages.positions import Positions, positions, syntax_fault
from preceptor.languages.salvage import has_step, salvage, worth_telling

M = TypeVar("M", bound=BaseModel)
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")
_LARGEST = 1_000_000


@dataclass(frozen=True)
class Language(Generic[M]):
    """What the loader must know of a language.

    Attributes
    ----------
    model
        The model of a whole file.
    findings
        Everything in a well-formed file that does not hold together.
    page
        The reference page that remedies point at.
    whole
        What a whole file is called, with its article: "a definition".
    stubs
        What stands in for the entries that every file must have, while the rest of a faulty file is checked.
    beyond
        How to keep a rule that no word of the language says; empty when there is no such way.
    """

    model: type[M]
    findings: Callable[[M], Iterable[Finding]]
    page: str
    whole: str
    stubs: dict[str, Any] = field(default_factory=dict)
    beyond: str = ""

    def load(self, text: str, file: str) -> M | list[Fault]:
        """Read a file from TOML, or tell every fault at once, each with its line."""
        if len(text) > _LARGEST:
            large = f"The file is too large for {self.whole}."
            return [Fault(file, 1, 1, "", large, "Keep it under a million characters.")]
        try:
            data = tomllib.loads(text, parse_float=Decimal)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            return [_syntax(error, text, file)]
        try:
            read = self.model.model_validate(data)
        except ValidationError as error:
            return _placed(self._all_findings(error, data), positions(text), file)
        return _placed(self.findings(read), positions(text), file) or read

    def _all_findings(self, error: ValidationError, data: dict[str, Any]) -> list[Finding]:
        """What pydantic refuses, and what does not hold together in the rest of the file."""
        found = [self._finding(detail, data) for detail in error.errors()]
        rest = salvage(self.model, self.stubs, data, [each.path for each in found])
        return found if rest is None else [*found, *worth_telling(self.findings(rest[0]), rest[1])]

    def _finding(self, detail: ErrorDetails, data: Any) -> Finding:
        """A pydantic error in our own words."""
        path = _real_path(detail["loc"], data)
        name = path[-1] if path else ""
        say = _WORDS.get(detail["type"])
        if say is not None:
            what, remedy = say(name, detail)
            if detail["type"] == "extra_forbidden":
                remedy = self._nearest(str(name), path, data)
            return Finding(path, what, remedy.replace("{page}", self.page))
        message = detail["msg"].removeprefix("Value error, ").rstrip(".")
        return Finding(path, f"{_shown(path)} is not right: {message[:1].lower()}{message[1:]}.", f"See {self.page}.")

    def _nearest(self, name: str, path: Path, data: Any) -> str:
        """What may have been meant by an unknown word, or how to keep a rule that the language cannot say."""
        known = sorted(_part_at(self.model, path[:-1], data).model_fields)
        near = get_close_matches(name, known, n=1, cutoff=0.6)
        if near:
            return f"Did you mean '{near[0]}'?"
        return f"Known here: {', '.join(known)}. {self.beyond}".rstrip()


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
        f"Add {name} = ... here; {{page}} says what it holds.",
    ),
    "literal_error": _choices,
    "union_tag_invalid": lambda _name, d: (
        f"'{d['ctx']['tag']}' is no kind that fits here.",
        f"Choose {d['ctx']['expected_tags']}.",
    ),
    "union_tag_not_found": lambda name, _d: (
        f"'{name}' does not say which kind it is.",
        'Add kind = "..." here; {page} lists the kinds.',
    ),
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


def _part_at(model: type[BaseModel], path: Path, data: Any) -> type[BaseModel]:
    """The part of the language that stands at a path; of several that may, the one that the data's `kind` names."""
    candidates = [model]
    for step in path:
        data = data[step] if has_step(data, step) else None
        known = candidates[0].model_fields.get(str(step))
        candidates = ([*_parts_within(known.annotation)] if known else []) or candidates
        kind = data.get("kind") if isinstance(data, dict) else None
        candidates = [part for part in candidates if _speaks_of(part, kind)] or candidates
    return candidates[0]


def _speaks_of(part: type[BaseModel], kind: object) -> bool:
    """Whether a part is the one that a word in `kind` chooses."""
    known = part.model_fields.get("kind")
    return known is not None and kind in get_args(known.annotation)


def _parts_within(annotation: Any) -> Iterator[type[BaseModel]]:
    """The parts inside an optional, a list, a table or a choice."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _parts_within(inner)
