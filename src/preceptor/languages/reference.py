"""The reference page of a language, written from its models."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from preceptor.languages.parts import Part


def tables(whole: type[Part]) -> list[str]:
    """Every part of a language as Markdown: its sentence and a table of its words."""
    return [line for part in parts_of(whole, []) for line in described(part)]


def parts_of(part: type[Part], seen: list[type[Part]]) -> list[type[Part]]:
    """Every part of the language, each once, in the order in which it is met."""
    if part not in seen:
        seen.append(part)
        for field in part.model_fields.values():
            for inner in _parts_within(field.annotation):
                parts_of(inner, seen)
    return seen


def _parts_within(annotation: Any) -> Iterator[type[Part]]:
    """The parts inside an optional, a list or a table."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for inner in get_args(annotation):
        yield from _parts_within(inner)


def described(part: type[Part]) -> list[str]:
    """One part: its sentence and a table of its fields."""
    rows = [
        f"| `{name}` | {_type(field.annotation)} | {_default(field)} | {_cell(field.description or '')} |"
        for name, field in part.model_fields.items()
    ]
    head = ["| word | holds | when absent | means |", "|---|---|---|---|"]
    return [f"## {_heading(part)}", "", (part.__doc__ or "").strip(), "", *head, *rows, ""]


def _heading(part: type[Part]) -> str:
    """A part's name with spaces."""
    return (
        "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in part.__name__).strip().capitalize()
    )


def _cell(text: str) -> str:
    """Text that cannot break a table."""
    return text.replace("|", "\\|")


def _default(field: FieldInfo) -> str:
    """What holds when a field is left out."""
    if field.is_required():
        return "**must be given**"
    if field.default is PydanticUndefined or field.default in (None, ()):
        return "nothing"
    if isinstance(field.default, bool):
        return "yes" if field.default else "no"
    if isinstance(field.default, tuple):
        return ", ".join(f"`{each}`" for each in field.default)
    return f"`{field.default}`"


def _type(annotation: Any) -> str:
    """What a field holds, for people."""
    if annotation is type(None):
        return ""
    if isinstance(annotation, type):
        return _plain(annotation)
    origin, inner = getattr(annotation, "__origin__", None), get_args(annotation)
    if origin is tuple:
        return f"list of {_type(inner[0])}"
    if origin is dict:
        return f"entries by name: {_type(inner[1])}"
    if hasattr(annotation, "__metadata__"):
        return _type(origin)
    if all(isinstance(word, (str, int)) for word in inner):
        return ", ".join(f"`{word}`" for word in inner)
    return " or ".join(said for each in inner if (said := _type(each)))


def _plain(kind: type) -> str:
    """A plain kind of value."""
    if issubclass(kind, Part):
        return f"[{_heading(kind)}](#{_heading(kind).lower().replace(' ', '-')})"
    words = {
        "str": "text",
        "int": "whole number",
        "Decimal": "number",
        "bool": "`true` or `false`",
        "datetime": "date-time",
    }
    return words.get(kind.__name__, kind.__name__)
