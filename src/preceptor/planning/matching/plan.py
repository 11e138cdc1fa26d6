"""What a matching answers: the pairs, how good they are at every level, and the proof that nothing is better."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from preceptor.planning.matching.problem import Fault, Pair


class Status(StrEnum):
    """How far the planning came."""

    OPTIMAL = "optimal"
    """Proven: no plan is better at any level."""
    STOPPED = "stopped"
    """The stopping rule ended the work; the plan keeps every rule, `Outcome.bound` says how good one could be."""
    IMPOSSIBLE = "impossible"
    """No mentee can be matched at all; the reasons say why, and the empty plan is proven."""
    INVALID = "invalid"
    """The problem contradicts itself; the reasons say what to mend."""


@dataclass(frozen=True, slots=True)
class Levels:
    """The objective, most important first.

    Attributes
    ----------
    matched
        Mentees with a mentor, confirmed pairs included. More is better.
    worst
        Lowest score among the pairs that the plan decides (confirmed ones are not its doing); None without any.
        Higher is better; judged only up to `Problem.enough` where that is given.
    total
        Sum of the scores of all pairs that have one, confirmed pairs included. Higher is better.
    load
        Sum over mentors of the squared number of mentees, confirmed pairs included. Lower is more even.
    """

    matched: int
    worst: int | None
    total: int
    load: int


@dataclass(frozen=True, slots=True, order=True)
class Assigned:
    """One pair of a plan; `score` is None for a confirmed pair that nobody scored."""

    mentor: str
    mentee: str
    score: int | None
    locked: bool = False

    @property
    def pair(self) -> Pair:
        """Give the pair without its score."""
        return Pair(self.mentor, self.mentee)


@dataclass(frozen=True, slots=True)
class Cover:
    """People who together touch every pair of some kind, so no more pairs of it fit than they have places.

    Each listed mentee stands for one place, each listed mentor for the places that mentor has left (König 1931).
    """

    mentors: tuple[str, ...]
    mentees: tuple[str, ...]


Price = tuple[int, int]
"""A price in (score, load), compared score first."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A proof that anyone can check by addition and comparison alone (see `check`).

    Attributes
    ----------
    inputs
        SHA-256 of the canonical inputs that the proof speaks about.
    matched, floor
        Pairs that the plan decides, and the score that each of them reaches at least (None without any).
    all_pairs
        Level 1: touches every open pair and has `matched` places, so no plan decides more pairs.
    better_pairs
        Level 2: touches every open pair that scores above `floor` and has fewer than `matched` places. None when
        `floor` is as high as `Problem.enough` asks.
    rent, mentor_prices, mentee_prices
        Levels 3 and 4: prices of linear programming duality, by id; a person who is not named has the price (0, 0).
    """

    inputs: str
    matched: int
    floor: int | None
    all_pairs: Cover
    better_pairs: Cover | None
    rent: Price
    mentor_prices: Mapping[str, Price]
    mentee_prices: Mapping[str, Price]


@dataclass(frozen=True, slots=True)
class Plan:
    """Pairs sorted by mentee id, their worth, and the proof (None when the work was stopped)."""

    pairs: tuple[Assigned, ...]
    levels: Levels
    certificate: Certificate | None = None

    def mentor_of(self) -> dict[str, str]:
        """Give the mentor of each matched mentee."""
        return {pair.mentee: pair.mentor for pair in self.pairs}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a planning run.

    `bound` is what no plan can exceed at any level: equal to the plan's levels when optimal.
    `reasons` tell why there is no plan, or why it is not proven.
    """

    status: Status
    plan: Plan | None
    bound: Levels | None
    reasons: tuple[Fault, ...] = field(default=())
