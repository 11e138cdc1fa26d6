"""Schools that share a person: as many pairs as fit, then the shortest ways, by integer programming (CP-SAT).

Each school is in one pair at most; a pair lies within the distance and needs no more than one full position together.
A school that needs a full position alone is in none.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from ortools.sat.python import cp_model

from preceptor.planning.allocation.plan import Pairing

EARTH_KM = 6371.0088
Place = tuple[str, Decimal, float, float]
"""A school's code, what it needs, latitude and longitude in degrees."""


def pairs_of(places: Sequence[Place], full: Decimal, within_km: float) -> tuple[Pairing, ...]:
    """Pair schools so that most are in a pair and, among such pairings, the distances add up to least."""
    needy = sorted(place for place in places if 0 < place[1] < full)
    near = _near(needy, full, within_km)
    if not near:
        return ()
    model = cp_model.CpModel()
    chosen = [model.new_bool_var("") for _ in near]
    touching: dict[int, list[cp_model.IntVar]] = {}
    for variable, (one, other, _km) in zip(chosen, near, strict=True):
        touching.setdefault(one, []).append(variable)
        touching.setdefault(other, []).append(variable)
    for variables in touching.values():
        model.add_at_most_one(variables)
    metres = [round(km * 1000) for *_, km in near]
    worth = sum(metres) + 1
    model.maximize(sum((worth - way) * variable for variable, way in zip(chosen, metres, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    if solver.solve(model) != cp_model.OPTIMAL:
        raise ArithmeticError("the pairing solver did not finish")
    picked = [pair for pair, variable in zip(near, chosen, strict=True) if solver.boolean_value(variable)]
    return tuple(
        Pairing(needy[one][0], needy[other][0], needy[one][1] + needy[other][1], round(km, 3))
        for one, other, km in sorted(picked)
    )


def _near(needy: Sequence[Place], full: Decimal, within_km: float) -> list[tuple[int, int, float]]:
    """List the pairs that may share, with their distance."""
    band = within_km / 110.0
    order = sorted(range(len(needy)), key=lambda at: needy[at][2])
    found = []
    for start, one in enumerate(order):
        for other in order[start + 1 :]:
            if needy[other][2] - needy[one][2] > band:
                break
            km = distance_km(needy[one], needy[other])
            if km <= within_km and needy[one][1] + needy[other][1] <= full:
                found.append((min(one, other), max(one, other), km))
    return sorted(found)


def distance_km(one: Place, other: Place) -> float:
    """Give the great-circle distance by the haversine formula."""
    north, south = math.radians(one[2]), math.radians(other[2])
    half = math.sin((south - north) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(math.radians(other[3] - one[3]) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(half, 1.0)))
