"""Work that somebody judges: practicum tasks, projects, papers, and what is observed, each with its rubric."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from preceptor.languages.parts import Count, Name, Part, Text

from .parts import ActivityName, RoleName

HandedInAs = Literal["text", "file", "link"]
USUAL_MINUTES = 60
USUAL_BYTES = 10_000_000


class Criterion(Part):
    """One line of a rubric: its levels from the lowest to the highest, and the first that is mastery."""

    title: Text = Field(description="What is looked at.")
    levels: dict[Name, Text] = Field(min_length=2, description="The levels by name, from the lowest to the highest.")
    mastered_from: Name = Field(description="The lowest level that is mastery.")


class Task(Part):
    """A piece of work, or something observed, that counts as an activity once it is accepted."""

    title: Text = Field(description="What it is called.")
    activity: ActivityName = Field(description="The activity that it counts as.")
    who: RoleName = Field(description="The role that does it.")
    judged_by: RoleName | None = Field(
        default=None, description="The role that judges or records it; absent when handing it in is all that is asked."
    )
    hands_in: tuple[HandedInAs, ...] = Field(
        default=(), description="What is handed in: `text`, `file`, `link`; nothing when it is observed."
    )
    kinds: tuple[Literal["pdf", "docx", "png", "jpeg"], ...] = Field(
        default=("pdf", "docx"), description="The kinds of file taken."
    )
    max_bytes: int = Field(default=USUAL_BYTES, gt=0, description="The largest file taken, in bytes.")
    for_each_session: Name | None = Field(
        default=None, description="The cohort for each of whose sessions it is done once."
    )
    times: Count = Field(default=1, description="How often it is done, when not for each session of a cohort.")
    minutes: int = Field(default=USUAL_MINUTES, gt=0, description="How long one usually takes.")
    rubric: dict[Name, Criterion] = Field(
        default_factory=dict, description="What it is judged by; absent when there is nothing to judge."
    )
    says: Text | None = Field(default=None, description="What people should know about it.")
