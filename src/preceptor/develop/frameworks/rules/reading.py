"""From the bytes of a file to a package, or to what is wrong with it, each fault with its place."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from .case import Package

DEEPEST = 40
MOST_FAULTS = 50


@dataclass(frozen=True)
class Fault:
    """What is wrong, where: a code, the place in the file, and the words that are allowed or were met."""

    code: str
    place: str = ""
    word: str = ""


def read_package(data: bytes) -> Package | tuple[Fault, ...]:
    """The package of a file, or its faults; nothing is repaired by guess."""
    try:
        document = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except (UnicodeDecodeError, RecursionError):
        return (Fault("not-utf8"),)
    except _DoubledError as doubled:
        return (Fault("doubled", word=str(doubled)),)
    except ValueError as error:
        return (Fault("not-json", word=str(error)),)
    if not isinstance(document, dict) or "CFDocument" not in document:
        return (Fault("no-package"),)
    unfit = _unfit(document)
    if unfit is not None:
        return (unfit,)
    try:
        package = Package.model_validate(document)
    except ValidationError as error:
        return tuple(_fault(detail) for detail in error.errors()[:MOST_FAULTS])
    return tuple(_inside(package)) or package


def as_document(package: Package) -> dict[str, Any]:
    """The package as it came: what was not said is not said, what was not known is still there."""
    return package.model_dump(exclude_unset=True)


def as_text(package: Package) -> str:
    """The package as JSON, one line."""
    return json.dumps(as_document(package), ensure_ascii=False, allow_nan=False)


class _DoubledError(Exception):
    """The same name twice in one object: readers would disagree about which one holds."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    named = dict(pairs)
    if len(named) != len(pairs):
        raise _DoubledError(Counter(name for name, _ in pairs).most_common(1)[0][0])
    return named


def _no_number(word: str) -> Any:
    raise ValueError(word)


def _unfit(document: Mapping[str, Any]) -> Fault | None:
    """Text that databases and readers cannot carry, and depths that no package has."""
    waiting: list[tuple[Any, int]] = [(document, 0)]
    while waiting:
        value, depth = waiting.pop()
        if depth > DEEPEST:
            return Fault("too-deep")
        if isinstance(value, dict):
            waiting += [(each, depth + 1) for each in (*value, *value.values())]
        elif isinstance(value, list):
            waiting += [(each, depth + 1) for each in value]
        elif isinstance(value, str) and ("\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value)):
            return Fault("bad-letter", word=value.replace("\x00", "?").encode(errors="replace").decode()[:40])
    return None


def _fault(detail: Any) -> Fault:
    place = _place(detail["loc"])
    context = detail.get("ctx", {})
    kind = detail["type"]
    code = {
        "missing": "missing",
        "string_type": "want-text",
        "string_too_short": "empty",
        "list_type": "want-list",
        "dict_type": "want-object",
        "model_type": "want-object",
        "model_attributes_type": "want-object",
        "literal_error": "want-word",
    }.get(kind, "want-number" if kind in ("int_type", "float_type", "int_from_float") else "shape")
    return Fault(code, place, str(context.get("expected", "") or detail.get("input", ""))[:80])


def _place(steps: Sequence[str | int]) -> str:
    said = ""
    for step in steps:
        said += f"[{step}]" if isinstance(step, int) else f".{step}" if said else str(step)
    return said


def _inside(package: Package) -> Iterator[Fault]:
    """What the parts owe each other: identities once, no circle, rubrics that point home."""
    every = [
        package.CFDocument.identifier,
        *(each.identifier for each in package.CFItems),
        *(each.identifier for each in package.CFAssociations),
        *(identifier for rubric in package.CFRubrics or () for identifier in _identifiers(rubric)),
    ]
    yield from (Fault("twice", word=each) for each, n in Counter(map(str.lower, every)).items() if n > 1)
    yield from (Fault("circle", word=each) for each in _circles(package))
    items = {each.identifier.lower() for each in package.CFItems}
    for number, rubric in enumerate(package.CFRubrics or ()):
        for turn, criterion in enumerate(rubric.CFRubricCriteria or ()):
            place = f"CFRubrics[{number}].CFRubricCriteria[{turn}]"
            if criterion.rubricId and criterion.rubricId.lower() != rubric.identifier.lower():
                yield Fault("not-home", f"{place}.rubricId", criterion.rubricId)
            if criterion.CFItemURI and criterion.CFItemURI.identifier.lower() not in items:
                yield Fault("no-item", f"{place}.CFItemURI", criterion.CFItemURI.identifier)


def _identifiers(rubric: Any) -> Iterator[str]:
    yield rubric.identifier
    for criterion in rubric.CFRubricCriteria or ():
        yield criterion.identifier
        yield from (level.identifier for level in criterion.CFRubricCriterionLevels or ())


def _circles(package: Package) -> list[str]:
    """Statements that would be above themselves."""
    above = {
        each.originNodeURI.identifier.lower(): each.destinationNodeURI.identifier.lower()
        for each in package.CFAssociations
        if each.associationType == "isChildOf"
    }
    safe: set[str] = set()
    for start, first in above.items():
        seen, node = [start], first
        while node in above and node not in seen and node not in safe:
            seen.append(node)
            node = above[node]
        if node in seen:
            return [node]
        safe.update(seen)
    return []
