"""A whole formula."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from preceptor.languages.parts import Assumption, Figure, Name, Part, Text
from preceptor.planning.allocation.formula.figures import AnyFigure
from preceptor.planning.allocation.formula.grants import AnyGrant, Method
from preceptor.planning.allocation.formula.index import Index
from preceptor.planning.allocation.formula.parts import (
    Changes,
    Column,
    Mistake,
    Pool,
    PoolName,
    Positive,
    Source,
    Words,
)
from preceptor.planning.allocation.formula.staffing import Staffing


class Sharing(Part):
    """Nearby schools whose parts of a nurse make one person's week together."""

    title: Text = Field(description="What people call it.")
    amount: Name = Field(description="The grant that is shared, in parts of a full position.")
    full: Positive = Field(default=Decimal(1), description="What a full position is in the grant's units.")
    latitude: Source = Field(description="The column of latitudes.")
    longitude: Source = Field(description="The column of longitudes.")
    within_km: Positive = Field(description="How far apart two schools may be.")


class Groups(Part):
    """A pool shared among groups of schools, such as local districts, in proportion to what their schools add up to."""

    title: Text = Field(description="What people call it.")
    pool: PoolName = Field(description="The pool, which nothing else draws from.")
    among: Words = Field(description="The column with each school's group.")
    by: Source = Field(description="The figure whose sum over the schools is the group's claim.")
    foundation: Figure = Field(default=Decimal(0), description="First, the same amount to each group.")
    unit: Positive = Field(default=Decimal("0.01"), description="Amounts are whole multiples of this.")
    method: Method = Field(default="largest_remainder", description="How units add up.")


class Formula(Part):
    """A formula: columns become figures and indices, and pools become amounts."""

    format: Literal[1] = Field(description="The version of this language.")
    key: Name = Field(description="The formula's short name.")
    title: Text = Field(description="What people call it.")
    source: Text = Field(description="Who published the rule, where and when; or whose choice it is.")
    label: Text | None = Field(default=None, description="What it is not, or rests on: shown wherever results are.")
    currency: Text = Field(default="USD", description="The currency of all money.")
    code: Text = Field(default="code", description="The heading of the column with each school's code.")
    name: Text | None = Field(default=None, description="The heading of the column with each school's name.")
    columns: dict[Name, Column] = Field(min_length=1, description="The columns that it reads, by name.")
    changes: Changes | None = Field(default=None, description="How opened, closed and merged schools are told.")
    figures: dict[Name, AnyFigure] = Field(default_factory=dict, description="The figures, by name.")
    indices: dict[Name, Index] = Field(default_factory=dict, description="The need indices, by name.")
    pools: dict[Name, Pool] = Field(default_factory=dict, description="The pools, by name.")
    grants: dict[Name, AnyGrant] = Field(default_factory=dict, description="The grants, in the order of paying.")
    groups: dict[Name, Groups] = Field(default_factory=dict, description="Pools shared among groups of schools.")
    staffing: dict[Name, Staffing] = Field(default_factory=dict, description="Positions by class-size norms.")
    sharing: dict[Name, Sharing] = Field(default_factory=dict, description="Pairs of schools that share a person.")
    pupils: Source | None = Field(default=None, description="The pupils, by whom fairness is weighted.")
    need: Source | None = Field(default=None, description="Pupils weighted by need, for need-adjusted fairness.")
    assumptions: dict[Name, Assumption] = Field(default_factory=dict, description="What was taken for granted.")
    translations: dict[Text, dict[Text, Text]] = Field(
        default_factory=dict,
        description="Titles in other languages, by language code: what is written here, and what it is called there.",
    )
    mistakes: dict[Name, Mistake] = Field(default_factory=dict, description="The source's own slips, never matched.")
