"""The kinds of value that the parts of every language are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictInt, StringConstraints

NAME = re.compile(r"^[a-z][a-z0-9_]*$")


def _name(value: str) -> str:
    """Refuse a name that a cross-reference, a path or an expression could not carry."""
    if not NAME.match(value):
        raise ValueError("a name is small letters, digits and underscores, and starts with a letter")
    return value


def _number(value: object) -> object:
    """Refuse what TOML lets slip into a number: true, false and words."""
    if isinstance(value, bool):
        raise ValueError("a number is wanted, not true or false")
    return value


@dataclass(frozen=True)
class Marked:
    """What a value stands for, so that one walk finds every name, condition and date of what was read."""

    kind: str


Name = Annotated[str, AfterValidator(_name)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Count = Annotated[StrictInt, Field(ge=0)]
Signed = Annotated[Decimal, BeforeValidator(_number)]
Figure = Annotated[Signed, Field(ge=0)]
Percent = Annotated[StrictInt, Field(ge=0, le=100)]


class Part(BaseModel):
    """One piece of a file: it cannot change once it has been read, and knows no unknown words."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Assumption(Part):
    """What the source does not say and this file had to take for granted."""

    says: Text = Field(description="What is taken for granted.")
    why: Text = Field(description="Why, and what the source says instead.")
