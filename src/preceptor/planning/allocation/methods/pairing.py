"""Schools that share a person: near ones first, then every exchange that puts more schools into pairs.

Each school is in one pair at most; a pair lies within the distance and needs no more than one full position together.
A school that needs a full position alone is in none. The pairing is a good one, not a proven best: an exact search
(integer programming) took minutes on a real district, and a district adjusts pairs by hand anyway.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal

from preceptor.planning.allocation.plan import Pairing

EARTH_KM = 6371.0088
Place = tuple[str, Decimal, float, float]
"""A school's code, what it needs, latitude and longitude in degrees."""


def pairs_of(places: Sequence[Place], full: Decimal, within_km: float) -> tuple[Pairing, ...]:
    """Pair schools, near ones first; a pair is opened where that lets both its schools find another partner."""
    needy = sorted(place for place in places if 0 < place[1] < full)
    near = _near(needy, full, within_km)
    km = {(one, other): way for one, other, way in near} | {(other, one): way for one, other, way in near}
    partner: dict[int, int] = {}
    for one, other, _way in sorted(near, key=lambda pair: (pair[2], pair[:2])):
        if one not in partner and other not in partner:
            partner[one], partner[other] = other, one
    neighbours: dict[int, list[int]] = {}
    for one, other in sorted(km, key=lambda pair: (km[pair], pair)):
        neighbours.setdefault(one, []).append(other)
    while _exchange(partner, neighbours):
        pass
    return tuple(
        Pairing(needy[one][0], needy[other][0], needy[one][1] + needy[other][1], round(km[one, other], 3))
        for one, other in sorted(partner.items())
        if one < other
    )


def _exchange(partner: dict[int, int], neighbours: Mapping[int, Sequence[int]]) -> bool:
    """Open one pair whose two schools both find a free partner; tell whether there was one."""
    for one, other in sorted(partner.items()):
        mine = next((each for each in neighbours[one] if each not in partner), None)
        theirs = next((each for each in neighbours[other] if each not in partner and each != mine), None)
        if mine is not None and theirs is not None:
            partner.update({one: mine, mine: one, other: theirs, theirs: other})
            return True
    return False


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
