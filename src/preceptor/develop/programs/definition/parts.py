"""The kinds of value that every part of a definition is made of."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from preceptor.languages.parts import Count, Marked, Name, Part, Text


def _no_offset(value: object) -> object:
    """Refuse a moment with an offset, and a bare number: a definition speaks in the district's own time."""
    if isinstance(value, (int, float, Decimal)):
        raise ValueError("a date or its words are wanted, not a number")
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        raise ValueError("write the time as the district's clock shows it, without Z or an offset")
    return value


RoleName = Annotated[str, Marked("role")]
DateName = Annotated[str, Marked("date")]
ActivityName = Annotated[str, Marked("activity")]
DutyName = Annotated[str, Marked("duty")]
LogName = Annotated[str, Marked("log")]
AwardName = Annotated[str, Marked("award")]
TextName = Annotated[str, Marked("text")]
FrameworkName = Annotated[str, Marked("framework")]
FrameworkItem = Annotated[str, Marked("framework item")]
Day = Annotated[dt.date, Field(strict=True)]
Clock = Annotated[dt.time, Field(strict=True)]
When = Annotated[dt.datetime | dt.date | str, BeforeValidator(_no_offset), Marked("when")]
Period = Literal["week", "month", "semester", "year", "program"]
Mode = Literal["in_person", "video", "phone", "electronic"]
Condition = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), Marked("condition")]
Reading = Annotated[
    str | None,
    Field(
        default=None,
        description="Holds only under this reading of an open figure: `<open figure>.<reading>`.",
    ),
    Marked("reading"),
]


class Range(Part):
    """How many, from and to."""

    at_least: Count = Field(default=0, description="The fewest.")
    at_most: Count | None = Field(default=None, description="The most; absent when there is no limit.")


class ByHand(Part):
    """A rule of the program that this language cannot say, and that people therefore see to themselves."""

    says: Text = Field(description="The rule, in a plain sentence.")
    who: Text = Field(description="The office or role that sees to it.")


class ReadingOf(Part):
    """One way to read a figure that the source leaves open."""

    says: Text = Field(description="This reading, in a plain sentence.")


class OpenFigure(Part):
    """A figure that the source leaves open: every reading is kept and shown, and the coordinator chooses."""

    question: Text = Field(description="What is open.")
    source_says: Text = Field(description="What the source says, on both sides.")
    readings: dict[Name, ReadingOf] = Field(min_length=2, description="The readings, by name; two at least.")
    used: Name = Field(description="The reading that holds until the coordinator chooses another.")
