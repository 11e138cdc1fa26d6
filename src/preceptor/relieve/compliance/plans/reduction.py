"""The catalogue as a consolidation problem, its plan as changes, and the proof that no requirement loses its cover."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from preceptor.planning.consolidation.check import check_allowed, cover
from preceptor.planning.consolidation.plan import Choice
from preceptor.planning.consolidation.problem import Item, Problem, Requirement, Seconds, Signer
from preceptor.planning.consolidation.score import seconds_saved, today
from preceptor.relieve.compliance.plans.answers import answer_of
from preceptor.relieve.compliance.rules.items import SIGNERS, TIMES, ItemValues
from preceptor.relieve.compliance.rules.reduction import (
    OPENING,
    Change,
    Way,
    applied,
    changes_of,
    same_groups,
    scope_name,
    scopes_of,
)
from preceptor.relieve.compliance.rules.sheet import RequirementValues

MINUTE = 60
OWN = "="
"""Begins the name of an item's own floor; no requirement of a district may be so called."""


class Unplannable(ValueError):  # noqa: N818  an answer about the catalogue, told to a person by the command
    """The catalogue contradicts itself; the sentences say what to mend."""


@dataclass(frozen=True)
class Hours:
    """Hours a year that a school's own people get back, at least, likely and at most."""

    low: float
    likely: float
    high: float


@dataclass(frozen=True)
class Reduction:
    """A plan as changes of the catalogue, with its proof and its worth."""

    changes: tuple[Change, ...]
    answer: dict[str, Any]
    hours: Hours
    lost: tuple[tuple[str, str], ...]
    cover: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...]


def problem_of(
    items: Mapping[str, ItemValues],
    requirements: Sequence[RequirementValues],
    schools: Mapping[str, int],
    same: Mapping[str, str],
) -> Problem:
    """The catalogue as the planner reads it; nothing is under oath and plain at once on one form."""
    oaths = {it.code for it in requirements if it.oath}
    return Problem(
        tuple(_item(items[code], same.get(code, ""), oaths) for code in sorted(items)),
        tuple(_requirement(it) for it in sorted(requirements, key=lambda it: it.code)),
        dict(schools),
    )


def _item(values: ItemValues, same: str, oaths: set[str]) -> Item:
    least = SIGNERS.index(values.least_signer)
    away = least >= SIGNERS.index("office")
    data = least >= SIGNERS.index("data") or values.minutes_data is not None
    signer = Signer(values.signer)
    return Item(
        id=values.code,
        requirements=values.requirements,
        times=TIMES[values.frequency],
        time=_time(values, signer),
        scopes=scopes_of(values),
        signer=signer,
        opening=min(OPENING, values.minutes_low) * MINUTE if signer is Signer.PRINCIPAL else 0,
        evidence=frozenset(),
        same="" if oaths & set(values.requirements) else same,
        form="" if oaths & set(values.requirements) else values.form,
        office=_flat(values.minutes_office) if away else None,
        data=_flat(values.minutes_data) if data else None,
    )


def _time(values: ItemValues, signer: Signer) -> Seconds:
    flat = {Signer.OFFICE: values.minutes_office, Signer.DATA: values.minutes_data}.get(signer)
    if flat is not None:
        return Seconds(flat * MINUTE, flat * MINUTE, flat * MINUTE)
    return Seconds(values.minutes_low * MINUTE, values.minutes * MINUTE, values.minutes_high * MINUTE)


def _flat(minutes: int | None) -> Seconds | None:
    return None if minutes is None else Seconds(minutes * MINUTE, minutes * MINUTE, minutes * MINUTE)


def _requirement(values: RequirementValues) -> Requirement:
    """A floor: whoever stands above the least signer is enough, and for an office's matter so are data."""
    enough = {Signer(name) for name in SIGNERS[: SIGNERS.index(values.least_signer) + 1]}
    if values.least_signer in ("designee", "principal"):
        enough -= {Signer.OFFICE, Signer.DATA}
    return Requirement(
        id=values.code,
        times=TIMES[values.frequency],
        scopes=tuple(scope_name(level, charter) for level in values.levels for charter in values.charters),
        signers=frozenset(enough),
        oath=values.oath,
    )


def own_floors(
    items: Mapping[str, ItemValues], requirements: Sequence[RequirementValues]
) -> tuple[dict[str, ItemValues], tuple[RequirementValues, ...]]:
    """Items with a basis that nobody has mapped yet are their own requirement, as today: not mapped is not needless."""
    known = {it.code for it in requirements}
    floored, extra = {}, []
    for code, values in items.items():
        if values.basis == "none" or known & set(values.requirements):
            floored[code] = values
            continue
        floor = OWN + code
        floored[code] = replace(values, requirements=(floor,))
        said = (values.title, values.basis, values.citation, None, values.owner, values.frequency, values.least_signer)
        extra.append(RequirementValues(floor, *said, values.levels, values.charters, oath=False))
    return floored, (*requirements, *extra)


