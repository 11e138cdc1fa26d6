"""JSON of others, read within bounds: size, depth, number of values, no doubled names, no text that reads two ways."""

import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from .faults import CredentialFault

MOST_BYTES = 256_000
MOST_LEVELS = 24
MOST_VALUES = 6_000
# Beyond this a double cannot tell whole numbers apart, and readers in other languages differ.
LARGEST_WHOLE = 2**53 - 1

Document = dict[str, Any]


def read_document(data: bytes) -> Document:
    """A JSON object within bounds."""
    if len(data) > MOST_BYTES:
        raise CredentialFault("too-large", limit=f"{MOST_BYTES // 1000} kB")
    if _deep(data):
        raise CredentialFault("too-deep", limit=MOST_LEVELS)
    try:
        found = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_constant)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as fault:
        raise CredentialFault("not-json") from fault
    if not isinstance(found, dict):
        raise CredentialFault("not-object")
    check_bounds(found)
    return found


def check_bounds(document: Mapping[str, Any]) -> None:
    """Refuse what is too deep, too much, empty, or a number that others read differently."""
    for count, (name, value, depth) in enumerate(_walk(document)):
        if depth > MOST_LEVELS:
            raise CredentialFault("too-deep", limit=MOST_LEVELS)
        if count > MOST_VALUES:
            raise CredentialFault("too-many", limit=f"{MOST_VALUES:,}")
        if value is None:
            raise CredentialFault("no-value", name=name)
        if isinstance(value, float) and not math.isfinite(value):
            raise CredentialFault("bad-number")
        if isinstance(value, int) and abs(value) > LARGEST_WHOLE:
            raise CredentialFault("bad-number")


def as_list(value: Any) -> list[Any]:
    """A value that may stand alone or in a list, as a list."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


_STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_BRACKETS = re.compile(rb"[^\[\]{}]+")


def _deep(data: bytes) -> bool:
    """Whether brackets nest too deep; counted before parsing, which would otherwise use up the stack."""
    level = 0
    for byte in _BRACKETS.sub(b"", _STRINGS.sub(b"", data)):
        level += 1 if byte in b"[{" else -1
        if level > MOST_LEVELS + 1:
            return True
    return False


def _once(pairs: list[tuple[str, Any]]) -> Document:
    """An object each of whose names occurs once."""
    found: Document = {}
    for name, value in pairs:
        if name in found:
            raise CredentialFault("double-key", name=name)
        found[name] = value
    return found


def _no_constant(_text: str) -> Any:
    raise CredentialFault("bad-number")


def _walk(document: Mapping[str, Any]) -> Iterator[tuple[str, Any, int]]:
    """Every value with the name that it stands under and its depth."""
    todo: list[tuple[str, Any, int]] = [("", document, 1)]
    while todo:
        name, value, depth = todo.pop()
        yield name, value, depth
        if isinstance(value, Mapping):
            todo += [(each, inner, depth + 1) for each, inner in value.items()]
        elif isinstance(value, list | tuple):
            todo += [(name, inner, depth + 1) for inner in value]
