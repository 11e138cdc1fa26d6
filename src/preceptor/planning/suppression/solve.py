"""Choose what stays hidden: small cells, enough cells beside them, and whole tables where nothing less is safe.

The choice is a rule that depends on the counts alone, so that two indicators over the same people hide the same sizes:
in each table small cells go, then the smallest of the others until what is hidden could be anything from nothing to a
number of the threshold's size. Then the attack of `check` is run over all tables together; while it finds anything, the
least important table loses first its answers and then itself. With no tables there is nothing to find, so this ends.
"""

from __future__ import annotations

from preceptor.planning.suppression.check import reveals
from preceptor.planning.suppression.plan import Plan, State
from preceptor.planning.suppression.problem import Problem


def solve(problem: Problem) -> Plan:
    """The most that may be shown, by this rule."""
    everybody = tuple(range(len(problem.atoms)))
    size, yes = problem.size(everybody), problem.answer(everybody)
    if problem.small(size):
        return _nothing(problem)
    total = State.SIZE if problem.share and (problem.small(yes) or problem.small(size - yes)) else State.SHOWN
    cells = _joined(problem, [_table(problem, at, total) for at in range(len(problem.dimensions))])
    for plan in _weaker(problem, total, cells):
        if not reveals(problem, plan, first=True):
            return plan
    return _nothing(problem)


def _nothing(problem: Problem) -> Plan:
    cells = tuple((State.HIDDEN,) * len(each.categories) for each in problem.dimensions)
    return Plan(State.HIDDEN, cells, tuple(each.name for each in problem.dimensions))


def _table(problem: Problem, at: int, total: State) -> list[State]:
    """The states of one table on its own."""
    atoms = [problem.within(at, category) for category in range(len(problem.dimensions[at].categories))]
    sizes, yes = [problem.size(each) for each in atoms], [problem.answer(each) for each in atoms]
    hidden = _hidden_sizes(problem, sizes)
    if not problem.share:
        return [State.HIDDEN if place in hidden else State.SHOWN for place in range(len(sizes))]
    without = _hidden_answers(problem, sizes, yes, hidden) if total == State.SHOWN else set(range(len(sizes)))
    return [
        State.HIDDEN if place in hidden else State.SIZE if place in without else State.SHOWN
        for place in range(len(sizes))
    ]


def _hidden_sizes(problem: Problem, sizes: list[int]) -> set[int]:
    """Small cells, and the smallest others until two at least share a sum of the threshold."""
    hidden = {place for place, size in enumerate(sizes) if problem.small(size)}
    rest = _others(sizes, hidden)
    while hidden and (len(hidden) < 2 or sum(sizes[place] for place in hidden) < problem.threshold):
        if not rest:
            return set(range(len(sizes)))
        hidden.add(rest.pop())
    return hidden


def _hidden_answers(problem: Problem, sizes: list[int], yes: list[int], hidden: set[int]) -> set[int]:
    """Cells whose answers go: those with few who count or few who do not, and enough others beside them."""
    few = {
        place
        for place, size in enumerate(sizes)
        if problem.small(yes[place]) or problem.small(size - yes[place]) or place in hidden
    }
    rest = _others(sizes, few)
    while few and not _wide(problem, sizes, yes, few):
        if not rest:
            return set(range(len(sizes)))
        few.add(rest.pop())
    return few


def _wide(problem: Problem, sizes: list[int], yes: list[int], few: set[int]) -> bool:
    """Whether the answer of every one of these cells could lie anywhere in a range of the threshold."""
    said, people = sum(yes[place] for place in few), sum(sizes[place] for place in few)
    if len(few) < 2:
        return False
    for place in few:
        low = max(0, said - (people - sizes[place]))
        high = min(sizes[place], said)
        if high - low < min(problem.threshold, people - sizes[place], sizes[place] or problem.threshold):
            return False
    return min(said, people - said) >= problem.threshold


def _others(sizes: list[int], taken: set[int]) -> list[int]:
    """The other cells that hold anybody, the smallest last."""
    return sorted(
        (place for place in range(len(sizes)) if place not in taken and sizes[place]), key=lambda p: -sizes[p]
    )


def _joined(problem: Problem, cells: list[list[State]]) -> list[list[State]]:
    """Cells of different tables that hold the same people are shown alike."""
    twins: dict[tuple[int, ...], list[tuple[int, int]]] = {}
    for at, states in enumerate(cells):
        for category in range(len(states)):
            twins.setdefault(problem.within(at, category), []).append((at, category))
    for places in twins.values():
        least = min(cells[at][category] for at, category in places)
        for at, category in places:
            cells[at][category] = least
    return cells


def _weaker(problem: Problem, total: State, cells: list[list[State]]) -> list[Plan]:
    """Plans that show less and less: the last table loses its answers, then itself, then the one before it."""
    plans = [_plan(problem, total, cells)]
    for at in reversed(range(len(cells))):
        for most in (State.SIZE, State.HIDDEN) if problem.share else (State.HIDDEN,):
            cells = [
                [min(state, most) for state in states] if place == at else states for place, states in enumerate(cells)
            ]
            plans.append(_plan(problem, total, cells))
    return [*plans, _plan(problem, min(total, State.SIZE), cells)]


def _plan(problem: Problem, total: State, cells: list[list[State]]) -> Plan:
    dropped = tuple(
        dimension.name
        for dimension, states in zip(problem.dimensions, cells, strict=True)
        if states and max(states) == State.HIDDEN
    )
    return Plan(total, tuple(map(tuple, cells)), dropped)
