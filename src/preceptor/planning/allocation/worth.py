"""What would change a school's amounts: one step of each indicator, the next tier, the next threshold, to the unit.

Nothing is estimated: for each supposition all that follows from it is computed again, with one number of one school
set to another value, so that everybody's ranks, the level of the pool and the rounding follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from preceptor.planning.allocation.formula.figures import Bands, Condition, Gate, Tier
from preceptor.planning.allocation.formula.formula import Formula
from preceptor.planning.allocation.formula.index import Indicator
from preceptor.planning.allocation.methods.scaling import rank_from_top
from preceptor.planning.allocation.phrases import Translate, same, say, say_money, say_number
from preceptor.planning.allocation.plan import Plan
from preceptor.planning.allocation.problem import Problem
from preceptor.planning.allocation.solve import solve

ZERO, ONE = Decimal(0), Decimal(1)
POINT = Decimal("0.01")
"""One step of a share; of everything else it is one."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What one supposition is worth.

    Attributes
    ----------
    kind
        `indicator`, `tier` or `threshold`.
    key, title
        The number supposed, and what people call it.
    was, now
        Its value and the value supposed.
    shown
        How it is written.
    goal
        The tier or figure that it reaches; empty for a plain step.
    amounts
        By grant: what the school gets, and what it would get.
    """

    kind: str
    key: str
    title: str
    was: Decimal
    now: Decimal
    shown: str
    goal: str
    amounts: Mapping[str, tuple[Decimal, Decimal]]


class Supposed(NamedTuple):
    """One number of the school set to another value, and what for."""

    kind: str
    key: str
    title: str
    value: Decimal
    goal: str = ""
    reaches: tuple[str, Decimal] | None = None
    """The figure and the value that must come of it; a supposition that misses its goal is not told."""


def worths(problem: Problem, plan: Plan, code: str) -> list[Worth]:
    """Compute what each supposition would change for one school; those that change nothing are told as well."""
    at = plan.at(code)
    bare = _bare(problem)
    found = []
    for supposed in _suppositions(problem, plan, at):
        made = solve(replace(bare, what_if={supposed.key: {code: supposed.value}}), plan).plan
        was = plan.figures[supposed.key][at]
        if made is None or was is None:
            continue
        if supposed.reaches is not None and made.figures[supposed.reaches[0]][at] != supposed.reaches[1]:
            continue
        amounts = {key: (plan.amounts(key)[at], made.amounts(key)[at]) for key in made.grants}
        shown = _shown(problem.formula, supposed.key)
        found.append(Worth(*supposed[:3], was, supposed.value, shown, supposed.goal, amounts))
    return found


def _bare(problem: Problem) -> Problem:
    """Leave out of the formula what no amount depends on."""
    formula = problem.formula.model_copy(update={"staffing": {}, "sharing": {}, "groups": {}})
    kept = {grant.pool for grant in formula.grants.values()}
    pools = {name: pool for name, pool in formula.pools.items() if name in kept}
    amounts = {name: amount for name, amount in problem.pools.items() if name in kept}
    return replace(problem, formula=formula.model_copy(update={"pools": pools}), pools=amounts, notes=())


def _suppositions(problem: Problem, plan: Plan, at: int) -> Iterator[Supposed]:
    """List what is worth asking: each indicator a step further, then tiers, then gates and bands."""
    formula = problem.formula
    for index in formula.indices.values():
        for indicator in index.indicators.values():
            yield from _step(formula, plan, indicator, at)
    for key, figure in formula.figures.items():
        if isinstance(figure, Tier):
            yield from _next_tier(problem, plan, (key, figure), at)
        elif isinstance(figure, Gate):
            yield from _next_gate(formula, plan, (key, figure), at)
        elif isinstance(figure, Bands):
            yield from _next_band(formula, plan, (key, figure), at)


def _step(formula: Formula, plan: Plan, indicator: Indicator, at: int) -> Iterator[Supposed]:
    """Suppose an indicator one step further in need; a share stays between nothing and all."""
    value = plan.figures[indicator.of][at]
    if value is None:
        return
    is_share = _shown(formula, indicator.of) == "share"
    step = POINT if is_share else ONE
    further = value + (step if indicator.more_means == "more_need" else -step)
    if not is_share or ZERO <= further <= ONE:
        yield Supposed("indicator", indicator.of, indicator.title, further)


def _next_tier(problem: Problem, plan: Plan, named: tuple[str, Tier], at: int) -> Iterator[Supposed]:
    """Suppose the least number with which the school stands in the tier above."""
    key, figure = named
    cells = plan.figures[figure.of]
    words = problem.schools.words[figure.within] if figure.within else [""] * len(cells)
    peers = [place for place, cell in enumerate(cells) if cell is not None and words[place] == words[at]]
    own = cells[at]
    ranks = dict(zip(peers, rank_from_top([cells[place] or ZERO for place in peers]), strict=True))
    tier = {place: (rank - 1) * len(figure.names) // len(peers) for place, rank in ranks.items()}
    if own is None or tier[at] == 0:
        return
    # To move up, the school passes everybody from its own place to the last place of the tier above.
    last = max(rank for rank in range(1, len(peers) + 1) if (rank - 1) * len(figure.names) // len(peers) < tier[at])
    others = sorted((cells[place] or ZERO for place in peers if place != at), reverse=True)
    title, above = _title(problem.formula, figure.of), tier[at] - 1
    yield Supposed("tier", figure.of, title, others[last - 1], figure.names[above], (key, Decimal(above + 1)))


def _next_gate(formula: Formula, plan: Plan, named: tuple[str, Gate], at: int) -> Iterator[Supposed]:
    """Suppose the number at which the only condition that fails would hold."""
    key, figure = named
    failing = [each for each in figure.conditions if each.of is not None and not _holds(each, plan, at)]
    if len(failing) == 1 and (goal := _threshold(formula, failing[0])) is not None:
        of = failing[0].of or ""
        yield Supposed("threshold", of, _title(formula, of), goal, figure.title, (key, ONE))


def _holds(each: Condition, plan: Plan, at: int) -> bool:
    """Judge a condition on a number."""
    value = plan.figures[each.of or ""][at]
    return value is not None and not (
        (each.above is not None and value <= each.above)
        or (each.at_least is not None and value < each.at_least)
        or (each.below is not None and value >= each.below)
        or (each.at_most is not None and value > each.at_most)
    )


def _threshold(formula: Formula, each: Condition) -> Decimal | None:
    """Give the least number that meets a lower bound, or the greatest that meets an upper one."""
    step = POINT if _shown(formula, each.of or "") == "share" else ONE
    if each.at_least is not None:
        return each.at_least
    if each.above is not None:
        return each.above + step
    return each.at_most if each.at_most is not None else None


def _next_band(formula: Formula, plan: Plan, named: tuple[str, Bands], at: int) -> Iterator[Supposed]:
    """Suppose the first number of the next band."""
    key, figure = named
    value = plan.figures[figure.of][at]
    for band, after in pairwise(figure.bands):
        inside = band.up_to is not None and value is not None and value <= band.up_to
        if value is not None and (inside or (band.below is not None and value < band.below)):
            first = band.below if band.below is not None else (band.up_to or ZERO) + ONE
            yield Supposed("threshold", figure.of, _title(formula, figure.of), first, figure.title, (key, after.gives))
            return


def _title(formula: Formula, name: str) -> str:
    """Give what people call a number."""
    for table in (formula.columns, formula.figures, formula.indices):
        if name in table:
            return table[name].title
    return name


def _shown(formula: Formula, name: str) -> str:
    """Give how a number is written."""
    if name in formula.columns:
        kind = formula.columns[name].kind
        return kind if kind in {"money", "share"} else "number"
    return formula.figures[name].shown if name in formula.figures else "number"


class Spoken(NamedTuple):
    """What a worth is said with: the currency, and of each grant its title and whether it is money."""

    currency: str
    grants: Mapping[str, tuple[str, bool]]


def spoken_of(formula: Formula) -> Spoken:
    """Give what a formula's worths are said with."""

    def is_money(pool: str | None) -> bool:
        return pool is None or formula.pools[pool].measure == "money"

    return Spoken(formula.currency, {key: (grant.title, is_money(grant.pool)) for key, grant in formula.grants.items()})


