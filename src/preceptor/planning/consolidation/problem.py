"""What a consolidation is asked: items that people sign today, and the requirements that must stay covered."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import cached_property

TIMES_LIMIT = 366
SECONDS_LIMIT = 600 * 60
SCHOOLS_LIMIT = 1_000_000
"""Figures beyond these are refused: with them every sum of the model stays far inside exact range."""


class Signer(StrEnum):
    """Who answers for an item."""

    PRINCIPAL = "principal"
    DESIGNEE = "designee"
    OFFICE = "office"
    """An office away from the school."""
    DATA = "data"
    """A log or a system proves it; somebody looks at the exceptions."""


@dataclass(frozen=True, slots=True, order=True)
class Seconds:
    """A duration as its owner declared it: at best, likely, at worst."""

    low: int
    likely: int
    high: int


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is signed today.

    Attributes
    ----------
    requirements
        Ids of the requirements that it was mapped to.
    scopes
        Kinds of school that are asked for it; none means all.
    times, signer, time
        How often a year, by whom, and how long one occasion takes.
    opening
        Seconds of `time` that go into finding, opening and signing; shared when items stand on one form.
    evidence
        Kinds of evidence that it leaves behind.
    same
        Items with the same word here were judged to ask the same: each meets the requirements of all.
    form
        Items with the same word here may stand on one form with one signature.
    office, data
        How long one occasion takes when an office answers, or when data prove it; None where that is not offered.
    keep
        Stays as it is, whatever it costs.
    """

    id: str
    requirements: tuple[str, ...]
    times: int
    time: Seconds
    scopes: tuple[str, ...] = ()
    signer: Signer = Signer.PRINCIPAL
    opening: int = 0
    evidence: frozenset[str] = frozenset()
    same: str = ""
    form: str = ""
    office: Seconds | None = None
    data: Seconds | None = None
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Requirement:
    """What somebody with the right to ask asks for: a floor for how often, by whom, and with what evidence.

    `signers` are those whose word is enough; a principal may always stand in for a designee. `oath` marks a statement
    under penalty of perjury, which never shares a form or an answer with one that is not.
    """

    id: str
    times: int
    scopes: tuple[str, ...] = ()
    signers: frozenset[Signer] = frozenset({Signer.PRINCIPAL})
    evidence: frozenset[str] = frozenset()
    oath: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a problem cannot be planned as it stands: what happened and what to do next."""

    code: str
    sentence: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """One consolidation problem, frozen.

    Attributes
    ----------
    items, requirements
        In any order; ids are unique within each.
    schools
        Number of schools of each kind. A kind that is named nowhere else is planned too; a kind that is missing
        here counts one school.
    away
        What an office's minute counts, in percent of a minute at a school.
    """

    items: tuple[Item, ...]
    requirements: tuple[Requirement, ...]
    schools: Mapping[str, int] = field(default_factory=dict)
    away: int = 50

    @cached_property
    def scopes(self) -> tuple[str, ...]:
        """Give every kind of school, sorted; one kind named "all" where none is named."""
        everything: tuple[Item | Requirement, ...] = (*self.items, *self.requirements)
        named = {scope for it in everything for scope in it.scopes} | set(self.schools)
        return tuple(sorted(named)) or ("all",)

    @cached_property
    def item_of(self) -> dict[str, Item]:
        """Give each item by its id."""
        return {item.id: item for item in self.items}

    @cached_property
    def requirement_of(self) -> dict[str, Requirement]:
        """Give each requirement by its id."""
        return {requirement.id: requirement for requirement in self.requirements}

    @cached_property
    def fingerprint(self) -> str:
        """Give the SHA-256 of the canonical JSON of the inputs, the same for rows in any order."""
        items = [_plain(asdict(it)) for it in sorted(self.items, key=lambda it: it.id)]
        floors = [_plain(asdict(it)) for it in sorted(self.requirements, key=lambda it: it.id)]
        text = json.dumps([items, floors, sorted(self.schools.items()), self.away], sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(text.encode("ascii")).hexdigest()

    def schools_in(self, scope: str) -> int:
        """Give the number of schools of a kind."""
        return self.schools.get(scope, 1)

    def scopes_of(self, it: Item | Requirement) -> tuple[str, ...]:
        """Give the kinds of school that an item or requirement speaks of."""
        return tuple(sorted(set(it.scopes))) or self.scopes


def _plain(row: dict[str, object]) -> dict[str, object]:
    """Write sets and lists in one order, so that the same inputs give the same text."""
    return {key: sorted(map(str, it)) if isinstance(it, frozenset | tuple) else it for key, it in row.items()}


def faults(problem: Problem) -> tuple[Fault, ...]:
    """Tell everything that keeps the problem from being planned, all at once; nothing when it is sound."""
    return (
        *_repeated(problem),
        *_item_faults(problem),
        *_requirement_faults(problem),
        *_mixed(problem, "same", [(item.same, item) for item in problem.items]),
        *_mixed(problem, "form", [(item.form, item) for item in problem.items]),
        *_school_faults(problem),
    )


def _repeated(problem: Problem) -> Iterator[Fault]:
    """Find ids given twice."""
    for kind, ids in (("item", [it.id for it in problem.items]), ("requirement", [r.id for r in problem.requirements])):
        for name, times in Counter(ids).items():
            if times > 1:
                sentence = f"The {kind} “{name}” is listed {times} times. Keep one of the rows."
                yield Fault("duplicate_id", sentence, {"kind": kind, "id": name, "times": times})


def _item_faults(problem: Problem) -> Iterator[Fault]:
    """Find items that name unknown requirements, and figures that make no sense."""
    for item in problem.items:
        about = {"item": item.id}
        for name in sorted(set(item.requirements) - set(problem.requirement_of)):
            sentence = f"The item “{item.id}” names the requirement “{name}”, which is not listed. Add or remove it."
            yield Fault("unknown_requirement", sentence, about | {"requirement": name})
        if not 1 <= item.times <= TIMES_LIMIT:
            sentence = f"The item “{item.id}” is asked {item.times} times a year. Write 1 to {TIMES_LIMIT}."
            yield Fault("bad_times", sentence, about)
        for time in (item.time, item.office, item.data):
            if time and not 0 <= time.low <= time.likely <= time.high <= SECONDS_LIMIT:
                sentence = (
                    f"The item “{item.id}” has minutes that do not run from low over likely to high, 0 to "
                    f"{SECONDS_LIMIT // 60}. Correct them."
                )
                yield Fault("bad_minutes", sentence, about)
        if not 0 <= item.opening <= item.time.low:
            sentence = f"The item “{item.id}” takes longer to open and sign than it takes at best. Lower its opening."
            yield Fault("bad_opening", sentence, about)


def _requirement_faults(problem: Problem) -> Iterator[Fault]:
    """Find floors that make no sense."""
    for requirement in problem.requirements:
        about = {"requirement": requirement.id}
        if not 1 <= requirement.times <= TIMES_LIMIT:
            sentence = (
                f"The requirement “{requirement.id}” asks {requirement.times} times a year. Write 1 to {TIMES_LIMIT}."
            )
            yield Fault("bad_times", sentence, about)
        if not requirement.signers:
            sentence = f"The requirement “{requirement.id}” lets nobody sign. Name at least one signer."
            yield Fault("no_signer", sentence, about)


def _mixed(problem: Problem, what: str, words: list[tuple[str, Item]]) -> Iterator[Fault]:
    """Find groups that mix oaths with plain statements, and forms that mix signers."""
    groups: dict[str, list[Item]] = defaultdict(list)
    for word, item in words:
        if word:
            groups[word].append(item)
    for word, items in sorted(groups.items()):
        names = ", ".join(f"“{item.id}”" for item in items)
        if len({_oath(problem, item) for item in items}) > 1:
            sentence = f"The items {names} share the {what} “{word}”, and only some are made under oath. Separate them."
            yield Fault("mixed_oath", sentence, {what: word})
        if what == "form" and len({item.signer for item in items}) > 1:
            sentence = f"The items {names} share the form “{word}”, and different people sign them. Separate them."
            yield Fault("mixed_signers", sentence, {what: word})


def _oath(problem: Problem, item: Item) -> bool:
    """Tell whether an item answers a requirement under penalty of perjury."""
    known = (problem.requirement_of.get(name) for name in item.requirements)
    return any(requirement.oath for requirement in known if requirement)


def _school_faults(problem: Problem) -> Iterator[Fault]:
    """Find impossible numbers of schools, and a weight that is none."""
    for scope, schools in problem.schools.items():
        if not 0 <= schools <= SCHOOLS_LIMIT:
            sentence = f"“{scope}” has {schools} schools. Write 0 to {SCHOOLS_LIMIT:,}."
            yield Fault("bad_schools", sentence, {"scope": scope})
    if not 0 <= problem.away <= 1000:
        yield Fault("bad_weight", f"An office's minute counts {problem.away} percent. Write 0 to 1,000.", {})
