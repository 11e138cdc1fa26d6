"""The kinds of value that the parts of a formula are made of."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from preceptor.languages.parts import Figure, Marked, Name, Part, Signed, Text

Source = Annotated[str, Marked("source")]
"""The name of a number that each school has: a column, a figure or an index."""
Words = Annotated[str, Marked("words")]
"""The name of a column of words."""
PoolName = Annotated[str, Marked("pool")]
Fraction = Annotated[Figure, Field(le=1)]
Positive = Annotated[Signed, Field(gt=0)]
Rounding = Literal["half_up", "half_even", "up", "down"]


class Column(Part):
    """One column of the schools' file, and what its cells may hold."""

    title: Text = Field(description="What people call it, in the words of an explanation.")
    kind: Literal["count", "number", "money", "share", "words"] = Field(
        description="`count`: whole and never negative; `number`; `money`; `share`: part of a whole; `words`: a word."
    )
    header: Text | None = Field(default=None, description="Its heading in the file; its name here when absent.")
    year: Text | None = Field(default=None, description="The year that it speaks of, such as 2019-20.")
    written: Literal["percent", "fraction"] = Field(
        default="percent", description="How a share is written: 45 or 0.45. Both in one column are a fault."
    )
    below_one: bool = Field(default=False, description="In a column of percents, cells such as 0.4 are meant.")
    signed: bool = Field(default=False, description="May be negative.")
    missing: Literal["refuse", "leave_out", "zero", "leave_out_school"] = Field(
        default="refuse",
        description="What an empty cell does: stop everything, stay unknown, count as zero, or leave the whole school "
        "out; each school left out is named.",
    )
    stand_in: Source | None = Field(
        default=None,
        description="The column that stands in where this one is empty, last year's for this year's; each school that "
        "it fills is named. Where both are empty, `missing` holds.",
    )
    suppressed: Literal["refuse", "leave_out"] | Figure = Field(
        default="refuse",
        description="What a count hidden as `*` does: stop, stay unknown, or stand for a number.",
    )
    prior: bool = Field(default=False, description="Of an earlier year: a school that has just opened may lack it.")
    choices: tuple[Text, ...] = Field(default=(), description="The words allowed; any word when absent.")


class Changes(Part):
    """How the file says that a school opened, closed or merged."""

    column: Words = Field(description="A column of words: open, opened, closed or merged.")
    into: Words | None = Field(
        default=None, description="The column that names, by its code, the school into which one merged."
    )


class Reservation(Part):
    """An amount taken from a pool before any school gets its part."""

    title: Text = Field(description="What it is for.")
    amount: Figure | None = Field(default=None, description="The amount.")
    share: Fraction | None = Field(default=None, description="Or the part of the pool, such as 0.01.")


class Pool(Part):
    """What there is to give."""

    title: Text = Field(description="What it is called.")
    amount: Figure | None = Field(default=None, description="How much; absent when it is said with each run.")
    measure: Literal["money", "half_days", "positions"] = Field(default="money", description="What it is counted in.")
    purpose: Text | None = Field(default=None, description="What it may be spent on, when it is restricted.")
    spend_on: tuple[Text, ...] = Field(
        default=(), description="The kinds of line that a school's budget may spend it on; any when absent."
    )
    reservations: dict[Name, Reservation] = Field(default_factory=dict, description="What is taken out first.")


class Mistake(Part):
    """A figure that the source prints wrongly, kept here so that nobody mends the formula to match it."""

    where: Text = Field(description="Where the source prints it.")
    printed: Text = Field(description="What it prints.")
    right: Text = Field(description="What its own rule gives.")
    because: Text = Field(description="How that is known.")


ZERO = Decimal(0)
