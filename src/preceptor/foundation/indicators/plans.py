"""From worked-out indicators to what may be published of them."""

from typing import Any

import numpy as np

from preceptor.foundation.indicators.definition import Definition
from preceptor.foundation.indicators.queries.working import Worked
from preceptor.planning.suppression.plan import Plan, State
from preceptor.planning.suppression.problem import Dimension, Problem
from preceptor.planning.suppression.solve import solve

Cells = dict[str, Any]


def problem_of(definition: Definition, worked: Worked, threshold: int) -> Problem:
    """The counts of a period as a problem of suppression."""
    width = len(worked.atoms)
    sizes = np.bincount(worked.atom_of, minlength=width)
    answers = np.bincount(worked.atom_of[worked.counted.counts], minlength=width)
    categories = [tuple(sorted({atom[at] for atom in worked.atoms})) for at in range(len(worked.dimensions))]
    places = [{key: at for at, key in enumerate(each)} for each in categories]
    return Problem(
        threshold=threshold,
        dimensions=tuple(map(Dimension, worked.dimensions, categories)),
        atoms=tuple(tuple(place[key] for place, key in zip(places, atom, strict=True)) for atom in worked.atoms),
        sizes=tuple(sizes.tolist()),
        answers=tuple(answers.tolist()),
        share=definition.is_share,
    )


def publishable(definition: Definition, worked: Worked, threshold: int, before: Cells | None = None) -> Cells:
    """What everybody may see of a period; whatever an earlier revision hid stays hidden."""
    problem = problem_of(definition, worked, threshold)
    plan = solve(problem)
    total = State.SHOWN if definition.open_total and not definition.is_share else plan.total
    everybody = tuple(range(len(problem.atoms)))
    kept = (before or {}).get("total", {}).get("state", State.SHOWN)
    return {
        "threshold": threshold,
        "total": _cell(problem, everybody, min(total, kept)),
        "tables": [_table(problem, plan, at, before) for at in range(len(problem.dimensions))],
    }


def _table(problem: Problem, plan: Plan, at: int, before: Cells | None) -> dict[str, Any]:
    dimension = problem.dimensions[at]
    earlier = _earlier(before, dimension.name)
    cells = []
    for place, key in enumerate(dimension.categories):
        atoms = problem.within(at, place)
        state = min(plan.cells[at][place], earlier.get(key, State.SHOWN))
        if problem.size(atoms) or state == State.HIDDEN:
            cells.append({"key": key, **_cell(problem, atoms, State(state))})
    return {"name": dimension.name, "dropped": dimension.name in plan.dropped, "cells": cells}


def _earlier(before: Cells | None, name: str) -> dict[str, int]:
    """How much of each category an earlier revision showed."""
    tables = (before or {}).get("tables", [])
    return {cell["key"]: cell["state"] for table in tables if table["name"] == name for cell in table["cells"]}


def _cell(problem: Problem, atoms: tuple[int, ...], state: int) -> dict[str, int]:
    """What is shown of a cell, and nothing of what is hidden."""
    cell = {"state": int(state)}
    if state >= State.SIZE:
        cell["size"] = problem.size(atoms)
    if state == State.SHOWN:
        cell["number"] = problem.answer(atoms)
    return cell


def publishable_total(number: int, out_of: int | None, threshold: int, before: Cells | None = None) -> Cells:
    """What everybody may see of a figure that was entered: it has no tables; what was hidden stays hidden."""
    size = number if out_of is None else out_of
    small = [count for count in ((size,) if out_of is None else (number, size - number)) if 0 < count < threshold]
    state = State.HIDDEN if 0 < size < threshold else State.SIZE if small else State.SHOWN
    state = min(state, (before or {}).get("total", {}).get("state", State.SHOWN))
    cell = {"state": int(state)}
    if state >= State.SIZE:
        cell["size"] = size
    if state == State.SHOWN:
        cell["number"] = number
    return {"threshold": threshold, "total": cell, "tables": []}
