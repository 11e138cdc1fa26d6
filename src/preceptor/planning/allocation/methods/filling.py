"""A pool shared in proportion between floors and ceilings: the one answer, found by sweeping the level.

Each gets `clamp(level x claim, floor, ceiling)`, and the level is the one at which the sum meets the pool. The sum
rises with the level in straight lines that bend where a claim leaves its floor or meets its ceiling, so the level is
found between two bends, exactly, in n log n.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Filled:
    """The amounts, the level (amount for each unit of claim), and what the ceilings or the lack of claims left."""

    amounts: tuple[Decimal, ...]
    level: Decimal
    left: Decimal


def fill(
    total: Decimal, claims: Sequence[Decimal], floors: Sequence[Decimal], ceilings: Sequence[Decimal | None]
) -> Filled:
    """Share a total that is no smaller than the sum of the floors.

    Raises ValueError when the floors exceed the total: the caller reports that, and nothing is scaled down.
    """
    owed = sum(floors, ZERO)
    if owed > total:
        raise ValueError("the floors exceed the total")
    level = _level(total, claims, floors, ceilings)
    amounts = tuple(
        _clamp(level * claim, floors[at], ceilings[at]) if claim else floors[at] for at, claim in enumerate(claims)
    )
    return Filled(amounts, level, total - sum(amounts, ZERO))


def _clamp(value: Decimal, floor: Decimal, ceiling: Decimal | None) -> Decimal:
    """Hold a value between its bounds; the floor wins."""
    return max(floor, value if ceiling is None else min(value, ceiling))


def _level(
    total: Decimal, claims: Sequence[Decimal], floors: Sequence[Decimal], ceilings: Sequence[Decimal | None]
) -> Decimal:
    """Find the level at which the sum of the clamped amounts meets the total."""
    bends: list[tuple[Decimal, Decimal, Decimal]] = []
    fixed, slope = ZERO, ZERO
    for claim, floor, ceiling in zip(claims, floors, ceilings, strict=True):
        fixed += floor
        if not claim or (ceiling is not None and ceiling <= floor):
            continue
        bends.append((floor / claim, claim, -floor))
        if ceiling is not None:
            bends.append((ceiling / claim, -claim, ceiling))
    bends.sort()
    level = ZERO
    for at, rise, settled in bends:
        if slope and fixed + slope * at >= total:
            break
        level, slope, fixed = at, slope + rise, fixed + settled
    return max((total - fixed) / slope, level) if slope > 0 else level
