"""The exact method: HiGHS finds the best choices of a component, and a tree of linear bounds proves their cost.

HiGHS works in floating point, so its word is not taken for the proof. Branch and bound (Land & Doig 1960) is run once
more with the optimum in hand, and each leaf keeps the prices of its linear programme as whole numbers, `UNIT` for 1.
Weak duality holds for any prices that are not negative, rounded or not, so the checker only multiplies and adds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_matrix, hstack

from preceptor.planning.consolidation.methods.model import Model
from preceptor.planning.consolidation.plan import Branch, Leaf, Node

UNIT = 720_720
"""Divisible by 1 to 16, so that the fractions which covering problems love are written without error."""

LEAVES = 3000
"""Leaves of a component's tree; beyond them its bound is what was proven so far."""

WHOLE = 1e-6
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Numbers:
    """A component as arrays: at least `least` of `matrix` x, x between `low` and 1, costs level by level."""

    matrix: csr_matrix
    least: Floats
    low: Floats
    cost: Floats
    unrest: Floats

    @property
    def both(self) -> Floats:
        """Give one cost in which one second outweighs all the unrest there can be."""
        outweighs = float(np.abs(self.unrest).sum()) + 1
        return self.cost * outweighs + self.unrest


def numbers_of(model: Model) -> Numbers:
    """Write a component as arrays."""
    entries = [(value, row, at) for row, it in enumerate(model.rows) for at, value in it.parts]
    values, rows, columns = zip(*entries, strict=True) if entries else ((), (), ())
    shape = (len(model.rows), len(model.columns))
    return Numbers(
        matrix=csr_matrix((np.array(values, dtype=float), (rows, columns)), shape=shape),
        least=np.array([row.least for row in model.rows], dtype=float),
        low=np.array([column.fixed for column in model.columns], dtype=float),
        cost=np.array([column.cost for column in model.columns], dtype=float),
        unrest=np.array([column.unrest for column in model.columns], dtype=float),
    )


def best(model: Model) -> frozenset[int] | None:
    """Give the columns of the best choices of a component: least cost, then least unrest; None if HiGHS gives up."""
    it = numbers_of(model)
    if not model.rows:
        return frozenset(np.flatnonzero((it.low > 0) | (it.both < 0)).tolist())
    found = milp(
        it.both / max(1.0, float(np.abs(it.both).max())),
        integrality=np.ones(len(it.cost)),
        bounds=Bounds(it.low, np.ones(len(it.cost))),
        constraints=LinearConstraint(it.matrix, lb=it.least),
        options={"mip_rel_gap": 0.0},
    )
    return None if found.x is None else frozenset(np.flatnonzero(found.x > 0.5).tolist())


def cost_of(model: Model, taken: frozenset[int]) -> int:
    """Give what columns cost, exactly."""
    return sum(model.columns[at].cost for at in taken)


def prove(model: Model, cost: int, stop: Callable[[], bool]) -> Node:
    """Give a tree that bounds the cost of a component from below; tight unless it grew too large or was stopped."""
    it = numbers_of(model)
    budget = [LEAVES]

    def node(low: Floats, high: Floats) -> Node:
        x, prices, bound = _relaxed(it, low, high, cost)
        leaf = Leaf(tuple((model.rows[row].key, price) for row, price in prices))
        loose = np.flatnonzero((x > WHOLE) & (x < 1 - WHOLE))
        if bound > cost - 1 or not len(loose) or budget[0] <= 0 or stop():
            return leaf
        budget[0] -= 1
        at = int(loose[np.argmax(it.cost[loose] * np.minimum(x[loose], 1 - x[loose]))])
        without, taken = high.copy(), low.copy()
        without[at], taken[at] = 0, 1
        return Branch(model.columns[at].key, node(low, without), node(taken, high))

    return node(it.low, np.ones(len(it.cost)))


def _relaxed(it: Numbers, low: Floats, high: Floats, cost: int) -> tuple[Floats, list[tuple[int, int]], float]:
    """Solve the linear relaxation; give its solution, its whole prices by row, and the bound that they prove.

    A need may be left bare at a price above the known cost, so that there always is a solution and a bare need
    shows as a bound beyond the cost.
    """
    if not len(it.least):
        return low, [], float(it.cost @ low)
    count, penalty = len(it.cost), float(2 * cost + 2)
    bare = csr_matrix(np.diag((it.least > 0).astype(float)))
    scale = max(penalty, 1.0)
    found = linprog(
        np.concatenate([it.cost, np.full(len(it.least), penalty)]) / scale,
        A_ub=-hstack([it.matrix, bare], format="csr"),
        b_ub=-it.least,
        bounds=np.column_stack(
            [np.concatenate([low, np.zeros(len(it.least))]), np.concatenate([high, np.ones(len(it.least))])]
        ),
        method="highs-ds",
    )
    prices = np.maximum(np.round(-found.ineqlin.marginals * scale * UNIT), 0)
    reduced = it.cost * UNIT - it.matrix.T @ prices
    bound = float(it.least @ prices + np.minimum(reduced * low, reduced * high).sum()) / UNIT
    return found.x[:count], [(row, int(prices[row])) for row in np.flatnonzero(prices).tolist()], bound
