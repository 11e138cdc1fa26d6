"""What people owe: activities that count, duties over them, and logs."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from preceptor.languages.parts import Figure, Marked, Part, Percent, Text

from .parts import ActivityName, Condition, FrameworkItem, FrameworkName, Mode, Period, Reading, RoleName

Measure = Literal["hours", "occurrences", "sessions", "people", "mastery", "submissions"]


class Activity(Part):
    """A kind of thing that people do, entered once and counted wherever a duty names it."""

    title: Text = Field(description="What it is called.")
    kind: Literal[
        "meeting",
        "school_visit",
        "cohort_call",
        "orientation",
        "institute_day",
        "coaching",
        "practicum",
        "assessment",
        "project",
        "training",
        "document",
        "group_meeting",
    ] = Field(description="The general kind, for calendars and statistics.")
    modes: tuple[Mode, ...] = Field(default=("in_person",), min_length=1, description="How it may take place.")
    minutes: int | None = Field(default=None, gt=0, description="How long one takes, when that is fixed.")
    confirmed_by: RoleName | None = Field(
        default=None, description="The role that confirms it; silence never blocks pay."
    )
    with_roles: tuple[RoleName, ...] = Field(default=(), description="The roles that take part.")
    counts_elsewhere: bool = Field(
        default=False,
        description="Whether the same hours may count in another program too; both programs must say so, and they are "
        "never paid twice.",
    )
    framework: FrameworkName | None = Field(
        default=None, description="The framework whose competencies an entry can point at."
    )
    says: Text | None = Field(default=None, description="What people should know about it.")


class Limit(Part):
    """How much at least or at most; a duty may have several at once, each over its own period."""

    at_least: Figure | None = Field(default=None, description="No less than this.")
    at_most: Figure | None = Field(default=None, description="No more than this.")
    per: Period | None = Field(default=None, description="Over which period; the duty's own when absent.")
    reading: Reading


class Spread(Part):
    """A duty that must not be done all at once or with one person."""

    over: Literal["days", "weeks", "months", "semesters", "people", "schools", "topics"] = Field(
        description="Over what it is spread."
    )
    at_least: int = Field(gt=0, description="Over how many different ones.")


class Share(Part):
    """What part of a duty must, or may, be done in some modes or by some activities."""

    modes: tuple[Mode, ...] = Field(default=(), description="The modes that count for the share.")
    activities: tuple[ActivityName, ...] = Field(default=(), description="The activities that count for the share.")
    at_least_percent: Percent | None = Field(default=None, description="No less than this percentage.")
    at_most_percent: Percent | None = Field(default=None, description="No more than this percentage.")
    reason_needed: bool = Field(default=False, description="Whether each use of these modes needs a reason.")
    says: Text = Field(description="The rule in a plain sentence.")
    reading: Reading


class Due(Part):
    """When something is due."""

    when: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), Marked("due")] = Field(
        description="`end of each month` (or week, semester, year, program), `5 days after end of each month`, "
        "`set by the office`, or whatever a date can be: a date's name, `14 days before program_ends`, "
        "`30 days after own start`, `9 months after pair start` (where it is owed for each partner)."
    )
    reading: Reading


class Duty(Part):
    """Something owed, measured on the activities that count for it."""

    title: Text = Field(description="What is owed.")
    who: RoleName = Field(description="The role that owes it.")
    for_each: RoleName | None = Field(
        default=None, description="Owed once for every partner in this role; absent when owed once by the person."
    )
    activities: tuple[ActivityName, ...] = Field(min_length=1, description="The activities that count.")
    measure: Measure = Field(
        description="What is counted: `hours`, `occurrences`, distinct `sessions`, different `people`, tasks with "
        "`mastery`, or `submissions`."
    )
    per: Period = Field(default="program", description="The period over which it is counted.")
    limits: tuple[Limit, ...] = Field(min_length=1, description="One or several limits at once.")
    spread: tuple[Spread, ...] = Field(default=(), description="Over what it must be spread.")
    shares: tuple[Share, ...] = Field(default=(), description="Which part must or may be done how.")
    due: tuple[Due, ...] = Field(default=(), description="When it is due; several only under different readings.")
    comes_first: bool = Field(default=False, description="Whether it must be met before other activities count.")
    condition: Condition | None = Field(default=None, description="Only people for whom this holds owe it.")
    condition_says: Text | None = Field(default=None, description="That condition in a plain sentence.")
    make_ups: bool = Field(default=False, description="Whether a missed session can be made up.")
    reading: Reading


class Log(Part):
    """A record that is handed in for each period."""

    title: Text = Field(description="What it is called.")
    who: RoleName = Field(description="The role that hands it in.")
    per: Period = Field(description="The period that it covers.")
    due: tuple[Due, ...] = Field(min_length=1, description="When it is due; several only under different readings.")
    contains: tuple[ActivityName, ...] = Field(default=(), description="The activities that it lists.")
    confirmed_by: RoleName | None = Field(default=None, description="The role asked to confirm it.")
    agreed_after_days: int | None = Field(default=None, gt=0, description="Days after which silence counts as agreed.")
    says: Text | None = Field(default=None, description="What people should know about it.")


class SupportTask(Part):
    """A kind of support, to be ticked on an activity."""

    title: Text = Field(description="The task.")
    framework: tuple[FrameworkItem, ...] = Field(
        default=(), description="Framework items that it serves: `<framework>.<item>`."
    )
