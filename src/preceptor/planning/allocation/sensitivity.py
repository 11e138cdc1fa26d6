"""How ranks of need move when a weight or a year of data moves: one change at a time, everything else kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from preceptor.planning.allocation.formula.formula import Formula
from preceptor.planning.allocation.methods.scaling import rank_from_top
from preceptor.planning.allocation.problem import Cells, Problem
from preceptor.planning.allocation.solve import solve

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Moved:
    """What one change does to the ranks: how alike they stay (Spearman), the largest move, and who makes it."""

    change: str
    likeness: float
    largest_move: int
    code: str
    moved: int


def weight_moves(problem: Problem, index: str, times: Decimal) -> list[Moved]:
    """Multiply one indicator's weight after the other, and tell how the ranks of an index move."""
    formula = problem.formula
    indicators = formula.indices[index].indicators
    return [
        _moved(problem, _with_weight(formula, index, name, times), index, indicators[name].title) for name in indicators
    ]


def year_moves(problem: Problem, index: str, columns: dict[str, str]) -> Moved:
    """Let columns stand in for others (last year's for this year's), and tell how the ranks of an index move."""
    numbers = dict(problem.schools.numbers)
    numbers |= {name: problem.schools.numbers[other] for name, other in columns.items()}
    schools = type(problem.schools)(
        problem.schools.codes,
        problem.schools.names,
        problem.schools.rows,
        numbers,
        problem.schools.words,
        problem.schools.opened,
    )
    other = Problem(problem.formula, schools, problem.pools)
    return _compared(_ranked(problem, index), _ranked(other, index), problem.schools.codes, ", ".join(columns.values()))


def _with_weight(formula: Formula, index: str, name: str, times: Decimal) -> Formula:
    """Give the formula with one indicator's weights multiplied."""
    whole = formula.indices[index]
    indicator = whole.indicators[name]
    weights = {level: weight * times for level, weight in indicator.weights.items()}
    heavier = indicator.model_copy(update={"weight": indicator.weight * times, "weights": weights})
    changed = whole.model_copy(update={"indicators": {**whole.indicators, name: heavier}})
    return formula.model_copy(update={"indices": {**formula.indices, index: changed}})


def _moved(problem: Problem, changed: Formula, index: str, change: str) -> Moved:
    """Compare ranks under a changed formula with those under the given one."""
    other = Problem(changed, problem.schools, problem.pools)
    return _compared(_ranked(problem, index), _ranked(other, index), problem.schools.codes, change)


def _ranked(problem: Problem, index: str) -> list[int]:
    """Give every school's rank by an index; only figures are made, nothing is given away."""
    bare = problem.formula.model_copy(update={"pools": {}, "grants": {}, "groups": {}, "staffing": {}, "sharing": {}})
    made = solve(Problem(bare, problem.schools)).plan
    values: Cells = made.indices[index].values if made else ()
    return rank_from_top([each if each is not None else ZERO for each in values])


def _compared(before: Sequence[int], after: Sequence[int], codes: Sequence[str], change: str) -> Moved:
    """Compare two rankings."""
    if not before or len(before) != len(after):
        return Moved(change, 0.0, 0, "", 0)
    moves = np.abs(np.array(before) - np.array(after))
    furthest = int(moves.argmax())
    alike = 1.0 if before == after else float(np.corrcoef(before, after)[0, 1])
    return Moved(change, round(alike, 6), int(moves[furthest]), codes[furthest], int((moves > 0).sum()))
