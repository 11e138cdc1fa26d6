"""What comes of it: pay and money owed, awards, renewal, and how a person's program ends."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from preceptor.languages.parts import Count, Figure, Name, Part, Percent, Text

from .admission import Outcome
from .parts import (
    ActivityName,
    AwardName,
    Condition,
    DateName,
    DutyName,
    FrameworkName,
    LogName,
    Period,
    Range,
    Reading,
    RoleName,
)

Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


class Tier(Part):
    """An amount that depends on how many partners a person has in all."""

    partners: Count = Field(description="With this many partners.")
    amount: Figure = Field(description="This much in all.")


class Payment(Part):
    """Money (or released time) that a participant gets, or owes."""

    title: Text = Field(description="What it is called.")
    to: RoleName | None = Field(default=None, description="The role that gets it.")
    owed_by: RoleName | None = Field(default=None, description="The role that owes it.")
    currency: Currency = Field(default="USD", description="The currency, in three letters.")
    unit: Literal["money", "released_hours"] = Field(default="money", description="Whether money or time is given.")
    formula: Literal["office_chooses", "fixed", "per_hour", "per_partner", "by_partners"] = Field(
        description="How it is worked out. `office_chooses`: the source gives no formula, so nothing is computed until "
        "the office has chosen one. `by_partners` follows `tiers`, for the whole set of a person's partners."
    )
    amount: Figure | None = Field(default=None, description="The amount, where the formula needs one.")
    at_most: Figure | None = Field(default=None, description="Never more than this per period.")
    tiers: tuple[Tier, ...] = Field(default=(), description="Amounts by number of partners (with `by_partners`).")
    later_percent: Percent = Field(
        default=100, description="What each partner after the first gives, in percent of it (with `per_partner`)."
    )
    activities: tuple[ActivityName, ...] = Field(
        default=(),
        description="Activities whose hours are paid (with `per_hour`); those that its logs list when empty.",
    )
    per: Period = Field(description="The period that it is for.")
    first_period: Text | None = Field(default=None, description="The first period for which it is paid.")
    prorated_by: Literal["none", "days", "hours"] = Field(default="none", description="How a part period counts.")
    due: DateName | None = Field(default=None, description="The date by which it is paid.")
    needs_logs: tuple[LogName, ...] = Field(
        default=(), description="Logs that must have been handed in, and accepted by the office."
    )
    missing_log: Literal["holds_all", "loses_share"] = Field(
        default="holds_all",
        description="What a log that is missing means: it `holds_all` of the period until it is in, or it "
        "`loses_share`: each log carries an equal part.",
    )
    needs_duties: tuple[DutyName, ...] = Field(default=(), description="Duties that must have been met.")
    condition: Condition | None = Field(default=None, description="Only people for whom this holds.")
    optional: bool = Field(default=False, description="Whether it arises only when the participant chooses it.")
    says: Text = Field(description="The rule in a plain sentence.")
    reading: Reading


class Renewal(Part):
    """How an award that runs out is renewed; the old one stays as it was."""

    opens_days_before: Count = Field(default=180, description="Days before the end when renewal opens.")
    duties: tuple[DutyName, ...] = Field(min_length=1, description="The duties to meet for it.")
    valid_years: Count = Field(description="For how many years the renewed award is valid.")
    says: Text = Field(description="The rule in a plain sentence.")


class Award(Part):
    """What a participant is given when duties are met."""

    title: Text = Field(description="What it is called.")
    kind: Literal["certificate", "certification", "hours", "credit", "recommendation"] = Field(
        description="What kind of award it is."
    )
    to: RoleName = Field(description="The role that gets it.")
    duties: tuple[DutyName, ...] = Field(min_length=1, description="The duties that must all be met.")
    awards: tuple[AwardName, ...] = Field(default=(), description="Awards that must be held first.")
    certifies_by: tuple[FrameworkName, ...] | None = Field(
        default=None,
        description="Frameworks by which it certifies: nothing is awarded while one of them stands here in our own "
        "words only, without its owner's official text. Absent, a certification rests on every framework whose items "
        "the definition names; an empty list says that it rests on its duties alone.",
    )
    hours: Figure | None = Field(default=None, description="Hours of professional development that it credits.")
    credits: Figure | None = Field(default=None, description="Academic credits that it gives.")
    valid_years: Count | None = Field(default=None, description="Years for which it is valid; absent: for good.")
    renewal: Renewal | None = Field(default=None, description="How it is renewed; absent when it cannot be.")
    optional: bool = Field(default=False, description="Whether it is given only when the participant asks for it.")
    says: Text = Field(description="The rule in a plain sentence.")


class Completion(Part):
    """How one person's program ends: judged, early, extended or lapsed."""

    of: RoleName = Field(description="The role whose program ends.")
    judged_by: Text = Field(description="Who decides.")
    outcomes: dict[Name, Outcome] = Field(min_length=2, description="The possible ends, by name; two or more.")
    duties: tuple[DutyName, ...] = Field(default=(), description="The duties that must be met for a pass.")
    years: Range = Field(default_factory=Range, description="How many years the program takes.")
    early: Text | None = Field(default=None, description="When it may end early; absent when it may not.")
    early_after_percent: Percent | None = Field(default=None, description="The part of the duties needed for that.")
    extension_years: Count = Field(default=0, description="By how many years it can be extended.")
    lapses: DateName | None = Field(default=None, description="The date on which it lapses.")
    says: Text = Field(description="The rule in a plain sentence.")
