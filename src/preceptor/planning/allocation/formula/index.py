"""A need index: indicators scaled alike, weighted by level, gathered in domains."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from preceptor.languages.parts import Count, Figure, Name, Part, Text
from preceptor.planning.allocation.formula.parts import Source, Words


class Weighted(Part):
    """What has a weight, one for all schools or one for each level."""

    title: Text = Field(description="What people call it.")
    weight: Figure = Field(default=Decimal(1), description="Its weight where no other is given for the level.")
    weights: dict[Text, Figure] = Field(default_factory=dict, description="Its weight by level, by the level's word.")


class Domain(Weighted):
    """A group of indicators that has its own weight, shared out among them."""


class Indicator(Weighted):
    """One indicator of need."""

    of: Source = Field(description="The number that it reads.")
    more_means: Literal["more_need", "less_need"] = Field(
        default="more_need", description="Whether a greater number is more need or less."
    )
    scaling: Literal["percentile", "z", "min_max", "quintile", "as_given"] = Field(
        default="percentile",
        description="`percentile`: rank from 0 to 100, ties averaged; `z`: standard deviations from the mean; "
        "`min_max`: 0 to 1 between the extremes; `quintile`: 1 to 5 by fifths of the percentile; `as_given`.",
    )
    missing: Literal["refuse", "leave_out", "middle"] = Field(
        default="refuse",
        description="An unknown number stops everything, is left out and its weight shared, or counts as the median.",
    )
    domain: Name | None = Field(default=None, description="The domain it belongs to.")


class Index(Part):
    """An index of need: its value is a number of each school under the index's own name."""

    title: Text = Field(description="What people call it.")
    label: Text | None = Field(default=None, description="What it is not, or rests on: shown wherever it is shown.")
    level: Words | None = Field(default=None, description="The column of levels, by whose words weights may differ.")
    compared: Literal["all", "within_level"] = Field(
        default="all", description="Schools are compared with all schools, or with those of their level."
    )
    combine: Literal["mean", "sum"] = Field(
        default="mean", description="The weighted mean of the scaled indicators, or their weighted sum."
    )
    digits: Count | None = Field(default=None, le=12, description="Rounded to so many decimals; exact when absent.")
    domains: dict[Name, Domain] = Field(default_factory=dict, description="The domains, by name.")
    indicators: dict[Name, Indicator] = Field(min_length=1, description="The indicators, by name.")
