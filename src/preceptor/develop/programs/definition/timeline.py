"""The words for dates: fixed, relative, by rule, counted from a person's own start, or still open."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from preceptor.languages.parts import Part, Text

from .parts import Clock, Day, When


class DateEntry(Part):
    """One named date of the program."""

    title: Text = Field(description="What happens then.")
    when: When = Field(
        description="A local date or date-time (`2023-12-08T23:59:59`), or words: `14 days before applications_due`, "
        "`2 months after program_starts`, `30 days after own start`, `first Friday of May 2024`, "
        "`first Friday of May after program_starts`, `end of the month of program_starts`, or `open` when each "
        "cycle sets it."
    )
    kind: Literal["opens", "deadline", "event"] = Field(
        default="event",
        description="A `deadline` given as a day lasts to its last second, everything else begins with its first.",
    )
    time: Clock | None = Field(default=None, description="The time of day, when `when` names only a day.")
    not_before: Day | None = Field(default=None, description="The earliest day on which it may be set.")
    not_after: Day | None = Field(default=None, description="The latest day on which it may be set.")
    says: Text | None = Field(default=None, description="What people should know about this date.")
