"""A package as the rows that others point at: statements in their order under their parents, rubrics with levels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .case import Association, Criterion, Item, Level, Package

LONGEST_CODE, LONGEST_KIND = 60, 120


@dataclass(frozen=True)
class Statement:
    """One statement of a framework; `parent` names the statement above it, `depth` how far down it stands."""

    identifier: str
    code: str
    text: str
    short: str
    kind: str
    parent: str | None
    depth: int


def statements(package: Package) -> tuple[Statement, ...]:
    """Every statement once, parents before children, in the order of their associations; strangers' children on top."""
    items = {each.identifier.lower(): each for each in package.CFItems}
    above: dict[str, str] = {}
    turn: dict[str, tuple[int, int]] = {}
    for number, each in enumerate(package.CFAssociations):
        origin, target = _ends(each)
        if each.associationType == "isChildOf" and origin in items and origin not in above:
            above[origin], turn[origin] = target, (each.sequenceNumber or 0, number)
    below: dict[str | None, list[str]] = {}
    for place, name in enumerate(items):
        below.setdefault(above[name] if above.get(name) in items else None, []).append(name)
        turn.setdefault(name, (0, place))
    found: list[Statement] = []
    waiting = [(name, None, 0) for name in _ordered(below.get(None, ()), turn)][::-1]
    while waiting:
        name, parent, depth = waiting.pop()
        found.append(_statement(items[name], parent, depth))
        waiting += [(each, name, depth + 1) for each in _ordered(below.get(name, ()), turn)[::-1]]  # type: ignore[misc]  # a parent's name
    return tuple(found)


def criteria(rubric: Any) -> tuple[Criterion, ...]:
    """The criteria of a rubric in their order."""
    return tuple(sorted(rubric.CFRubricCriteria or (), key=lambda each: each.position or 0))


def levels(criterion: Criterion) -> tuple[Level, ...]:
    """The levels of a criterion in their order."""
    return tuple(sorted(criterion.CFRubricCriterionLevels or (), key=lambda each: each.position or 0))


def missing_codes(wanted: Sequence[Statement], given: Sequence[Statement]) -> tuple[str, ...]:
    """Codes of the paraphrase for which the owner's text has no statement."""
    has = {each.code for each in given if each.code}
    return tuple(each.code for each in wanted if each.code and each.code not in has)


def _ends(each: Association) -> tuple[str, str]:
    return each.originNodeURI.identifier.lower(), each.destinationNodeURI.identifier.lower()


def _ordered(names: Sequence[str], turn: dict[str, tuple[int, int]]) -> list[str]:
    return sorted(names, key=lambda name: turn[name])


def _statement(item: Item, parent: str | None, depth: int) -> Statement:
    return Statement(
        identifier=item.identifier.lower(),
        code=(item.humanCodingScheme or "")[:LONGEST_CODE],
        text=item.fullStatement,
        short=item.abbreviatedStatement or item.fullStatement,
        kind=(item.CFItemType or "")[:LONGEST_KIND],
        parent=parent,
        depth=depth,
    )
