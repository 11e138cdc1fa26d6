"""The language of initiatives: one TOML file each, read whole or told with every fault and its line."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from functools import partial
from typing import Literal

from pydantic import Field

from preceptor.languages.faults import Fault, Finding, Path
from preceptor.languages.loader import Language
from preceptor.languages.parts import Assumption, Figure, Name, Part, Signed, Text
from preceptor.resource.initiatives.rules.checks import date_faults
from preceptor.resource.initiatives.rules.schedule import Kind, Link, Task, cycle

PAGE = "docs/reference/initiatives.md"


class StatedLead(Part):
    """Somebody who leads it, as the source names them."""

    name: Text = Field(description="The name as the source has it.")
    title: str = Field(default="", description="The title as the source has it.")
    employee_number: str = Field(default="", description="Who this is in the district's own records, if anybody.")


class Budget(Part):
    """What it may cost, as the source states it."""

    kind: Literal["amount", "within_budget", "cost_neutral", "to_be_determined"] = Field(
        description="An amount, within a budget that exists, at no cost of its own, or not determined yet."
    )
    amount: Figure | None = Field(default=None, description="The amount, where there is one.")
    says: Text = Field(description="The source's words, or the district's.")


class After(Part):
    """What a milestone waits for."""

    milestone: Name = Field(description="The milestone that comes before.")
    kind: Kind = Field(default="finish_to_start", description="Whether it waits for the other's end or its start.")
    lag: int = Field(default=0, ge=-1000, le=1000, description="Days between; below zero they overlap.")


class Tie(Part):
    """The figure of the district that says whether a milestone is reached."""

    measure: Text = Field(description="The code of the measure.")
    comparison: Literal["at_least", "at_most"] = Field(default="at_least", description="Which way it is compared.")
    threshold: Signed = Field(description="The value with which it is compared.")


class Milestone(Part):
    """One line of the plan."""

    title: Text = Field(description="What people call it.")
    start: date = Field(description="The first day.")
    end: date | None = Field(default=None, description="The last day; without one it is the one day of its start.")
    on_going: bool = Field(default=False, description="It goes on without an end.")
    owner: str = Field(default="", description="Who answers for it, as the source has it.")
    owner_number: str = Field(default="", description="The employee number of its owner.")
    after: tuple[After, ...] = Field(default=(), description="What it waits for.")
    tie: Tie | None = Field(default=None, description="The measure that says whether it is reached.")
    cost_per_day: Figure | None = Field(default=None, description="What each day costs that it ends later.")
    budget: Figure | None = Field(default=None, description="What it costs as planned.")
    drawn: tuple[int, ...] | None = Field(
        default=None,
        description="First and last column of its bar in the source's chart; 1 is the chart's first month.",
    )


class Chart(Part):
    """The chart of the source, so that it can be drawn again and compared."""

    first: date = Field(description="The first day of the first month.")
    months: int = Field(ge=1, le=120, description="How many months it names.")


class Plan(Part):
    """A whole initiative."""

    format: Literal[1] = Field(description="The version of this language.")
    key: Name = Field(description="The initiative's short name; loading it again finds it by this.")
    title: Text = Field(description="What people call it.")
    purpose: Text = Field(description="What it is for, in a sentence.")
    source: Text = Field(description="Where it comes from.")
    issue: Text = Field(description="What is wrong today.")
    solution: tuple[Text, ...] = Field(min_length=1, description="What is done about it.")
    benefits: tuple[Text, ...] = Field(min_length=1, description="What comes of it, and for whom.")
    leads: tuple[StatedLead, ...] = Field(default=(), description="Who leads it.")
    launch: Text = Field(description="When it starts to be felt, as the source has it.")
    budget: Budget = Field(description="What it may cost.")
    chart: Chart | None = Field(default=None, description="The source's own chart.")
    milestones: dict[Name, Milestone] = Field(min_length=1, description="The milestones by name, in order.")
    assumptions: dict[Name, Assumption] = Field(default_factory=dict, description="What was taken for granted.")


def links_of(plan: Plan) -> list[tuple[Path, Link]]:
    """Every dependency whose two milestones exist, with its place in the file; milestones are numbered in order."""
    number = {name: place for place, name in enumerate(plan.milestones)}
    found: list[tuple[Path, Link]] = []
    for name, milestone in plan.milestones.items():
        for place, after in enumerate(milestone.after):
            if after.milestone in number:
                link = Link(number[after.milestone], number[name], after.kind, after.lag)
                found.append((("milestones", name, "after", place), link))
    return found


def tasks_of(plan: Plan) -> list[Task]:
    """The milestones as the schedule sees them."""
    return [
        Task(place, each.start, None if each.on_going else each.end or each.start)
        for place, each in enumerate(plan.milestones.values())
    ]


def findings(plan: Plan, measures: Collection[str] | None = None) -> Iterator[Finding]:
    """Everything that does not hold together in a plan; measures are checked where the known ones are given."""
    yield from _budget(plan)
    yield from _names(plan)
    yield from _spans(plan)
    yield from _order(plan)
    if measures is not None:
        yield from _ties(plan, measures)


def _budget(plan: Plan) -> Iterator[Finding]:
    if (plan.budget.kind == "amount") != (plan.budget.amount is not None):
        remedy = 'Give amount = ... together with kind = "amount", and with no other kind.'
        yield Finding(("budget",), "The kind of the budget and its amount do not fit.", remedy)


def _names(plan: Plan) -> Iterator[Finding]:
    known = ", ".join(plan.milestones)
    for name, milestone in plan.milestones.items():
        for place, after in enumerate(milestone.after):
            if after.milestone not in plan.milestones:
                what = f"'{name}' waits for '{after.milestone}', and there is no such milestone."
                yield Finding(("milestones", name, "after", place), what, f"Choose one of: {known}.")


def _spans(plan: Plan) -> Iterator[Finding]:
    for name, each in plan.milestones.items():
        at = ("milestones", name)
        if each.end is not None and each.end < each.start:
            what = f"'{name}' ends on {each.end}, before it starts on {each.start}."
            yield Finding((*at, "end"), what, "Put the later day into end.")
        if each.end is not None and each.on_going:
            yield Finding((*at, "on_going"), f"'{name}' goes on and has an end.", "Leave one of the two out.")
        if each.drawn is not None and (len(each.drawn) != 2 or each.drawn[0] > each.drawn[1] or plan.chart is None):
            remedy = "Write drawn = [first, last], and a [chart] for the whole file."
            yield Finding((*at, "drawn"), f"'{name}' does not say where its bar stands.", remedy)


def _order(plan: Plan) -> Iterator[Finding]:
    names, placed = list(plan.milestones), links_of(plan)
    circle = cycle(link for _path, link in placed)
    if circle:
        told = " -> ".join(names[key] for key in circle)
        path = next(path for path, link in placed if link.before in circle and link.after in circle)
        yield Finding(path, f"Milestones wait for one another in a circle: {told}.", "Take one of these out.")
        return
    by_link = {link: path for path, link in placed}
    for fault in date_faults(tasks_of(plan), list(by_link)):
        before, after = names[fault.link.before], names[fault.link.after]
        if fault.kind == "endless":
            what = f"'{after}' waits for the end of '{before}', which has none."
            yield Finding(by_link[fault.link], what, 'Write kind = "start_to_start", or give it an end.')
        else:
            what = f"'{after}' starts on {fault.start}, before '{before}' allows it on {fault.allowed}."
            remedy = f"Start it on {fault.allowed} or later, or correct what it waits for."
            yield Finding(by_link[fault.link], what, remedy)


def _ties(plan: Plan, measures: Collection[str]) -> Iterator[Finding]:
    for name, each in plan.milestones.items():
        if each.tie is not None and each.tie.measure not in measures:
            what = f"'{name}' follows the measure '{each.tie.measure}', which this installation does not have."
            known = ", ".join(sorted(measures)) or "none yet"
            yield Finding(("milestones", name, "tie", "measure"), what, f"Known measures: {known}.")


def load_plan(text: str, file: str, measures: Collection[str] | None = None) -> Plan | list[Fault]:
    """Read an initiative from TOML, or tell every fault at once, each with its line."""
    check = partial(findings, measures=measures)
    language = Language(
        model=Plan,
        findings=check,
        page=PAGE,
        whole="an initiative",
        stubs={
            "format": 1,
            "key": "unnamed",
            "title": "-",
            "purpose": "-",
            "source": "-",
            "issue": "-",
            "solution": ["-"],
            "benefits": ["-"],
            "launch": "-",
            "budget": {"kind": "to_be_determined", "says": "-"},
        },
    )
    return language.load(text, file)
