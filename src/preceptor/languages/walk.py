"""One walk over what was read: every marked value with its path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from preceptor.languages.faults import Path
from preceptor.languages.parts import Marked, Part


def marked(part: Part, base: Path = ()) -> Iterator[tuple[Path, str, Any, Part]]:
    """Every marked value below a part: its path, what it stands for, the value, and the part that holds it."""
    for name, info in type(part).model_fields.items():
        kind = _kind(info.metadata) or _kind_within(info.annotation)
        yield from _values(getattr(part, name), (*base, name), kind, part)


def _values(value: Any, path: Path, kind: str | None, holder: Part) -> Iterator[tuple[Path, str, Any, Part]]:
    """The marked values of one field."""
    if isinstance(value, Part):
        yield from marked(value, path)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _values(inner, (*path, key), kind, holder)
    elif isinstance(value, tuple):
        for place, inner in enumerate(value):
            yield from _values(inner, (*path, place), kind, holder)
    elif kind is not None and value is not None:
        yield path, kind, value, holder


def _kind(metadata: Any) -> str | None:
    """The mark among a type's notes."""
    return next((note.kind for note in metadata if isinstance(note, Marked)), None)


def _kind_within(annotation: Any) -> str | None:
    """The mark of a type inside an optional, a tuple or a table."""
    if own := _kind(getattr(annotation, "__metadata__", ())):
        return own
    return next((kind for inner in get_args(annotation) if (kind := _kind_within(inner))), None)
