"""The register of records that indicators may count, filled by the contexts when the program starts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils.functional import Promise

from preceptor.foundation.audit.public import Actor
from preceptor.foundation.indicators.definition import Vocabulary

Load = Callable[[], Iterable[Sequence[object]]]
"""Every record, in a query or two: whose (person or unit), first day, end (exclusive) or None, a text a field."""


@dataclass(frozen=True)
class RecordKind:
    """A kind of record: its name, what it is about, its fields with the values that each knows, and all its rows."""

    code: str
    title: str | Promise
    of: Literal["people", "schools"]
    fields: Mapping[str, frozenset[str] | None]
    load: Load


_kinds: dict[str, RecordKind] = {}


def register_records(
    code: str,
    title: str | Promise,
    load: Load,
    *,
    fields: Mapping[str, Iterable[str] | None] | None = None,
    of: Literal["people", "schools"] = "people",
) -> None:
    """Let indicators count a context's records; a code is taken once."""
    if code in _kinds and _kinds[code].load is not load:
        raise ValueError(f"the records {code} are registered already")
    known = {name: None if values is None else frozenset(values) for name, values in (fields or {}).items()}
    _kinds[code] = RecordKind(code, title, of, known, load)


@dataclass(frozen=True)
class Beside:
    """Another page that says more about what indicators count: what it is, its address, and why one would go there."""

    title: str
    url: str
    says: str


Beyond = Callable[[Actor, datetime], Iterable[Beside]]
"""The pages that a reader of indicators may go on to."""

_beyond: list[Beyond] = []


def register_beside(source: Beyond) -> None:
    """Let a context above name pages beside the indicators, for those who may read them."""
    if source not in _beyond:
        _beyond.append(source)


def pages_beside(by: Actor, now: datetime) -> list[Beside]:
    """What stands beside the indicators for this reader."""
    return [each for source in _beyond for each in source(by, now)]


def record_kind(code: str) -> RecordKind:
    """The kind of record of this name."""
    return _kinds[code]


def record_kinds() -> list[RecordKind]:
    """Every kind of record, by name."""
    return [_kinds[code] for code in sorted(_kinds)]


def vocabulary() -> Vocabulary:
    """What definitions may name."""
    return {kind.code: kind.fields for kind in _kinds.values()}
