"""What comes out: pairs, best first, each with what made its score."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SharedWord:
    """A word that both items use, and the part of the score that it made."""

    word: str
    part: float


@dataclass(frozen=True, slots=True)
class SharedCitation:
    """A source that both items name, how many items name it, and what it would add alone."""

    citation: str
    items: int
    part: float


@dataclass(frozen=True, slots=True)
class Why:
    """What made a score: three parts that add up to it, and the words and sources behind them.

    Only the strongest shared source counts; the others are shown.
    """

    from_words: float
    from_letters: float
    from_citations: float
    words: tuple[SharedWord, ...]
    citations: tuple[SharedCitation, ...]

    @property
    def sentence(self) -> str:
        """Say in one line what the two have in common."""
        said = []
        if self.words:
            said.append("Both speak of " + ", ".join(it.word for it in self.words) + ".")
        for it in self.citations:
            others = f"with {it.items - 2} more" if it.items > 2 else "alone"
            said.append(f"Both name {it.citation}, {others}.")
        return " ".join(said) or "Only pieces of words are alike."


@dataclass(frozen=True, slots=True)
class Pair:
    """Two items that may ask for the same; the score runs from 0 to 1."""

    a: str
    b: str
    score: float
    why: Why
