"""One entry: items in, the pairs that ask for much the same out, best first.

The score of a pair is ``words * cosine of stems + letters * cosine of letter pieces + citations * rarity of the
rarest shared source``, over the largest sum there can be. Both cosines are of TF-IDF vectors with sublinear counts
(Salton & Buckley 1988) from texts without their habitual phrases. No model is asked, and nothing is said on law.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from preceptor.planning.consolidation.overlaps.citations import citations
from preceptor.planning.consolidation.overlaps.plan import Pair, SharedCitation, SharedWord, Why
from preceptor.planning.consolidation.overlaps.problem import CROWD, Item, Weights
from preceptor.planning.consolidation.overlaps.words import (
    enough_neighbours,
    habitual,
    spelled_out,
    stem,
    stems,
    tokens,
    without,
)

STRIP = 512
"""Items compared with all others at once; bounds the memory."""

SHOWN = 8
"""Shared words told for a pair."""

DIGITS = 6
"""Digits of a score; beyond them the order of sums would show."""


@dataclass(frozen=True, eq=False)
class Vectors:
    """Texts as TF-IDF rows of unit length, with the term of each column of the words."""

    words: csr_matrix
    letters: csr_matrix
    terms: tuple[str, ...]


def overlaps(items: Sequence[Item], top: int, weights: Weights = Weights()) -> tuple[Pair, ...]:  # noqa: B008 - frozen
    """Give the `top` pairs with the highest scores; equal scores in the order of the ids."""
    field = Field(tuple(sorted(items)), weights)
    best = sorted(field.candidates(top))[:top]
    return tuple(field.pair(a, b, -minus) for minus, a, b in best)


@dataclass(frozen=True)
class Field:
    """Items in the order of their ids, ready to be compared."""

    items: tuple[Item, ...]
    weights: Weights

    @cached_property
    def vectors(self) -> Vectors:
        """Turn the texts into vectors, once."""
        texts = self.texts
        phrases = habitual(texts, enough_neighbours(len(texts)))
        left = [without(text, phrases) for text in texts]
        words, terms = _vectors([stems(words) for words in left], analyzer=_as_is)
        letters, _ = _vectors([" ".join(words) for words in left], analyzer="char_wb", ngram_range=(3, 5))
        return Vectors(words, letters, terms)

    @cached_property
    def texts(self) -> list[str]:
        """Give the texts with every explained acronym written in full."""
        return spelled_out([item.text for item in self.items])

    @cached_property
    def cited(self) -> tuple[frozenset[str], ...]:
        """Give the sources that each item names."""
        return tuple(citations(item.text, item.ref) for item in self.items)

    @cached_property
    def named_by(self) -> Counter[str]:
        """Count the items that name each source."""
        return Counter(name for names in self.cited for name in names)

    @cached_property
    def bonus(self) -> dict[int, dict[int, float]]:
        """Give what the rarest shared source adds to each pair that has one, first item below the second."""
        who: dict[str, list[int]] = defaultdict(list)
        for at, names in enumerate(self.cited):
            for name in names:
                who[name].append(at)
        bonus: dict[int, dict[int, float]] = defaultdict(dict)
        for name, places in who.items():
            part = self.part_of(name)
            for a, b in combinations(places, 2) if part else ():
                bonus[a][b] = max(part, bonus[a].get(b, 0.0))
        return bonus

    def part_of(self, citation: str) -> float:
        """Give what one shared source adds to a score before it is brought to 0 to 1."""
        items = self.named_by[citation]
        return 0.0 if items > CROWD else self.weights.citations * float(np.sqrt(2 / max(items, 2)))

    def candidates(self, top: int) -> Iterator[tuple[float, int, int]]:
        """Give (minus score, item, item) of the best pairs of each strip, ties at the edge included."""
        for first in range(0, len(self.items), STRIP):
            scores = self._strip(first)
            keep = min(top, scores.size)
            edge = np.partition(scores, scores.size - keep, axis=None)[scores.size - keep] if keep else np.inf
            for row, b in np.argwhere((scores >= edge) & (scores > 0)).tolist():
                yield -float(scores[row, b]), first + row, b

    def _strip(self, first: int) -> npt.NDArray[np.float64]:
        """Score the items from `first` on against all, each pair once; others are below zero."""
        rows = slice(first, first + STRIP)
        at, w = self.vectors, self.weights
        scores = w.words * (at.words[rows] @ at.words.T).toarray()
        scores += w.letters * (at.letters[rows] @ at.letters.T).toarray()
        for row in range(len(scores)):
            for b, part in self.bonus.get(first + row, {}).items():
                scores[row, b] += part
            scores[row, : first + row + 1] = -1
        rounded: npt.NDArray[np.float64] = np.round(scores / w.top, DIGITS)
        return rounded

    def pair(self, a: int, b: int, score: float) -> Pair:
        """Tell a pair with what made its score."""
        at, w = self.vectors, self.weights
        letters = float((at.letters[a] @ at.letters[b].T).sum()) * w.letters / w.top
        products = at.words[a].multiply(at.words[b]).tocoo()
        parts = sorted(
            zip((products.data * w.words / w.top).tolist(), products.col.tolist(), strict=True), reverse=True
        )
        shared = sorted((-self.part_of(name), name) for name in self.cited[a] & self.cited[b])
        why = Why(
            from_words=round(sum(part for part, _ in parts), DIGITS),
            from_letters=round(letters, DIGITS),
            from_citations=round(-shared[0][0] / w.top if shared else 0.0, DIGITS),
            words=tuple(SharedWord(self._shown(at.terms[col], a, b), round(part, 4)) for part, col in parts[:SHOWN]),
            citations=tuple(SharedCitation(it, self.named_by[it], round(-part / w.top, 4)) for part, it in shared),
        )
        return Pair(self.items[a].id, self.items[b].id, score, why)

    def _shown(self, term: str, a: int, b: int) -> str:
        """Give the word that stands behind a stem, as one of the two items writes it."""
        for text in (self.texts[a], self.texts[b]):
            words = (part for word in tokens(text) for part in stems_of(word))
            for word, root in words:
                if root == term:
                    return word
        return term


def stems_of(word: str) -> list[tuple[str, str]]:
    """Give the parts of a word, each with its stem."""
    parts = word.replace("/", " ").replace("-", " ").replace("'", " ").replace("’", " ").split()
    return [(part, stem(part)) for part in parts]


def _as_is(words: list[str]) -> list[str]:
    """Give words that are already cut."""
    return words


def _vectors(texts: Sequence[object], **options: object) -> tuple[csr_matrix, tuple[str, ...]]:
    """Turn texts into TF-IDF rows of unit length; texts without a single term give rows of nothing."""
    maker = TfidfVectorizer(sublinear_tf=True, **options)
    try:
        rows = maker.fit_transform(texts)
    except ValueError:
        # The library refuses an empty vocabulary; items that share no word are simply not alike.
        return csr_matrix((len(texts), 1)), ("",)
    return csr_matrix(rows), tuple(maker.get_feature_names_out())
