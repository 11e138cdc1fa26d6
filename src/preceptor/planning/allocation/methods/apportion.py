"""Whole units that add up: largest remainder and divisor methods, with floors and ceilings.

Methods
-------
`largest_remainder` (Hamilton) gives each the whole part, then one more to the largest fractions. The divisor methods
give the next unit where the claim divided by a divisor is greatest: `jefferson` n + 1, `webster` n + 1/2,
`huntington_hill` the geometric mean, `adams` n (Balinski and Young, *Fair Representation*, 1982). With them nobody
loses a unit because there are more to give. Equal claims go by position, and callers sort by code.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

TIE = Decimal("1e-20")
"""Fractions closer than this are equal: they differ by the rounding of the arithmetic alone."""

Divisor = Callable[[int], Decimal]

DIVISORS: dict[str, Divisor] = {
    "jefferson": lambda have: Decimal(have + 1),
    "webster": lambda have: Decimal(2 * have + 1) / 2,
    "huntington_hill": lambda have: (Decimal(have) * (have + 1)).sqrt(),
    "adams": Decimal,
}
"""By what a claim is divided when it has so many units already."""


def apportion(
    exact: Sequence[Decimal],
    total: int,
    method: str,
    least: Sequence[int] | None = None,
    most: Sequence[int | None] | None = None,
) -> list[int]:
    """Turn exact numbers of units into whole ones that add up to the total, or as near as the bounds allow.

    Parameters
    ----------
    exact
        What each would get in parts of units; they need not add up to the total (votes for seats do not).
    total
        Units to give.
    method
        A name of `DIVISORS`, `largest_remainder`, or `each`, which rounds one by one and may not add up.
    least, most
        The fewest and most units of each; None for no bound.
    """
    floor = list(least) if least is not None else [0] * len(exact)
    ceiling = list(most) if most is not None else [None] * len(exact)
    if method == "each":
        return [_held(int(x.to_integral_value(ROUND_HALF_UP)), floor[at], ceiling[at]) for at, x in enumerate(exact)]
    claims = _scaled(exact, total) if least is None and most is None else list(exact)
    if method == "largest_remainder":
        return _by_remainder(claims, total, floor, ceiling)
    return _by_divisor(claims, total, DIVISORS[method], floor, ceiling)


def units(amount: Decimal, unit: Decimal) -> int:
    """Give the whole units in an amount; what is only short by the arithmetic's own rounding counts as whole."""
    return int((amount / unit + TIE).to_integral_value(ROUND_FLOOR))


def units_up(amount: Decimal, unit: Decimal) -> int:
    """Give the units that reach an amount at least."""
    return int((amount / unit - TIE).to_integral_value(ROUND_CEILING))


def _scaled(exact: Sequence[Decimal], total: int) -> list[Decimal]:
    """Bring claims to the total."""
    whole = sum(exact, Decimal(0))
    return [claim * total / whole for claim in exact] if whole else list(exact)


def _held(units_: int, least: int, most: int | None) -> int:
    """Hold a number between its bounds."""
    return max(least, units_ if most is None else min(units_, most))


def _by_remainder(claims: Sequence[Decimal], total: int, least: Sequence[int], most: Sequence[int | None]) -> list[int]:
    """Give whole parts, then single units to the largest fractions (or take them from the smallest)."""
    whole = [int((claim + TIE).to_integral_value(ROUND_FLOOR)) for claim in claims]
    rest = [claim - whole[at] for at, claim in enumerate(claims)]
    given = [_held(units_, least[at], most[at]) for at, units_ in enumerate(whole)]
    # Whoever the bounds have already lifted stands behind those who are owed a fraction.
    order = sorted(range(len(claims)), key=lambda at: (given[at] > whole[at], -round(rest[at], 18), at))
    left = total - sum(given)
    while left:
        way = 1 if left > 0 else -1
        moved = False
        for at in order if way > 0 else reversed(order):
            if left and _held(given[at] + way, least[at], most[at]) == given[at] + way:
                given[at] += way
                left -= way
                moved = True
        if not moved or not any(claims):
            break
    return given


def _by_divisor(
    claims: Sequence[Decimal], total: int, divisor: Divisor, least: Sequence[int], most: Sequence[int | None]
) -> list[int]:
    """Start near the answer, then move single units until no move is better: the optimum of the divisor method."""
    start = [max(int(claim.to_integral_value(ROUND_FLOOR)) - 1, 0) for claim in claims]
    given = [_held(units_, least[at], most[at]) for at, units_ in enumerate(start)]
    gain = [_next(claims, given, at, divisor, most) for at in range(len(claims))]
    cost = [_last(claims, given, at, divisor, least) for at in range(len(claims))]
    heapq.heapify(gain)
    heapq.heapify(cost)
    left = total - sum(given)

    def step(at: int, way: int) -> None:
        given[at] += way
        heapq.heappush(gain, _next(claims, given, at, divisor, most))
        heapq.heappush(cost, _last(claims, given, at, divisor, least))

    while True:
        _settle(gain, given, 0)
        _settle(cost, given, 0)
        best, worst = gain[0] if gain else _NEVER, cost[0] if cost else _NEVER
        if left > 0 and best[0] < _NEVER[0]:
            step(best[2], 1)
            left -= 1
        elif left < 0 and worst[0] < _NEVER[0]:
            step(worst[2], -1)
            left += 1
        elif left == 0 and best[0] < _NEVER[0] and -best[0] > worst[0] + TIE and best[2] != worst[2]:
            step(best[2], 1)
            step(worst[2], -1)
        else:
            return given


_Move = tuple[Decimal, int, int, int]
"""What a move is worth, the turn among equals (who comes first gains first and loses last), the position, its units."""
_NEVER: _Move = (Decimal("Infinity"), -1, -1, -1)


def _next(
    claims: Sequence[Decimal], given: Sequence[int], at: int, divisor: Divisor, most: Sequence[int | None]
) -> _Move:
    """Give the (negated) worth of one unit more, the position, and the units it starts from."""
    limit = most[at]
    if not claims[at] or (limit is not None and given[at] >= limit):
        return (_NEVER[0], at, at, given[at])
    by = divisor(given[at])
    return (-(claims[at] / by) if by else Decimal("-Infinity"), at, at, given[at])


def _last(claims: Sequence[Decimal], given: Sequence[int], at: int, divisor: Divisor, least: Sequence[int]) -> _Move:
    """Give the worth of the last unit, the position, and the units it starts from."""
    if given[at] <= least[at] or given[at] == 0:
        return (_NEVER[0], -at, at, given[at])
    by = divisor(given[at] - 1)
    return (claims[at] / by if by else _NEVER[0], -at, at, given[at])


def _settle(moves: list[_Move], given: Sequence[int], top: int) -> None:
    """Drop moves from the top that start from units nobody has any more."""
    while moves and given[moves[top][2]] != moves[top][3]:
        heapq.heappop(moves)
