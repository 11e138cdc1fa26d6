"""Who is paired with whom: preferences, hard blocks, continuation, change."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from preceptor.languages.parts import Count, Name, Part, Text

from .parts import DateName, RoleName

Block = Literal[
    "own_supervisor", "reporting_line", "evaluator", "same_school", "declared_conflict", "failed_pair", "same_district"
]
PreferenceKind = Literal[
    "same_level",
    "similar_size",
    "similar_need",
    "distance",
    "same_region",
    "topics",
    "mentor_wish",
    "mentee_wish",
    "language",
    "experience",
    "same_credential",
]


class Preference(Part):
    """One wish that a good pair fulfils, with its weight."""

    kind: PreferenceKind = Field(description="What is compared.")
    weight: Count = Field(description="How much it counts beside the others; 0 leaves it out.")
    says: Text = Field(description="The wish in a plain sentence.")


class Continuation(Part):
    """Whether pairs stay together from one cycle to the next."""

    years: Count = Field(description="For how many program years a pair stays together.")
    says: Text = Field(description="The rule in a plain sentence.")


class ChangeOfPartner(Part):
    """How a pair is parted and a new one made."""

    asked_by: tuple[RoleName, ...] = Field(min_length=1, description="The roles that may ask.")
    reason_needed: bool = Field(default=False, description="Whether a reason must be given.")
    says: Text = Field(description="The rule in a plain sentence.")


class Pairing(Part):
    """How the roles are brought together."""

    mentor: RoleName = Field(description="The role that supports.")
    mentee: RoleName = Field(description="The role that is supported.")
    also: tuple[RoleName, ...] = Field(
        default=(), description="Further roles in the same group: pairs of more than two."
    )
    made_by: Literal["matching", "choice_of_mentor", "choice_of_mentee", "office"] = Field(
        default="matching", description="Who makes the pairs: the `matching`, one side's choice, or the `office`."
    )
    due: DateName | None = Field(default=None, description="The date by which pairs stand (may count from own start).")
    preferences: dict[Name, Preference] = Field(default_factory=dict, description="Wishes with weights, by name.")
    hard_blocks: tuple[Block, ...] = Field(default=(), description="Pairs that are never made.")
    continuation: Continuation | None = Field(default=None, description="Pairs across cycles.")
    late_arrivals_offered: Count = Field(
        default=3, description="How many of the best mentors with room someone who arrives late is offered."
    )
    change: ChangeOfPartner | None = Field(default=None, description="How a partner is changed.")
