"""Grants: how a pool becomes amounts."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from preceptor.languages.parts import Figure, Part, Signed, Text
from preceptor.planning.allocation.formula.figures import Band
from preceptor.planning.allocation.formula.parts import Fraction, PoolName, Positive, Source, Words

Method = Literal["largest_remainder", "webster", "huntington_hill", "adams", "jefferson", "each"]


class HeldHarmless(Part):
    """No school falls below a part of what it had."""

    prior: Source = Field(description="What each school had.")
    share: Fraction = Field(default=Decimal(1), description="The part that is kept: 1, or 0.985 for 1.5% a year.")
    per: Source | None = Field(default=None, description="This year's pupils: what is kept is the amount per pupil.")
    prior_per: Source | None = Field(default=None, description="The pupils of the year before, with `per`.")
    paid: Literal["within", "on_top"] = Field(
        default="within", description="Paid from the pool, by the others, or on top of it, as a cost of its own."
    )


class GrowthCap(Part):
    """No school rises above a multiple of what it had."""

    prior: Source = Field(description="What each school had.")
    times: Positive = Field(description="The most, as a multiple: 1.1 for ten percent.")


class Transition(Part):
    """Part of the way from what a school had to what the formula gives."""

    prior: Source = Field(description="What each school had.")
    share: Fraction = Field(description="How much of the way is gone this year.")


class Bounds(Part):
    """Floors and ceilings; the greatest floor and the lowest ceiling hold."""

    minimum: Figure | None = Field(default=None, description="The least for each eligible school.")
    least: Source | None = Field(default=None, description="The least, by a figure.")
    maximum: Figure | None = Field(default=None, description="The most for each eligible school.")
    most: Source | None = Field(default=None, description="The most, by a figure.")
    held_harmless: HeldHarmless | None = Field(default=None, description="What a school had is kept.")
    growth_cap: GrowthCap | None = Field(default=None, description="What a school had limits the rise.")


class Grant(Part):
    """What every grant has."""

    title: Text = Field(description="What people call it.")
    eligible: Source | None = Field(default=None, description="A gate: schools with 0 get nothing.")
    unit: Positive = Field(default=Decimal("0.01"), description="Amounts are whole multiples of this: 0.01, 1, 0.5.")


class Entitlement(Grant):
    """Each school gets its figure, whatever the others get; a pool that does not suffice is told."""

    kind: Literal["entitlement"]
    amount: Source = Field(description="The figure that each school is due.")
    pool: PoolName | None = Field(default=None, description="The pool that pays it.")
    transition: Transition | None = Field(default=None, description="Part of the way only.")
    bounds: Bounds = Field(default=Bounds(), description="Floors and ceilings.")


class Share(Grant):
    """What is left of a pool, in proportion to a figure, within bounds, adding up to the pool."""

    kind: Literal["share"]
    pool: PoolName = Field(description="The pool.")
    by: Source = Field(description="The figure in whose proportion it is given.")
    foundation: Figure = Field(default=Decimal(0), description="First, the same amount to each eligible school.")
    bounds: Bounds = Field(default=Bounds(), description="Floors and ceilings.")
    method: Method = Field(
        default="largest_remainder",
        description="How units add up: by largest remainder or a divisor method; `each` rounds school by school.",
    )


class RankAndServe(Grant):
    """Schools ranked by their share of poor children and served from the top, at an amount for each child."""

    kind: Literal["rank_and_serve"]
    pool: PoolName = Field(description="The pool.")
    children: Source = Field(description="Poor children, those in private schools among them.")
    private: Source | None = Field(default=None, description="Those in private schools: they generate their part.")
    pupils: Source = Field(description="All pupils: the share is children of pupils.")
    first_above: Fraction = Field(default=Decimal("0.75"), description="Above this share, served first of all.")
    cutoff: Literal["district_average", "group_average", "share"] = Field(
        description="Who may be served: schools at or above the average of the district or of their group, or a share."
    )
    at_least: Fraction = Field(default=Decimal("0.35"), description='The share for `cutoff = "share"`.')
    groups: Words | None = Field(default=None, description="The column of grade spans, when ranked by them.")
    per_child: Literal["even"] | Figure = Field(
        default="even", description="An amount for each child, or `even`: the pool divided by the children served."
    )
    bands: tuple[Band, ...] = Field(default=(), description="Amounts for each child by share, instead of one.")
    least_times: Signed | None = Field(
        default=None,
        description="When a school below `least_below` is served, each child carries at least this many "
        "times the district's amount for a poor child.",
    )
    least_below: Fraction = Field(default=Decimal("0.35"), description="The share for `least_times`.")
    method: Literal["each", "largest_remainder"] = Field(
        default="largest_remainder", description="How units add up; `each` rounds school by school."
    )
    district_children: Figure | None = Field(
        default=None, description="The district's poor children; the sum of the file when absent."
    )


AnyGrant: TypeAlias = Annotated[Entitlement | Share | RankAndServe, Field(discriminator="kind")]