def say_worth(worth: Worth, spoken: Spoken, _: Translate = same, titles: Mapping[str, str] | None = None) -> str:
    """Say what one supposition is worth; the same figures always give the same sentence."""
    named = titles or {}
    goals = {
        "tier": _("{title} at {now} instead of {was} would bring the tier “{goal}”."),
        "threshold": _("{title} at {now} instead of {was} would reach “{goal}”."),
    }
    goal = goals.get(worth.kind, _("If “{title}” were {now} instead of {was}:"))
    said = goal.format(
        title=named.get(worth.title, worth.title),
        goal=named.get(worth.goal, worth.goal),
        now=say(worth.now, worth.shown, spoken.currency, _),
        was=say(worth.was, worth.shown, spoken.currency, _),
    )
    return " ".join([said, *(_amount(spoken, key, pair, _, named) for key, pair in worth.amounts.items())])


def _amount(spoken: Spoken, key: str, pair: tuple[Decimal, Decimal], _: Translate, titles: Mapping[str, str]) -> str:
    """Say what a grant would be."""
    was, now = pair
    title, money = spoken.grants[key]
    title = titles.get(title, title)
    figures = [say_money(each, spoken.currency, _) if money else say_number(each, _) for each in (now, abs(now - was))]
    if now == was:
        return _("{title}: no change.").format(title=title)
    said = _("{title}: {now}, {more} more.") if now > was else _("{title}: {now}, {more} less.")
    return said.format(title=title, now=figures[0], more=figures[1])
