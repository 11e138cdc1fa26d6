"""Whom to ask: everybody, or a sample drawn by lot from each stratum in proportion to its size."""

import hashlib
from collections.abc import Callable, Mapping, Sequence


def shares(sizes: Mapping[str, int], sample: int) -> dict[str, int]:
    """How many of each stratum a sample takes: proportional, rounded by largest remainder, none beyond its stratum.

    The shares add up to the sample, or to everybody where the sample is larger. A stratum whose proportional part is
    below one is drawn from only if its remainder is among the largest: nobody is asked to stand for a whole stratum.
    """
    whole = sum(sizes.values())
    wanted = min(sample, whole)
    if not whole:
        return {}
    exact = {name: size * wanted for name, size in sizes.items()}
    taken = {name: amount // whole for name, amount in exact.items()}
    rest = wanted - sum(taken.values())
    by_remainder = sorted(sizes, key=lambda name: (-(exact[name] % whole), name))
    return {name: taken[name] + (name in by_remainder[:rest]) for name in sizes}


def draw(people: Sequence[tuple[int, str]], sample: int | None, seed: int) -> tuple[int, ...]:
    """The ids to ask, in order of id, from (id, stratum); the same seed and people give the same sample in any order.

    Each person's lot is a hash of seed and id, so who is asked does not depend on who else is listed before them.
    """
    if sample is None:
        return tuple(sorted(person for person, _stratum in people))
    strata: dict[str, list[int]] = {}
    for person, stratum in people:
        strata.setdefault(stratum, []).append(person)
    take = shares({name: len(ids) for name, ids in strata.items()}, sample)
    drawn = (person for name, ids in strata.items() for person in sorted(ids, key=_lot(seed))[: take[name]])
    return tuple(sorted(drawn))


def _lot(seed: int) -> Callable[[int], bytes]:
    return lambda person: hashlib.sha256(f"{seed}:{person}".encode()).digest()
