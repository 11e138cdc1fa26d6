"""The reference page of the language, written from the models and the catalogue of facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from .conditions import OPERATORS
from .facts import CATALOGUE
from .moments import GRAMMAR
from .parts import Part
from .program import Definition

_HEAD = """# Program definitions

*This page is written by `preceptor.develop.programs.definition.reference` from the language itself; a test keeps it
current. Change the models, then write it again:* `preceptor check-program --reference docs/reference/definitions.md`

A program is one TOML file, like those in `programs/`. `preceptor check-program FILE` explains it in plain sentences, or
tells every fault at once with its line and how to mend it. Names of entries (`[duties.coaching]`) are small letters,
digits and underscores, and are what other parts refer to. A rule that the language cannot say goes under
`[by_hand.<name>]`: it is shown to people and never run by the engine.
"""
_KINDS = {
    "yes_no": "yes or no",
    "whole": "whole number",
    "number": "number",
    "word": "word",
    "date": "date",
}


def render() -> str:
    """The whole page in Markdown."""
    parts = [line for part in _parts(Definition, []) for line in _part(part)]
    return "\n".join([_HEAD, *parts, *_dates(), *_conditions(), *_facts()]).rstrip() + "\n"


def _parts(part: type[Part], seen: list[type[Part]]) -> list[type[Part]]:
    """Every part of the language, each once, in the order in which it is met."""
    if part not in seen:
        seen.append(part)
        for field in part.model_fields.values():
            for inner in _parts_within(field.annotation):
                _parts(inner, seen)
    return seen


def _parts_within(annotation: Any) -> Iterator[type[Part]]:
    """The parts inside an optional, a list or a table."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for inner in get_args(annotation):
        yield from _parts_within(inner)


def _part(part: type[Part]) -> list[str]:
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


def _dates() -> list[str]:
    """The words for dates."""
    return [
        "## Words for dates",
        "",
        GRAMMAR,
        "",
        "Days, weeks, months and years keep the time on the clock; hours and minutes are elapsed time. A time that the "
        "clock skips moves on by the gap; of a time that the clock shows twice, a deadline takes the later and "
        "everything else the earlier. The fifth weekday of a month that has only four is its last.",
        "",
    ]


def _conditions() -> list[str]:
    """What a condition may say."""
    shown = "`&&` `||` `!` `==` `!=` `<` `<=` `>` `>=` `in` `timestamp('2024-05-03T00:00:00Z')`"
    return [
        "## Conditions",
        "",
        f"A condition is a CEL expression over the facts below. It may use {shown} and nothing else ({len(OPERATORS)} "
        "operators, no macros). On loading it is run over every combination of samples: unknown facts, kinds that do "
        "not go together, answers other than yes or no, and facts that can never matter are faults. Judging is "
        "three-valued: what is not known leaves the answer unknown unless the rest decides it, and what is missing is "
        "named.",
        "",
    ]


def _facts() -> list[str]:
    """The catalogue of facts."""
    rows = []
    for fact in CATALOGUE.values():
        kind = _KINDS[fact.kind] + (f": {', '.join(f'`{word}`' for word in fact.words)}" if fact.words else "")
        adverse = " *Adverse: confidential.*" if fact.adverse else ""
        rows.append(f"| `{fact.name}` | {kind} | {fact.source} | {fact.says}{adverse} |")
    return ["## Facts", "", "| fact | kind | source | means |", "|---|---|---|---|", *rows, ""]
