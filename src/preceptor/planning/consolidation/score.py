"""What choices cost, how many hours they take from whom, and how many hours they give back, as ranges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from preceptor.planning.consolidation.plan import Choice, Levels, Spread
from preceptor.planning.consolidation.problem import Item, Problem, Seconds, Signer

AT_SCHOOL = frozenset({Signer.PRINCIPAL, Signer.DESIGNEE})


def today(problem: Problem) -> frozenset[Choice]:
    """Give what is asked today."""
    return frozenset(
        Choice(item.id, scope, item.signer, item.times) for item in problem.items for scope in problem.scopes_of(item)
    )


def time_of(item: Item, signer: Signer) -> Seconds | None:
    """Give how long one occasion takes this signer; None where the item is not offered that way."""
    if signer == item.signer:
        return item.time
    return {Signer.OFFICE: item.office, Signer.DATA: item.data}.get(signer)


def weight(problem: Problem, signer: Signer) -> int:
    """Give what a signer's second counts, in hundredths."""
    return 100 if signer in AT_SCHOOL else problem.away


def opening(problem: Problem, form: str) -> int:
    """Give the seconds to open and sign a form: those of its slowest item."""
    return max(item.opening for item in problem.items if item.form == form)


def forms(choices: Iterable[Choice]) -> frozenset[tuple[str, str, int, Signer]]:
    """Give the forms that choices stand on: (form, scope, times, signer)."""
    return frozenset((it.form, it.scope, it.times, it.signer) for it in choices if it.form)


def cost(problem: Problem, choices: Iterable[Choice]) -> int:
    """Give what choices cost over all schools, in the unit of `Levels.cost`."""
    taken, total = frozenset(choices), 0
    for it in taken:
        item = problem.item_of[it.item]
        time = time_of(item, it.signer)
        seconds = (time.likely if time else 0) - (item.opening if it.form else 0)
        total += seconds * it.times * weight(problem, it.signer) * problem.schools_in(it.scope)
    for form, scope, times, signer in forms(taken):
        total += opening(problem, form) * times * weight(problem, signer) * problem.schools_in(scope)
    return total


def measure(problem: Problem, choices: Iterable[Choice]) -> Levels:
    """Measure choices: the cost over all schools, and what changes from today."""
    taken, now = frozenset(choices), today(problem)
    return Levels(cost(problem, taken), len(now - taken) + len(taken - now) + len(forms(taken)))


def seconds_by_signer(problem: Problem, choices: Iterable[Choice]) -> dict[Signer, Spread]:
    """Give the seconds a year over all schools that choices take from each signer."""
    return seconds_saved(problem, choices, ())


def seconds_saved(problem: Problem, before: Iterable[Choice], after: Iterable[Choice]) -> dict[Signer, Spread]:
    """Give the seconds a year that each signer gains, as a range that holds wherever the true minutes lie.

    One item's minutes are one unknown figure, the same before and after: an item that stays saves nothing for sure,
    one asked half as often saves half of what it takes. Different items vary on their own.
    """
    net: dict[tuple[str, Signer], int] = defaultdict(int)
    fixed: dict[Signer, int] = defaultdict(int)
    for sign, choices in ((1, frozenset(before)), (-1, frozenset(after))):
        for it in choices:
            occasions = sign * it.times * problem.schools_in(it.scope)
            net[it.item, it.signer] += occasions
            fixed[it.signer] -= occasions * problem.item_of[it.item].opening if it.form else 0
        for form, scope, times, signer in forms(choices):
            fixed[signer] += sign * opening(problem, form) * times * problem.schools_in(scope)
    saved = {signer: Spread(fixed[signer], fixed[signer], fixed[signer]) for signer in Signer}
    for (name, signer), occasions in net.items():
        time = time_of(problem.item_of[name], signer)
        if time and occasions:
            ends = (occasions * time.low, occasions * time.high)
            saved[signer] += Spread(min(ends), occasions * time.likely, max(ends))
    return saved
