"""Schools that share a person: as many pairs as there can be, and among those the shortest ways together.

Each school is in one pair at most; a pair lies within the distance and needs no more than one full position together.
This is the matching of greatest weight in a graph (J. Edmonds, *Paths, trees, and flowers*, 1965). The solver proves
its answer: it holds a price for each school and each odd group of schools under which nobody can do better, and
checks them when it is done (`verify_optimum`); worths are whole numbers, so nothing is rounded on the way.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from rustworkx import PyGraph, max_weight_matching

from preceptor.planning.allocation.plan import Pairing

EARTH_KM = 6371.0088
METRES = 1000
Place = tuple[str, Decimal, float, float]
"""A school's code, what it needs, latitude and longitude in degrees."""


def pairs_of(places: Sequence[Place], full: Decimal, within_km: float) -> tuple[Pairing, ...]:
    """Pair schools as well as can be: one more pair outweighs every way, and a shorter way every longer one."""
    needy = sorted(place for place in places if 0 < place[1] < full)
    metres = {(one, other): round(km * METRES) for one, other, km in _near(needy, full, within_km)}
    a_pair = (len(needy) // 2) * (max(metres.values(), default=0) + 1) + 1
    graph: PyGraph[int, int] = PyGraph(multigraph=False)
    graph.add_nodes_from(list(range(len(needy))))
    graph.add_edges_from([(one, other, a_pair - way) for (one, other), way in metres.items()])
    matched = max_weight_matching(graph, weight_fn=int, verify_optimum=True)
    pairs = [(min(pair), max(pair)) for pair in matched]
    return tuple(sorted(_pairing(needy[one], needy[other], metres[one, other]) for one, other in pairs))


def _pairing(one: Place, other: Place, metres: int) -> Pairing:
    """Write one pair."""
    return Pairing(one[0], other[0], one[1] + other[1], metres / METRES)


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
