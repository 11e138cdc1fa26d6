"""Rank and serve, as the federal Title I rule has it: schools by their share of poor children, served from the top.

Source of the rule: United States Department of Education, policy guidance on Title I, Part A, April 1996, examples.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from preceptor.languages.worded import worded
from preceptor.planning.allocation.formula.grants import RankAndServe
from preceptor.planning.allocation.methods.apportion import apportion, units
from preceptor.planning.allocation.methods.arithmetic import Work, band_of
from preceptor.planning.allocation.methods.granting import eligible_of, known_claims, to_unit
from preceptor.planning.allocation.plan import Allotment, Given
from preceptor.planning.allocation.problem import Note

ZERO = Decimal(0)


@dataclass(slots=True)
class Line:
    """The schools in the order of serving, with their children, shares and rates."""

    children: Sequence[Decimal]
    shares: Sequence[Decimal]
    first: list[int]
    rest: list[int]

    @property
    def order(self) -> list[int]:
        """Give the places of all who may be served, in order."""
        return [*self.first, *self.rest]


def rank_and_serve(key: str, grant: RankAndServe, pool: tuple[Decimal, Decimal], work: Work) -> Given:
    """Rank, serve from the top, and give each served school its rate for each child.

    `pool` is the whole allocation (on which the least rate rests) and what is available after reservations.
    """
    whole, available = pool
    line = _line_up(grant, work)
    least = _least_rate(grant, line, whole)
    if grant.per_child == "even" and not grant.bands:
        served, rates = _evenly(grant, line, available, least)
    else:
        served, rates = _in_turn(grant, line, available)
    _warn(grant, line, served, (rates, least), work)
    amounts = _amounts(grant, line, served, rates)
    private = work.made[grant.private] if grant.private else None
    allotments = []
    for at in range(len(work.schools)):
        state = _state(line, served, at)
        if at not in rates or at not in served:
            allotments.append(Allotment(False, line.shares[at], ZERO, ZERO, ZERO, state=state))
            continue
        due = rates[at] * line.children[at]
        theirs = None if private is None else to_unit(rates[at] * (private[at] or ZERO), grant.unit)
        allotments.append(
            Allotment(True, line.shares[at], due, due, amounts[at], private=theirs, rate=rates[at], state=state)
        )
    total = sum((each.amount for each in allotments), ZERO)
    return Given(key, tuple(allotments), total, available=available, least_rate=least)


def _line_up(grant: RankAndServe, work: Work) -> Line:
    """Rank the schools that may be served: those above the first share, then those at or above the cut-off."""
    eligible = eligible_of(grant, work)
    children = known_claims(work.made[grant.children], eligible, grant, work)
    pupils = known_claims(work.made[grant.pupils], eligible, grant, work)
    shares = [child / pupil if pupil else ZERO for child, pupil in zip(children, pupils, strict=True)]
    groups = work.schools.words[grant.groups] if grant.groups else ["all"] * len(work.schools)
    order = sorted((at for at, yes in enumerate(eligible) if yes), key=lambda at: (-shares[at], at))
    cutoffs = _cutoffs(grant, (children, pupils), groups)
    first = [at for at in order if shares[at] > grant.first_above]
    rest = [at for at in order if shares[at] <= grant.first_above and shares[at] >= cutoffs[groups[at]] > ZERO]
    return Line(children, shares, first, rest)


def _cutoffs(
    grant: RankAndServe, counts: tuple[Sequence[Decimal], Sequence[Decimal]], groups: Sequence[str]
) -> dict[str, Decimal]:
    """Give the share from which schools of each group may be served."""
    children, pupils = counts
    if grant.cutoff == "share":
        return dict.fromkeys(groups, grant.at_least)
    cutoffs = {}
    for group in dict.fromkeys(groups):
        places = [at for at, each in enumerate(groups) if grant.cutoff == "district_average" or each == group]
        whole = sum((pupils[at] for at in places), ZERO)
        cutoffs[group] = sum((children[at] for at in places), ZERO) / whole if whole else ZERO
    return cutoffs


def _least_rate(grant: RankAndServe, line: Line, whole: Decimal) -> Decimal | None:
    """Give the least amount a child must carry when a school with few poor children is served."""
    if grant.least_times is None:
        return None
    children = grant.district_children or sum(line.children, ZERO)
    return whole / children * grant.least_times if children else None


def _evenly(
    grant: RankAndServe, line: Line, available: Decimal, least: Decimal | None
) -> tuple[set[int], dict[int, Decimal]]:
    """Divide what is available by the children served; drop the last school while a child carries too little."""
    served = [at for at in line.order if line.children[at]]
    while served:
        rate = available / sum((line.children[at] for at in served), ZERO)
        last = served[-1]
        if least is None or rate >= least or line.shares[last] >= grant.least_below:
            return set(served), dict.fromkeys(served, rate)
        served.pop()
    return set(), {}


def _in_turn(grant: RankAndServe, line: Line, available: Decimal) -> tuple[set[int], dict[int, Decimal]]:
    """Serve school after school at the given rates until one cannot be paid in full."""
    served: set[int] = set()
    rates: dict[int, Decimal] = {}
    for at in line.order:
        rate = band_of(grant.bands, line.shares[at]).gives if grant.bands else Decimal(grant.per_child)
        due = rate * line.children[at]
        if due > available:
            break
        available -= due
        served.add(at)
        rates[at] = rate
    return served, rates


def _warn(
    grant: RankAndServe,
    line: Line,
    served: set[int],
    figures: tuple[dict[int, Decimal], Decimal | None],
    work: Work,
) -> None:
    """Note schools that were not reached, and rates below what the rule asks."""
    rates, least = figures
    unreached = [work.schools.codes[at] for at in line.order if at not in served and line.children[at]]
    if unreached:
        said = worded(
            "{title}: not reached, though they rank high enough: {codes}.",
            title=grant.title,
            codes=", ".join(unreached),
        )
        work.notes.append(Note("not_reached", said))
    few = [at for at in served if line.shares[at] < grant.least_below]
    poor = [work.schools.codes[at] for at in sorted(served) if least is not None and rates[at] < least]
    if few and poor:
        said = worded(
            "{title}: a child must carry {least} at least, and carries less at {codes}.",
            title=grant.title,
            least=f"{round(least or ZERO, 2):f}",
            codes=", ".join(poor),
        )
        work.notes.append(Note("below_least_rate", said))


def _amounts(grant: RankAndServe, line: Line, served: set[int], rates: dict[int, Decimal]) -> dict[int, Decimal]:
    """Round what served schools are due to units, by the grant's method."""
    places = sorted(served)
    due = [rates[at] * line.children[at] / grant.unit for at in places]
    total = units(sum(due, ZERO), Decimal(1))
    return {at: each * grant.unit for at, each in zip(places, apportion(due, total, grant.method), strict=True)}


def _state(line: Line, served: set[int], at: int) -> str:
    """Say how a school fared."""
    if at in served:
        return "first" if at in line.first else "served"
    return "not_reached" if at in line.order else "below"
