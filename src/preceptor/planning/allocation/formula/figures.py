"""Figures: one number for each school, made from columns and other figures by one step of arithmetic."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from preceptor.languages.parts import Count, Part, Signed, Text
from preceptor.planning.allocation.formula.parts import Rounding, Source, Words


class Step(Part):
    """What every figure has."""

    title: Text = Field(description="What people call it.")
    digits: Count | None = Field(default=None, le=12, description="Rounded to so many decimals; exact when absent.")
    rounding: Rounding = Field(default="half_up", description="How it is rounded.")
    shown: Literal["number", "money", "share", "points"] = Field(
        default="number", description="How an explanation writes it."
    )


class Fixed(Step):
    """The same number for every school."""

    kind: Literal["fixed"]
    value: Signed = Field(description="The number.")


class Sum(Step):
    """Terms added up, each times its weight; pupils counted by need, for example."""

    kind: Literal["sum"]
    terms: dict[Source, Signed] = Field(min_length=1, description="The weight of each term: `{ poor = 0.12 }`.")
    plus: Signed = Field(default=Decimal(0), description="Added to the sum.")


class Product(Step):
    """Factors multiplied."""

    kind: Literal["product"]
    of: tuple[Source, ...] = Field(min_length=1, description="The factors.")
    times: Signed = Field(default=Decimal(1), description="A constant factor.")


class Ratio(Step):
    """One number divided by another."""

    kind: Literal["ratio"]
    of: Source = Field(description="What is divided.")
    by: Source = Field(description="By what.")
    times: Signed = Field(default=Decimal(1), description="A constant factor.")
    when_nothing: Signed | None = Field(
        default=None, description="What holds when the divisor is zero; absent: a fault."
    )


class Rolling(Step):
    """An average over years, or a share of several years' sums; years that an opened school lacks are passed over."""

    kind: Literal["rolling"]
    of: tuple[Source, ...] = Field(min_length=1, description="The years.")
    by: tuple[Source, ...] = Field(
        default=(), description="The wholes of the same years: the sums are divided. Absent: the years are averaged."
    )


class Greatest(Step):
    """The greatest of several numbers, such as the best of this year, last year and the average."""

    kind: Literal["greatest"]
    of: tuple[Source, ...] = Field(min_length=1, description="The numbers.")


class Beyond(Step):
    """What lies beyond a threshold, and zero below it."""

    kind: Literal["beyond"]
    of: Source = Field(description="The number.")
    threshold: Signed = Field(description="The threshold.")


class Bounded(Step):
    """A number held within bounds."""

    kind: Literal["bounded"]
    of: Source = Field(description="The number.")
    at_least: Signed | None = Field(default=None, description="The lower bound.")
    at_most: Signed | None = Field(default=None, description="The upper bound.")


class Piecewise(Step):
    """Straight lines between points, level before the first and after the last."""

    kind: Literal["piecewise"]
    of: Source = Field(description="The number read along the line.")
    points: tuple[tuple[Signed, Signed], ...] = Field(min_length=2, description="Pairs [at, gives], rising in `at`.")


class Band(Part):
    """One band; the last has no bound."""

    up_to: Signed | None = Field(default=None, description="The last number in the band.")
    below: Signed | None = Field(default=None, description="Or the first number beyond it.")
    gives: Signed = Field(description="What the band gives.")


class Bands(Step):
    """A number for each band."""

    kind: Literal["bands"]
    of: Source = Field(description="The number that falls into a band.")
    bands: tuple[Band, ...] = Field(min_length=2, description="The bands, from below.")


class Condition(Part):
    """One thing that must hold."""

    of: Source | None = Field(default=None, description="The number judged.")
    above: Signed | None = Field(default=None, description="More than this.")
    at_least: Signed | None = Field(default=None, description="This or more.")
    below: Signed | None = Field(default=None, description="Less than this.")
    at_most: Signed | None = Field(default=None, description="This or less.")
    words: Words | None = Field(default=None, description="Or the column of words judged.")
    among: tuple[Text, ...] = Field(default=(), description="The words that hold.")


class Gate(Step):
    """1 when all conditions hold, else 0."""

    kind: Literal["gate"]
    conditions: tuple[Condition, ...] = Field(min_length=1, description="The conditions.")


class Lookup(Step):
    """A number for each word, such as a rate by school level."""

    kind: Literal["lookup"]
    of: Words = Field(description="The column of words.")
    gives: dict[Text, Signed] = Field(min_length=1, description="The number for each word.")
    otherwise: Signed | None = Field(default=None, description="For any other word; absent: a fault.")


class Rank(Step):
    """The place among the schools, 1 for the greatest; equal numbers share the better place."""

    kind: Literal["rank"]
    of: Source = Field(description="The number ranked.")
    within: Words | None = Field(default=None, description="Ranked apart for each word of this column.")


class Tier(Step):
    """Tiers of equal size by rank, 1 for the greatest need; equal numbers share a tier."""

    kind: Literal["tier"]
    of: Source = Field(description="The number ranked.")
    within: Words | None = Field(default=None, description="Tiers apart for each word of this column.")
    names: tuple[Text, ...] = Field(min_length=2, description="What the tiers are called, greatest need first.")


class Top(Step):
    """1 for the schools with the greatest numbers, else 0; a tie at the edge goes by code and is told."""

    kind: Literal["top"]
    of: Source = Field(description="The number ranked.")
    within: Words | None = Field(default=None, description="So many for each word of this column.")
    counts: dict[Text, Count] = Field(min_length=1, description="How many for each word; `all` without `within`.")


AnyFigure: TypeAlias = Annotated[
    Fixed
    | Sum
    | Product
    | Ratio
    | Rolling
    | Greatest
    | Beyond
    | Bounded
    | Piecewise
    | Bands
    | Gate
    | Lookup
    | Rank
    | Tier
    | Top,
    Field(discriminator="kind"),
]
