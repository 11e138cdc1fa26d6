"""What a consolidation answers: what is still asked, what that saves step by step, and how much better it could be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from preceptor.planning.consolidation.problem import Fault, Signer


class Status(StrEnum):
    """How far the planning came."""

    OPTIMAL = "optimal"
    """Proven: no plan that keeps every requirement covered costs less."""
    STOPPED = "stopped"
    """The plan keeps every rule; `Outcome.bound` says how little a plan could cost."""
    INVALID = "invalid"
    """The problem contradicts itself; the reasons say what to mend."""


@dataclass(frozen=True, slots=True, order=True)
class Choice:
    """An item asked of one kind of school, so often, by this signer; on a shared form where `form` is named."""

    item: str
    scope: str
    signer: Signer
    times: int
    form: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Need:
    """A requirement in one kind of school."""

    requirement: str
    scope: str


@dataclass(frozen=True, slots=True)
class Levels:
    """The objective, most important first.

    Attributes
    ----------
    cost
        Seconds a year over all schools, at likely minutes, times 100; an office's seconds times `Problem.away`.
        Lower is better, and this level is proven.
    changes
        Items that are not asked as today, by kind of school, and what is asked that was not. Lower is calmer; found,
        not proven.
    """

    cost: int
    changes: int


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure at worst, likely and at best for the person who hopes for a large one."""

    low: int
    likely: int
    high: int

    def __add__(self, other: Spread) -> Spread:
        """Add two figures that may lie anywhere in their ranges."""
        return Spread(self.low + other.low, self.likely + other.likely, self.high + other.high)


class Act(StrEnum):
    """What happens to an item."""

    KEEP = "keep"
    DROP = "eliminate"
    COMBINE = "combine"
    LESS = "space out"
    MORE = "ask more often"
    OFFICE = "move to an office"
    DATA = "prove by data"


@dataclass(frozen=True, slots=True)
class Step:
    """Items that change together, since each alone would leave a requirement bare.

    `saves` is what the step takes off the cost when it is taken after the steps before it, in units of `Levels.cost`.
    """

    items: tuple[str, ...]
    saves: int


Dual = tuple[tuple[str, ...], int]
"""A row of the model, (requirement, scope) or (item, scope, times), and its price; `Certificate.unit` stands for 1."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """Prices that bound the cost while what was supposed on the way here holds."""

    prices: tuple[Dual, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A supposition: the choice is not taken (first), or is taken (second); the cost is at least the smaller bound.

    `choice` is (item, scope, signer, times, form) or, for a form that is opened, (form, scope, times).
    """

    choice: tuple[str, ...]
    without: Node
    taken: Node


Node = Leaf | Branch


@dataclass(frozen=True, slots=True)
class Part:
    """The proof for requirements and items that touch no others, in one kind of school."""

    scope: str
    tree: Node


@dataclass(frozen=True, slots=True)
class Certificate:
    """A proof of a bound that anyone can check by multiplication, addition and comparison (see `bound`)."""

    inputs: str
    unit: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Choices sorted, their worth, the steps from today to the plan in the order of what each saves, and the proof."""

    choices: tuple[Choice, ...]
    levels: Levels
    steps: tuple[Step, ...]
    certificate: Certificate


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a planning run.

    Attributes
    ----------
    bound
        No plan costs less; equal to the plan's cost when optimal.
    greedy
        What the greedy plan costs, for comparison.
    gaps
        Requirements that nothing on the list can cover, today or later, each with the reason.
    """

    status: Status
    plan: Plan | None
    bound: int | None
    greedy: int | None = None
    gaps: Mapping[Need, str] = field(default_factory=dict)
    reasons: tuple[Fault, ...] = ()
