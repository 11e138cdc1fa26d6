"""The greedy method, for comparison: the choice that costs least for each need it newly meets (Chvátal 1979).

What has become needless is taken back, dearest first, so that the comparison is with greedy at its best.
"""

from __future__ import annotations

from preceptor.planning.consolidation.methods.model import Model


def greedy(model: Model) -> frozenset[int]:
    """Give columns that meet every need of a component, found greedily."""
    meets, lenders = _meets(model), _lenders(model)
    taken = {at for at, column in enumerate(model.columns) if column.fixed}
    bare = {row for row, it in enumerate(model.rows) if it.least and not any(at in taken for at, _ in it.parts)}
    while bare:
        options = [at for at in meets if at not in taken and meets[at] & bare]
        at = min(options, key=lambda at: (_price(model, at, taken, lenders) / len(meets[at] & bare), at))
        taken |= {at, lenders.get(at, at)}
        bare -= meets[at]
    for at in sorted(taken & meets.keys(), key=lambda at: (-model.columns[at].cost, at)):
        others = set().union(*(meets[other] for other in taken & meets.keys() if other != at))
        if not model.columns[at].fixed and meets[at] <= others:
            taken.remove(at)
    used = {lenders[at] for at in taken if at in lenders}
    return frozenset(at for at in taken if model.columns[at].choice or at in used)


def _meets(model: Model) -> dict[int, set[int]]:
    """Give the needs that each choice meets."""
    meets: dict[int, set[int]] = {}
    for number, row in enumerate(model.rows):
        for at, _ in row.parts if row.least else ():
            meets.setdefault(at, set()).add(number)
    return meets


def _lenders(model: Model) -> dict[int, int]:
    """Give the form that each choice on a form stands on."""
    return {row.parts[1][0]: row.parts[0][0] for row in model.rows if not row.least}


def _price(model: Model, at: int, taken: set[int], lenders: dict[int, int]) -> int:
    """Give what taking a choice costs now, its form included while that is not open."""
    form = lenders.get(at)
    return model.columns[at].cost + (0 if form is None or form in taken else model.columns[form].cost)
