"""What a page may change in a definition's file: dates, amounts and texts, with every comment kept."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, TypeAlias

import tomlkit

from preceptor.languages.parts import Part

from .labels import entry_label, field_label
from .phrases import Translate, same
from .program import Definition

Value: TypeAlias = str | int | Decimal | dt.datetime | dt.date | dt.time | None
EditKind = Literal["text", "long_text", "figure", "date", "day", "time", "choice"]

_DATES = {"when": "date", "not_before": "day", "not_after": "day", "issued": "day", "time": "time", "day": "day"}
_FIGURES = {
    "amount", "at_least", "at_most", "years", "valid_years", "max_pages", "max_bytes", "max_words", "max_chars",
    "weight", "reviewers_per_application", "within_days", "late_arrivals_offered", "agreed_after_days", "hours",
    "lowest", "highest", "minutes", "opens_days_before", "extension_years", "how_many_sessions",
}  # fmt: skip
_TEXTS = {
    "title", "plural", "number", "issuer", "purpose", "says", "why", "asks", "hint", "body", "body_es", "version",
    "office", "email", "phone", "place", "question", "source_says", "condition_says", "first_period", "early",
    "judged_by", "to",
}  # fmt: skip
_LONG_TEXTS = {"purpose", "body", "body_es", "says", "why"}
_TABLES_OF_TEXTS = {"tasks", "statements", "items", "choices"}
_NEVER = re.compile(r"^(?:format|key)$|^by_hand\.|\.reading$|^(?:pay|awards)\.[^.]+\.to$|^admission\..*judged_by$")
_MAY_BE_MADE = {"replaces", "contact"}
# What a page may add where the file has none.
_MAY_BE_ADDED = {"body_es"}


class NotEditableError(ValueError):
    """A page tried to change what only the file may change."""


@dataclass(frozen=True)
class Editable:
    """One value that a page may change."""

    path: str
    label: str
    kind: EditKind
    value: Value
    choices: tuple[tuple[str, str], ...] = ()


def editable(definition: Definition, _: Translate = same) -> list[Editable]:
    """Every value of a definition that a page may change, in the order of the language."""
    return list(_fields(definition, "", "", _))


def kind_of(path: str) -> EditKind | None:
    """How a page edits the value at a path; `None` when it may not."""
    steps = path.split(".")
    if _NEVER.search(path):
        return None
    if re.fullmatch(r"open\.[a-z0-9_]+\.used", path):
        return "choice"
    if len(steps) > 1 and steps[-2] in _TABLES_OF_TEXTS:
        return "text"
    last = steps[-1]
    if last in _FIGURES:
        return "figure"
    if last in _TEXTS:
        return "long_text" if last in _LONG_TEXTS else "text"
    kind = _DATES.get(last)
    return kind if last != "when" or steps[0] == "timeline" else None  # type: ignore[return-value]  # from _DATES


def apply_edits(toml_text: str, edits: Mapping[str, Value]) -> str:
    """Change values in a definition's file by path; comments and order stay as they are.

    `None` takes an optional value out. Raises `NotEditableError` for anything but dates, amounts and texts;
    the result still has to be read with `load_definition`.
    """
    document = tomlkit.parse(toml_text)
    for path, value in edits.items():
        if kind_of(path) is None:
            raise NotEditableError(f"'{path}' cannot be changed on a page. Change it in the file.")
        _apply(document, path, value)
    return tomlkit.dumps(document)


def _apply(document: Any, path: str, value: Value) -> None:
    """Set or take out one value."""
    *steps, last = path.split(".")
    holder = document
    for place, step in enumerate(steps):
        if place == 0 and step in _MAY_BE_MADE and step not in holder:
            holder[step] = tomlkit.table()
        try:
            holder = holder[int(step)] if isinstance(holder, list) else holder[step]
        except (KeyError, IndexError, ValueError):
            raise NotEditableError(f"There is nothing at '{path}' to change.") from None
    if value is None:
        holder.pop(last, None)
    else:
        holder[last] = _item(value, holder.get(last))


def _item(value: Value, before: Any) -> Any:
    """A value as TOML, a text over several lines when it has several; the comment behind it stays."""
    item: Any = tomlkit.item(value) if not isinstance(value, Decimal) else _figure(value)
    if isinstance(value, str) and "\n" in value:
        item = _long_text(value.replace("\r\n", "\n"))
    if hasattr(before, "trivia"):
        item.trivia.comment_ws, item.trivia.comment = before.trivia.comment_ws, before.trivia.comment
    return item


def _long_text(value: str) -> Any:
    """A text over several lines, beginning on a line of its own (TOML drops the line break behind the quotes)."""
    written = tomlkit.string(value, multiline=True).as_string()
    return tomlkit.value(written if written[3] == "\n" else f'"""\n{written[3:]}')


def _figure(value: Decimal) -> Any:
    """A figure without a fraction where it has none."""
    return tomlkit.integer(int(value)) if value == int(value) else tomlkit.float_(str(value))


def _fields(part: Part, path: str, where: str, _: Translate) -> Iterator[Editable]:
    """The editable fields of a part and of all parts below it; parts that the file leaves out are left out here."""
    for name in type(part).model_fields:
        value, here = getattr(part, name), f"{path}{name}"
        label = f"{where}{field_label(type(part), name, _)}"
        if isinstance(value, dict):
            yield from _entries(name, value, here, where, _)
        elif isinstance(value, (Part, tuple)):
            if name in part.model_fields_set:
                yield from _inside(value, here, f"{label}: " if isinstance(value, Part) else where, _)
        elif (value is not None or name in _MAY_BE_ADDED) and (kind := kind_of(here)):
            yield Editable(here, label, kind, value, _choices(part, kind))


def _inside(value: Part | tuple[Any, ...], here: str, where: str, _: Translate) -> Iterator[Editable]:
    """The editable fields of a part, or of the parts in a list."""
    if isinstance(value, Part):
        yield from _fields(value, f"{here}.", where, _)
        return
    for place, inner in enumerate(value):
        if isinstance(inner, Part):
            yield from _fields(inner, f"{here}.{place}.", where, _)


def _entries(table: str, entries: dict[str, Any], here: str, where: str, _: Translate) -> Iterator[Editable]:
    """The editable fields of named entries."""
    for key, entry in entries.items():
        label = f"{where}{entry_label(table, key, entry, _)}"
        if isinstance(entry, Part):
            yield from _fields(entry, f"{here}.{key}.", f"{label}: ", _)
        elif isinstance(entry, str) and kind_of(f"{here}.{key}"):
            yield Editable(f"{here}.{key}", label, "text", entry)


def _choices(part: Part, kind: EditKind) -> tuple[tuple[str, str], ...]:
    """The readings to choose from."""
    readings = getattr(part, "readings", {}) if kind == "choice" else {}
    return tuple((name, reading.says) for name, reading in readings.items())
