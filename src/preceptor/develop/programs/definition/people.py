"""Who takes part: roles, how each is filled, and which schools are in scope."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from preceptor.languages.parts import Count, Name, Part, Text

from .parts import Condition, FrameworkName, Range, RoleName

Level = Literal["early_education", "elementary", "middle", "high", "span", "adult", "special"]
Filled = Literal["application", "records", "selection", "invitation", "reporting_line", "office"]


class Role(Part):
    """A part that a person can play in the program."""

    title: Text = Field(description="What the role is called.")
    plural: Text = Field(description="What several of them are called.")
    filled: Filled = Field(
        description="How the role is filled: by `application`, from district `records` with a condition, by "
        "`selection` of another participant, by `invitation`, from the `reporting_line`, or by the program `office`."
    )
    condition: Condition | None = Field(default=None, description="Who is found in the records (with `records`).")
    condition_says: Text | None = Field(default=None, description="That condition in a plain sentence.")
    selected_by: RoleName | None = Field(default=None, description="The role that selects this one (with `selection`).")
    years: Count | None = Field(default=None, description="For how many program years a person keeps the role.")
    while_places_last: bool = Field(default=False, description="Whether people may have to wait for a place.")
    places: Range = Field(default_factory=Range, description="How many people the role takes in all.")
    partners: Range = Field(default_factory=Range, description="How many partners one person in this role has.")
    wish_asked: bool = Field(default=False, description="Whether the person is asked how many partners they want.")
    has_account: bool = Field(default=True, description="Whether the person signs in; a duty can be owed without.")
    outside_district: bool = Field(default=False, description="Whether people from other districts are admitted.")
    tasks: dict[Name, Text] = Field(default_factory=dict, description="What the role does, in sentences by name.")


# Where a definition sets no day, notes are kept for so many days after the program's end.
USUAL_NOTE_DAYS = 365


class Scope(Part):
    """Which schools the program reaches."""

    charters: bool = Field(default=False, description="Whether directly funded charter schools are in.")
    levels: tuple[Level, ...] = Field(default=(), description="School levels in scope; all when empty.")
    sites_per_participant: Count | None = Field(
        default=None, description="To how many sites a participant must be assigned; absent when it does not matter."
    )
    says: Text = Field(description="The scope in a plain sentence.")


class Privacy(Part):
    """Who sees what of what the partners write."""

    evaluative: bool = Field(default=False, description="Whether anything here may serve a person's evaluation.")
    office_sees: tuple[Literal["hours", "kinds", "visits", "dates", "content"], ...] = Field(
        default=("hours", "kinds", "visits"), description="What the program office sees of the partners' work."
    )
    supervisor_sees: tuple[Literal["hours", "kinds", "visits", "dates", "content", "plan"], ...] = Field(
        default=(), description="What a participant's supervisor sees; nothing when empty."
    )
    notes_destroyed_after_days: Count | None = Field(
        default=None,
        description="Days after the program's end on which the partners' notes are destroyed; absent: 365.",
    )
    says: Text = Field(description="The promise in a plain sentence.")

    @property
    def note_days(self) -> int:
        """How many days after the program's end the partners' notes are destroyed."""
        return USUAL_NOTE_DAYS if self.notes_destroyed_after_days is None else self.notes_destroyed_after_days


class Portfolio(Part):
    """A reflection portfolio: what somebody writes for themselves, sealed, with the competencies that it shows."""

    kept_by: tuple[RoleName, ...] = Field(min_length=1, description="The roles whose people keep one.")
    framework: FrameworkName | None = Field(
        default=None, description="The framework to whose competencies reflections point by code."
    )
    says: Text = Field(description="What it is for, in a plain sentence.")
