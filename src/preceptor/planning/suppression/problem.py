"""What is to be published: counts of people by several dimensions, and how small a group may not be seen."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True)
class Dimension:
    """One way in which the counts are broken down, with its categories."""

    name: str
    categories: tuple[str, ...]


@dataclass(frozen=True)
class Problem:
    """Counts to be published as totals and as one table for each dimension.

    Attributes
    ----------
    threshold
        A count from 1 to one less than this must not be seen, nor be worked out closer than to a range this wide.
    dimensions
        The most important first: where the tables cannot stand together, the last one goes first.
    atoms
        The combinations of categories that can exist, which everybody may know (a directory of schools tells them):
        for each the place of its category in every dimension.
    sizes, answers
        For each atom how many people there are, and how many of them count.
    share
        Whether both numbers are published; otherwise the size alone is.
    """

    threshold: int
    dimensions: tuple[Dimension, ...]
    atoms: tuple[tuple[int, ...], ...]
    sizes: tuple[int, ...]
    answers: tuple[int, ...]
    share: bool = True

    def within(self, dimension: int, category: int) -> tuple[int, ...]:
        """The atoms of a category."""
        return tuple(at for at, atom in enumerate(self.atoms) if atom[dimension] == category)

    def crossings(self) -> list[tuple[int, ...]]:
        """The atoms of every pair of categories of two dimensions that meet at all."""
        found: dict[tuple[int, int, int, int], list[int]] = {}
        for at, atom in enumerate(self.atoms):
            for one, other in combinations(range(len(self.dimensions)), 2):
                found.setdefault((one, atom[one], other, atom[other]), []).append(at)
        return [tuple(held) for held in found.values()]

    def size(self, atoms: tuple[int, ...]) -> int:
        """How many people are in these atoms."""
        return sum(self.sizes[at] for at in atoms)

    def answer(self, atoms: tuple[int, ...]) -> int:
        """How many people in these atoms count."""
        return sum(self.answers[at] for at in atoms)

    def small(self, count: int) -> bool:
        """Whether a count must not be seen."""
        return 0 < count < self.threshold
