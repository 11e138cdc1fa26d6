"""What an allocation answers: amounts that add up, every figure on the way, and what was left or lacked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from preceptor.planning.allocation.problem import Cells, Fault, Note


class Status(StrEnum):
    """How it came out."""

    ALLOCATED = "allocated"
    """Every pool adds up, or what is left of it is told with the reason."""
    SHORT = "short"
    """Floors or entitlements exceed a pool; amounts show what is due, the reasons what is missing."""
    INVALID = "invalid"
    """The problem contradicts itself; the reasons say what to mend. Nothing was computed."""


@dataclass(frozen=True, slots=True, eq=False)
class IndexTrace:
    """An index with all that it is made of; columns in the order of `Plan.codes`.

    `raw` are the numbers read, `scaled` those on the common scale, `weights` the weight at each school, and `points`
    what the indicator adds there. `None` is unknown.
    """

    values: Cells
    raw: Mapping[str, Cells]
    scaled: Mapping[str, Cells]
    weights: Mapping[str, Sequence[Decimal]]
    points: Mapping[str, Cells]


@dataclass(frozen=True, slots=True)
class Allotment:
    """What one school gets of one grant, and why.

    Attributes
    ----------
    eligible
        Whether the grant is meant for the school.
    claim
        The figure in whose proportion, or at which, it gets.
    target
        The amount before floor and ceiling.
    floor, ceiling
        Its bounds, None without; `floor_by` and `ceiling_by` name what set them.
    exact
        The amount before rounding.
    amount
        The amount: a whole multiple of the grant's unit.
    on_top
        The part of it that holding harmless adds beyond the pool.
    private
        The part that children in private schools generate.
    rate
        The amount for each child, for ranked schools.
    state
        For ranked schools: `first`, `served`, `not_reached`, `below`.
    """

    eligible: bool
    claim: Decimal
    target: Decimal
    exact: Decimal
    amount: Decimal
    floor: Decimal | None = None
    floor_by: str = ""
    ceiling: Decimal | None = None
    ceiling_by: str = ""
    on_top: Decimal = Decimal(0)
    private: Decimal | None = None
    rate: Decimal | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """One grant: its allotments in the order of `Plan.codes`, and its own figures.

    `level` is the amount for each unit of claim, `available` what it had to share; both None for entitlements.
    """

    key: str
    allotments: tuple[Allotment, ...]
    total: Decimal
    on_top: Decimal = Decimal(0)
    level: Decimal | None = None
    available: Decimal | None = None
    least_rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """A pool's account: amount = reserved + given + left, less what is missing; `on_top` is paid beside it."""

    amount: Decimal
    reserved: Mapping[str, Decimal]
    given: Mapping[str, Decimal]
    left: Decimal
    missing: Decimal
    on_top: Decimal
    why: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Staffed:
    """One year's positions at one school: by norm, whole, at the base norm, the cost beyond it, rooms lacking."""

    by_norm: Mapping[str, Decimal]
    base_by_norm: Mapping[str, Decimal]
    positions: int
    base_positions: int
    cost: Decimal
    rooms_lacking: int
    further: bool


@dataclass(frozen=True, slots=True, order=True)
class Pairing:
    """Two schools that share a person, what they need together, and how far apart they are."""

    one: str
    other: str
    together: Decimal
    km: float


@dataclass(frozen=True, slots=True)
class GroupShare:
    """What one group of schools gets: its schools, the sum of their claims, the amount before and after rounding."""

    group: str
    schools: int
    claim: Decimal
    exact: Decimal
    amount: Decimal


@dataclass(frozen=True, eq=False)
class Plan:
    """The whole answer; every column is in the order of `codes`."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    figures: Mapping[str, Cells]
    indices: Mapping[str, IndexTrace]
    grants: Mapping[str, Given]
    pools: Mapping[str, Account]
    staffing: Mapping[str, Mapping[str, tuple[Staffed, ...]]] = field(default_factory=dict)
    sharing: Mapping[str, tuple[Pairing, ...]] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    groups: Mapping[str, tuple[GroupShare, ...]] = field(default_factory=dict)

    def amounts(self, grant: str) -> tuple[Decimal, ...]:
        """Give what each school gets of a grant."""
        return tuple(each.amount for each in self.grants[grant].allotments)

    def at(self, code: str) -> int:
        """Give a school's position."""
        return self.codes.index(code)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it. `plan` is None only when the problem was invalid."""

    status: Status
    plan: Plan | None
    reasons: tuple[Fault, ...] = ()
