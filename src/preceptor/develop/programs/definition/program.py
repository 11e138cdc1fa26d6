"""The whole of a program definition."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from preceptor.languages.parts import Assumption, Name, Part, Text

from .admission import Admission, SignedText
from .cohorts import Cohort, Framework
from .coursework import Task
from .duties import Activity, Duty, Log, SupportTask
from .pairing import Pairing
from .parts import ByHand, Day, OpenFigure
from .people import Portfolio, Privacy, Role, Scope
from .rewards import Award, Completion, Payment
from .timeline import DateEntry


class Replaces(Part):
    """The earlier document that this one takes the place of."""

    number: Text = Field(description="Its number.")
    title: Text | None = Field(default=None, description="Its title.")
    issued: Day | None = Field(default=None, description="Its date.")
    changes: tuple[Text, ...] = Field(default=(), description="What is new.")


class Contact(Part):
    """Whom to ask: an office, never a person."""

    office: Text = Field(description="The office.")
    email: Text | None = Field(default=None, description="The office's own mailbox.")
    phone: Text | None = Field(default=None, description="The office's own telephone.")


class Definition(Part):
    """A program, written down once; a cycle runs it from call to close."""

    format: Literal[1] = Field(default=1, description="The version of this language.")
    key: Name = Field(description="The short name that every version of this program shares.")
    title: Text = Field(description="The program's title.")
    number: Text | None = Field(default=None, description="The number of the memorandum or bulletin.")
    issued: Day | None = Field(default=None, description="The date of issue.")
    replaces: Replaces | None = Field(default=None, description="What it replaces.")
    issuer: Text = Field(description="The office that issues it.")
    audience: tuple[Text, ...] = Field(default=(), description="Whom it is addressed to.")
    purpose: Text = Field(description="What it is for, in a sentence or two.")
    goals: tuple[Text, ...] = Field(default=(), description="What it wants to reach.")
    contact: Contact = Field(description="Whom to ask.")
    scope: Scope = Field(description="Which schools it reaches.")
    privacy: Privacy | None = Field(default=None, description="Who sees what of the partners' work.")
    roles: dict[Name, Role] = Field(min_length=1, description="The roles, by name.")
    timeline: dict[Name, DateEntry] = Field(default_factory=dict, description="The dates, by name.")
    admission: dict[Name, Admission] = Field(default_factory=dict, description="The way into a role, by role.")
    texts: dict[Name, SignedText] = Field(default_factory=dict, description="Texts to sign, by name.")
    pairing: Pairing | None = Field(default=None, description="Who is paired with whom; absent when nobody is.")
    support_tasks: dict[Name, SupportTask] = Field(default_factory=dict, description="Kinds of support, by name.")
    activities: dict[Name, Activity] = Field(default_factory=dict, description="What people do, by name.")
    duties: dict[Name, Duty] = Field(default_factory=dict, description="What people owe, by name.")
    logs: dict[Name, Log] = Field(default_factory=dict, description="Records handed in, by name.")
    pay: dict[Name, Payment] = Field(default_factory=dict, description="Money given and money owed, by name.")
    awards: dict[Name, Award] = Field(default_factory=dict, description="What participants are given, by name.")
    completion: dict[Name, Completion] = Field(default_factory=dict, description="How programs end, by name.")
    cohorts: dict[Name, Cohort] = Field(default_factory=dict, description="Groups with sessions, by name.")
    coursework: dict[Name, Task] = Field(default_factory=dict, description="Work that is judged, by name.")
    frameworks: dict[Name, Framework] = Field(default_factory=dict, description="Standards referred to, by name.")
    portfolio: Portfolio | None = Field(default=None, description="The reflection portfolio that people keep.")
    open: dict[Name, OpenFigure] = Field(default_factory=dict, description="Figures that the source leaves open.")
    assumptions: dict[Name, Assumption] = Field(default_factory=dict, description="What was taken for granted.")
    by_hand: dict[Name, ByHand] = Field(
        default_factory=dict,
        description="Rules that this language cannot say; people see to them and the page says so.",
    )

    def certifying(self, award: Award) -> dict[str, str]:
        """The frameworks by which an award certifies, with their titles."""
        named = award.certifies_by
        if named is None:
            certifies = award.kind == "certification"
            named = tuple(name for name, each in self.frameworks.items() if certifies and each.items)
        return {name: self.frameworks[name].title for name in named}