def reduce(
    items: Mapping[str, ItemValues],
    requirements: Sequence[RequirementValues],
    schools: Mapping[str, int],
    same: Sequence[tuple[str, str]],
) -> Reduction:
    """Plan a reduction, check it, turn it into changes, and prove that these too leave every requirement covered."""
    # Loaded when asked for: the solver takes a moment, which no page should wait for.
    from preceptor.planning.consolidation.solve import solve

    items, requirements = own_floors(items, requirements)
    groups = same_groups(items, same)
    problem = problem_of(items, requirements, schools, groups)
    outcome = solve(problem)
    if outcome.plan is None:
        raise Unplannable(" ".join(fault.sentence for fault in outcome.reasons))
    if doubts := check_allowed(problem, outcome.plan):
        raise ArithmeticError("The plan did not pass its check: " + " ".join(it.sentence for it in doubts))
    answer = answer_of(problem, outcome, outcome.plan)
    ways: defaultdict[str, list[Way]] = defaultdict(list)
    for it in sorted(outcome.plan.choices):
        ways[it.item].append(Way(it.scope, str(it.signer), it.times, it.form))
    changes = changes_of(items, ways, *_told(answer))
    return _kept_covered(problem, items, changes, groups, answer)


def _kept_covered(
    problem: Problem,
    items: Mapping[str, ItemValues],
    changes: tuple[Change, ...],
    groups: Mapping[str, str],
    answer: dict[str, Any],
) -> Reduction:
    """Take back changes until every requirement that is covered today stays so.

    A plan may ask an item more often of one kind of school and drop another for it; where the first cannot follow, the
    second must stay. With no change at all nothing is lost, so this ends.
    """
    while True:
        found = _proven(problem, items, changes, groups, answer)
        blamed = {code for _name, _scope, met, then in found.cover if met and not then for code in met}
        if not blamed:
            return found
        kept = tuple(it for it in changes if it.code not in blamed and it.into not in blamed)
        if len(kept) == len(changes):
            raise ArithmeticError(f"Cover is lost, and no change explains it: {found.lost}")
        changes = kept


def _told(answer: Mapping[str, Any]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Who meets what each item met, and why, as the plan tells it."""
    covered: defaultdict[str, dict[str, None]] = defaultdict(dict)
    whys: dict[str, str] = {}
    for fate in answer["items"]:
        whys.setdefault(fate["item"], fate["why"])
        for others in fate["now_met_by"].values():
            covered[fate["item"]].update(dict.fromkeys(others))
    return {code: list(others) for code, others in covered.items()}, whys


def _proven(
    problem: Problem,
    items: Mapping[str, ItemValues],
    changes: tuple[Change, ...],
    groups: Mapping[str, str],
    answer: dict[str, Any],
) -> Reduction:
    """The changes' own cover and hours, reckoned from the catalogue as it will be and not from the plan."""
    after_items = applied(items, changes, groups)
    after = Problem(
        tuple(_item(after_items[code], "", set()) for code in sorted(after_items)),
        problem.requirements,
        problem.schools,
        problem.away,
    )
    before_cover, after_cover = cover(problem, today(problem)), cover(after, today(after))
    matrix = tuple(
        (need.requirement, need.scope, tuple(met), tuple(after_cover.get(need, ())))
        for need, met in sorted(before_cover.items())
    )
    lost = tuple((name, scope) for name, scope, met, then in matrix if met and not then)
    return Reduction(changes, answer, hours_saved(problem, after), lost, matrix)


def hours_saved(before: Problem, after: Problem) -> Hours:
    """Hours a year that a school's own people get back on average; wide where minutes are not known well.

    An item that stays takes the same unknown minutes before and after, so it adds nothing to the range.
    """
    kept: set[Choice] = set()
    for it in today(after):
        old = before.item_of.get(it.item)
        if old is not None and old.time == after.item_of[it.item].time and old.signer == it.signer:
            kept.add(it)
    saved = seconds_saved(before, today(before), kept)
    added = seconds_saved(after, today(after) - kept, ())
    low = likely = high = 0
    for signer in (Signer.PRINCIPAL, Signer.DESIGNEE):
        low += saved[signer].low - added[signer].high
        likely += saved[signer].likely - added[signer].likely
        high += saved[signer].high - added[signer].low
    schools = max(1, sum(before.schools_in(scope) for scope in before.scopes))
    return Hours(*(round(seconds / schools / 3600, 2) for seconds in (low, likely, high)))
