"""The attack: everything published as equations, and for every small count the range that they leave.

A linear program for each end of each range. It shares nothing with the way in which the plan was found. Source of the
method: the attacker's problem of cell suppression (Fischetti and Salazar, "Solving the cell suppression problem on
tabular data with linear constraints", Management Science 47, 2001), here over all tables at once.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.optimize import linprog

from preceptor.planning.suppression.plan import Plan, Reveal, State
from preceptor.planning.suppression.problem import Problem

SLACK = 1e-6
Row = tuple[str, tuple[int, ...], int]


def published(problem: Problem, plan: Plan) -> Iterator[Row]:
    """Every number that a reader sees: what it counts, over which atoms, and the count."""
    yield from _shown(problem, plan.total, tuple(range(len(problem.atoms))))
    for at, states in enumerate(plan.cells):
        for category, state in enumerate(states):
            yield from _shown(problem, state, problem.within(at, category))


def _shown(problem: Problem, state: State, atoms: tuple[int, ...]) -> Iterator[Row]:
    if state >= State.SIZE:
        yield "size", atoms, problem.size(atoms)
    if state == State.SHOWN and problem.share:
        yield "yes", atoms, problem.answer(atoms)


def guarded(problem: Problem) -> list[Row]:
    """Every small count that nobody may work out: of all people, of each category, of each crossing of two."""
    sets = [tuple(range(len(problem.atoms)))]
    for at, dimension in enumerate(problem.dimensions):
        sets += [problem.within(at, category) for category in range(len(dimension.categories))]
    sets += problem.crossings()
    found: list[Row] = []
    for atoms in dict.fromkeys(sets):
        size, yes = problem.size(atoms), problem.answer(atoms)
        counts = [("size", size), ("yes", yes), ("no", size - yes)] if problem.share else [("size", size)]
        found += [(measure, atoms, count) for measure, count in counts if problem.small(count)]
    return found


def reveals(problem: Problem, plan: Plan, *, first: bool = False) -> list[Reveal]:
    """Every small count whose range is narrower than the threshold; with `first` the search ends at one."""
    rows = list(published(problem, plan))
    if not rows:
        return []
    matrix = np.array([_coefficients(problem, measure, atoms) for measure, atoms, _count in rows])
    counts = np.array([float(count) for _measure, _atoms, count in rows])
    found = []
    for measure, atoms, _count in guarded(problem):
        aim = _coefficients(problem, measure, atoms)
        low, high = _end(aim, matrix, counts), -_end(-aim, matrix, counts)
        if high - low < problem.threshold - SLACK:
            found.append(Reveal(measure, atoms, low, high))
            if first:
                break
    return found


def _coefficients(problem: Problem, measure: str, atoms: tuple[int, ...]) -> np.ndarray:
    """A count as a sum of unknowns: for each atom those who count, then those who do not."""
    width = len(problem.atoms)
    row = np.zeros(2 * width)
    if measure in ("size", "yes"):
        row[list(atoms)] = 1
    if measure in ("size", "no"):
        row[[width + at for at in atoms]] = 1
    return row


def _end(aim: np.ndarray, matrix: np.ndarray, counts: np.ndarray) -> float:
    """The least that a sum can be; beyond every bound counts as minus infinity."""
    solved = linprog(aim, A_eq=matrix, b_eq=counts, bounds=(0, None), method="highs")
    return float(solved.fun) if solved.status == 0 else -np.inf
