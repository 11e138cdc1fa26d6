"""What is asked: items with a text and what they refer to, and how much each kind of likeness counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """One thing that is asked of people: its wording, and the sources it refers to, as its office wrote them."""

    id: str
    text: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of likeness counts.

    Attributes
    ----------
    words, letters
        Share of the cosine of weighted word stems, and of pieces of three to five letters; together 1.
    citations
        Added for a shared citation that only these two items name; a citation that n items name adds
        sqrt(2 / n) of it, so that an omnibus section, which everything cites, adds next to nothing.
    """

    words: float = 0.5
    letters: float = 0.5
    citations: float = 0.4

    @property
    def top(self) -> float:
        """Give the score of two items with the same text and a citation of their own."""
        return self.words + self.letters + self.citations


CROWD = 200
"""A citation that more items name than this is omnibus: it adds less than a tenth and is left out."""
