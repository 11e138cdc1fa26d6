"""How different indicators come to one scale. Unknown numbers stay unknown and count in nobody's comparison."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from decimal import ROUND_CEILING, Decimal
from itertools import groupby

from preceptor.planning.allocation.problem import Cells

HUNDRED = Decimal(100)


def scale(values: Cells, groups: Sequence[Hashable] | None, how: str, rising: bool) -> list[Decimal | None]:
    """Scale a column, within each group when groups are given.

    Parameters
    ----------
    values
        One number for each school, None where unknown.
    groups
        The group of each school; None compares all with all.
    how
        A name of `SCALES`.
    rising
        Whether a greater number is more need; otherwise numbers are turned round first.
    """
    turned = values if rising else [None if value is None else -value for value in values]
    known: dict[Hashable, list[int]] = {}
    for at, value in enumerate(turned):
        if value is not None:
            known.setdefault(groups[at] if groups is not None else None, []).append(at)
    scaled: list[Decimal | None] = [None] * len(values)
    for places in known.values():
        column = [turned[at] or Decimal(0) for at in places]
        for at, value in zip(places, SCALES[how](column), strict=True):
            scaled[at] = value
    return scaled


def percentiles(column: Sequence[Decimal]) -> list[Decimal]:
    """Give each number's rank from below as a percentage of all; equal numbers share the mean of their ranks."""
    order = sorted(range(len(column)), key=column.__getitem__)
    ranked = [Decimal(0)] * len(column)
    below = 0
    for _value, tied in groupby(order, key=column.__getitem__):
        places = list(tied)
        rank = Decimal(2 * below + len(places) + 1) / 2
        share = rank * HUNDRED / len(column)
        for at in places:
            ranked[at] = share
        below += len(places)
    return ranked


def quintile(percentile: Decimal) -> Decimal:
    """Give the fifth, 1 to 5, into which a percentile falls; each fifth holds its upper edge."""
    return min(Decimal(5), max(Decimal(1), (percentile / 20).to_integral_value(ROUND_CEILING)))


def quintiles(column: Sequence[Decimal]) -> list[Decimal]:
    """Score each number by the fifth of its percentile."""
    return [quintile(each) for each in percentiles(column)]


def z_scores(column: Sequence[Decimal]) -> list[Decimal]:
    """Give each number's distance from the mean in standard deviations of the whole; 0 where all are equal."""
    mean = sum(column, Decimal(0)) / len(column)
    spread = (sum(((each - mean) ** 2 for each in column), Decimal(0)) / len(column)).sqrt()
    return [(each - mean) / spread if spread else Decimal(0) for each in column]


def min_max(column: Sequence[Decimal]) -> list[Decimal]:
    """Give each number's place between the least and the greatest; 0 where all are equal."""
    least, most = min(column), max(column)
    return [(each - least) / (most - least) if most > least else Decimal(0) for each in column]


def as_given(column: Sequence[Decimal]) -> list[Decimal]:
    """Leave numbers as they are."""
    return list(column)


def median(column: Sequence[Decimal]) -> Decimal:
    """Give the middle number, or the mean of the two in the middle."""
    ordered = sorted(column)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def rank_from_top(values: Sequence[Decimal]) -> list[int]:
    """Give each number's place from the greatest, 1 first; equal numbers share the better place."""
    order = sorted(range(len(values)), key=lambda at: -values[at])
    ranks = [0] * len(values)
    place = 1
    for _value, tied in groupby(order, key=values.__getitem__):
        places = list(tied)
        for at in places:
            ranks[at] = place
        place += len(places)
    return ranks


SCALES: dict[str, Callable[[Sequence[Decimal]], list[Decimal]]] = {
    "percentile": percentiles,
    "quintile": quintiles,
    "z": z_scores,
    "min_max": min_max,
    "as_given": as_given,
}
