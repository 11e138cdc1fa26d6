"""Class size: norms as data, and positions from pupils."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from preceptor.languages.parts import Figure, Name, Part, Text
from preceptor.planning.allocation.formula.parts import Positive, Source


class Norm(Part):
    """How many pupils for each teacher in one grade or group of grades."""

    title: Text = Field(description="What people call the grade.")
    pupils: Source = Field(description="Its pupils.")
    base: Positive = Field(description="Pupils for each teacher before any reduction.")
    reduced: bool = Field(default=True, description="The yearly reductions hold for it.")
    further: bool = Field(default=False, description="The further reductions hold for it.")


class Year(Part):
    """One year of a reduction."""

    title: Text = Field(description="The year, such as 2019-20.")
    by: Figure = Field(description="By how many pupils norms stand below the base in this year, all years together.")
    further_by: Figure | None = Field(default=None, description="The same for grades and schools reduced further.")


class Staffing(Part):
    """Positions for each school and year, and what they cost beyond the base norm."""

    title: Text = Field(description="What people call it.")
    norms: dict[Name, Norm] = Field(min_length=1, description="The norms, by name.")
    years: tuple[Year, ...] = Field(min_length=1, description="The years of the reduction, in order.")
    further_at: Source | None = Field(default=None, description="A gate: the schools reduced further.")
    digits: int = Field(default=3, ge=0, le=6, description="Decimals of pupils divided by the norm.")
    whole: Literal["up", "half_up", "down"] = Field(default="up", description="How a school's sum becomes positions.")
    cost: Figure = Field(default=Decimal(0), description="What a position costs a year.")
    rooms: Source | None = Field(default=None, description="Rooms at hand; more positions than rooms are told.")
