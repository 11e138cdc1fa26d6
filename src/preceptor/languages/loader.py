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
from preceptor.languages.worded import Worded, worded

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
            large = worded("The file is too large for {whole}.", whole=self.whole)
            return [Fault(file, 1, 1, "", large, worded("Keep it under a million characters."))]
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
            return Finding(path, what, _paged(remedy, self.page))
        message = detail["msg"].removeprefix("Value error, ").rstrip(".")
        return Finding(
            path,
            worded(
                "{path} is not right: {message}.",
                path=_shown(path),
                message=message[:1].lower() + message[1:],
            ),
            worded("See {page}.", page=self.page),
        )

    def _nearest(self, name: str, path: Path, data: Any) -> str:
        """What may have been meant by an unknown word, or how to keep a rule that the language cannot say."""
        known = sorted(_part_at(self.model, path[:-1], data).model_fields)
        near = get_close_matches(name, known, n=1, cutoff=0.6)
        if near:
            return worded("Did you mean '{near}'?", near=near[0])
        names = ", ".join(known)
        if self.beyond:
            return worded("Known here: {names}. {beyond}", names=names, beyond=worded(self.beyond))
        return worded("Known here: {names}.", names=names)


def _paged(remedy: str, page: str) -> str:
    """Name the reference page in a remedy that points at it."""
    if isinstance(remedy, Worded) and "page" in remedy.facts:
        return worded(remedy.template, **{**remedy.facts, "page": page})
    return remedy


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
    remedy = worded(
        "Look at this line and the one before it: often a quotation mark, a bracket or an equals sign is missing."
    )
    return Fault(file, line, column, "", worded("This is not TOML: {what}.", what=what), remedy)


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
    return f"'{dotted(path)}'" if path else worded("The file")


def _choices(_name: object, detail: ErrorDetails) -> tuple[str, str]:
    """A word that is none of the choices."""
    what = worded("'{word}' is not one of the choices.", word=detail["input"])
    return what, worded("Choose {choices}.", choices=detail["ctx"]["expected"].replace(" or ", ", "))


def _bound(_name: object, detail: ErrorDetails) -> tuple[str, str]:
    """A figure beyond its bounds."""
    what = worded("{figure} is out of bounds.", figure=detail["input"])
    limits = detail["ctx"]
    bounds = {
        "ge": worded("greater than or equal to {limit}", limit=limits.get("ge")),
        "gt": worded("greater than {limit}", limit=limits.get("gt")),
        "le": worded("less than or equal to {limit}", limit=limits.get("le")),
        "lt": worded("less than {limit}", limit=limits.get("lt")),
    }
    bound = next(words for key, words in bounds.items() if key in limits)
    return what, worded("Write a figure {bound}.", bound=bound)


def _number(_name: object, detail: ErrorDetails) -> tuple[str, str]:
    """A word where a number belongs."""
    what = worded("{figure} is not a number that fits here.", figure=repr(detail["input"]))
    return what, worded("Write a plain number without quotation marks.")


_Say = Callable[[object, ErrorDetails], tuple[str, str]]
_WORDS: dict[str, _Say] = {
    "extra_forbidden": lambda name, _d: (worded("The language has no word '{name}' here.", name=name), ""),
    "missing": lambda name, _d: (
        worded("'{name}' is missing.", name=name),
        worded("Add {name} = ... here; {page} says what it holds.", name=name, page=""),
    ),
    "literal_error": _choices,
    "union_tag_invalid": lambda _name, d: (
        worded("'{tag}' is no kind that fits here.", tag=d["ctx"]["tag"]),
        worded("Choose {expected_tags}.", expected_tags=d["ctx"]["expected_tags"]),
    ),
    "union_tag_not_found": lambda name, _d: (
        worded("'{name}' does not say which kind it is.", name=name),
        worded('Add kind = "..." here; {page} lists the kinds.', page=""),
    ),
    "greater_than_equal": _bound,
    "greater_than": _bound,
    "less_than_equal": _bound,
    "int_type": _number,
    "int_from_float": _number,
    "decimal_parsing": _number,
    "decimal_type": _number,
    "date_type": lambda name, _d: (
        worded("'{name}' is not a day.", name=name),
        worded("Write it without quotation marks: 2025-07-01."),
    ),
    "time_type": lambda name, _d: (
        worded("'{name}' is not a time.", name=name),
        worded("Write it without quotation marks: 08:00:00."),
    ),
    "string_type": lambda name, _d: (worded("'{name}' is not text.", name=name), worded("Put it in quotation marks.")),
    "bool_type": lambda name, _d: (
        worded("'{name}' is neither true nor false.", name=name),
        worded("Write true or false without quotation marks."),
    ),
    "bool_parsing": lambda name, _d: (
        worded("'{name}' is neither true nor false.", name=name),
        worded("Write true or false."),
    ),
    "string_too_short": lambda name, _d: (
        worded("'{name}' is empty.", name=name),
        worded("Write its text, or leave the line out."),
    ),
    "too_short": lambda name, d: (
        worded("'{name}' has too few entries.", name=name),
        worded("Give {min_length} at least.", min_length=d["ctx"]["min_length"]),
    ),
    "model_type": lambda name, _d: (
        worded("'{name}' is a single value.", name=name),
        worded("Write it as a table: [{name}] or {{ ... }}.", name=name),
    ),
    "model_attributes_type": lambda name, _d: (
        worded("'{name}' is a single value.", name=name),
        worded("Write it as a table: { ... }."),
    ),
    "dict_type": lambda name, _d: (
        worded("'{name}' holds entries by name.", name=name),
        worded("Write [{name}.<name>] above each entry.", name=name),
    ),
    "tuple_type": lambda name, _d: (
        worded("'{name}' is a list.", name=name),
        worded("Put the values in square brackets: [ ... ]."),
    ),
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
