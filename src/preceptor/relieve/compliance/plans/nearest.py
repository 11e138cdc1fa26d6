"""The items of the catalogue that a new request comes nearest to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from preceptor.planning.consolidation.overlaps.plan import Pair
from preceptor.planning.consolidation.overlaps.problem import Item as Text
from preceptor.relieve.compliance.rules.items import ItemValues

ASKED = "\x00asked"
"""Sorts before every code, so that the request is always the first of its pairs."""
NEAR = 0.05


@dataclass(frozen=True)
class Near:
    """An item like the one asked for, and what made it so."""

    code: str
    title: str
    score: float
    why: str


@dataclass(frozen=True)
class Alike:
    """Two items of the catalogue that ask for much the same."""

    a: str
    b: str
    score: float
    why: str


def text_of(values: ItemValues) -> Text:
    """An item as the search for overlaps reads it."""
    asked = " ".join(each.text for each in values.questions)
    ref = " ".join((values.citation, *values.requirements))
    return Text(values.code, f"{values.title}. {values.statement} {asked}".strip(), ref)


def _overlaps(texts: list[Text], top: int) -> tuple[Pair, ...]:
    """Rank the pairs; the text library takes a second to load, which no page but this should wait for."""
    from preceptor.planning.consolidation.overlaps.solve import overlaps

    return overlaps(texts, top)


def nearest(asked: ItemValues, every: Mapping[str, ItemValues], most: int = 5) -> tuple[Near, ...]:
    """The nearest items in force to the one that is asked for, best first."""
    mine = text_of(asked)
    texts = [Text(ASKED, mine.text, mine.ref), *(text_of(each) for each in every.values())]
    pairs = _overlaps(texts, len(texts) * (len(texts) - 1) // 2)
    found = [
        Near(pair.b, every[pair.b].title, pair.score, pair.why.sentence)
        for pair in pairs
        if pair.a == ASKED and pair.score >= NEAR
    ]
    return tuple(found[:most])


def alike(every: Iterable[ItemValues], most: int) -> tuple[Alike, ...]:
    """The pairs of the catalogue that come nearest to each other, best first."""
    pairs = _overlaps([text_of(each) for each in every], most)
    return tuple(Alike(pair.a, pair.b, pair.score, pair.why.sentence) for pair in pairs)
