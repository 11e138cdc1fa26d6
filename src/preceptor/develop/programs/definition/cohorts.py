"""Groups that learn together: sessions on dates, and the frameworks that work points at."""

from __future__ import annotations

from pydantic import Field

from preceptor.languages.parts import Count, Name, Part, Percent, Text

from .parts import ActivityName, Clock, Day, Mode, Range, RoleName


class Session(Part):
    """One sitting of a cohort."""

    title: Text = Field(description="What it is called.")
    day: Day | None = Field(default=None, description="The day; absent when each cycle sets it.")
    starts: Clock | None = Field(default=None, description="When it starts.")
    ends: Clock | None = Field(default=None, description="When it ends.")


class Cohort(Part):
    """A group with a leader and sessions."""

    title: Text = Field(description="What it is called.")
    members: RoleName = Field(description="The role of its members.")
    leader: RoleName | None = Field(default=None, description="The role that leads it.")
    size: Range = Field(default_factory=Range, description="How many members it takes.")
    waitlist: bool = Field(
        default=False,
        description="Whether whoever comes when it is full waits for a place; otherwise they are refused.",
    )
    modes: tuple[Mode, ...] = Field(default=("in_person",), min_length=1, description="How sessions may take place.")
    place: Text | None = Field(default=None, description="Where sessions take place.")
    may_turn_virtual: bool = Field(
        default=False, description="Whether sessions can move on line and keep every calendar entry."
    )
    make_ups: bool = Field(default=False, description="Whether a missed session can be made up.")
    attended_percent: Percent = Field(
        default=100, description="What part of a session somebody has to attend, in percent, for it to count."
    )
    activity: ActivityName = Field(description="The activity that attending a session counts as.")
    modules: dict[Name, Text] = Field(default_factory=dict, description="What is taught, by name.")
    sessions: dict[Name, Session] = Field(default_factory=dict, description="The sessions, by name.")
    how_many_sessions: Count | None = Field(default=None, description="How many there are, when dates come later.")
    says: Text | None = Field(default=None, description="What people should know about it.")


class Framework(Part):
    """A body of standards or competencies that work points at."""

    title: Text = Field(description="Its name.")
    version: Text | None = Field(default=None, description="Its version or years.")
    uri: Text | None = Field(default=None, description="Where it is published.")
    items: dict[Name, Text] = Field(default_factory=dict, description="The items that are referred to, by name.")
    strategies: dict[Name, tuple[Text, ...]] = Field(
        default_factory=dict, description="What each item looks like in practice."
    )
