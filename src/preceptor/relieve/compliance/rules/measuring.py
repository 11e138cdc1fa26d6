"""What certifying takes, measured: the formula, and what is shown without speaking of a person.

Measured time of one certification is the time between opening and signing, at most half an hour. One signature that
stands for several obligations divides it among them, so that signing ten at once is not counted ten times. What a
person took for an item is the median of their own shares; what an item takes is the median of those people, and what
certifying takes of a principal, by office, month or level, is the median of people's sums. Either is shown only where
it stands for ten people or more.
"""

from collections.abc import Iterable, Mapping, Sequence

ENOUGH = 10
"""Below so many a median, a share or a count could speak of a person."""


def share_of(seconds: int, obligations: int) -> int:
    """The part of the time of one signature that falls to each obligation that it stands for."""
    return -(-seconds // max(obligations, 1))


def median(values: Iterable[int]) -> int | None:
    """The middle value; of two the lower, so that it is one that was measured."""
    ordered = sorted(values)
    return ordered[(len(ordered) - 1) // 2] if ordered else None


def shown_median(values: Sequence[int]) -> int | None:
    """The median of ten or more; nothing below."""
    return median(values) if len(values) >= ENOUGH else None


def usual_share(by_person: Mapping[int, Sequence[int]]) -> int | None:
    """What something takes: each person once, by the middle of their own; nothing for fewer than ten people."""
    return shown_median([middle for shares in by_person.values() if (middle := median(shares)) is not None])


def kept_back(counts: Mapping[str, int]) -> frozenset[str]:
    """Rows of a table whose counts are not shown: those of few, and one more where a single one could be reckoned.

    Where the sum of all rows is known, one hidden row is the sum less the others; so two are hidden at least.
    """
    few = {key for key, number in counts.items() if number < ENOUGH}
    if len(few) == 1 and len(counts) > 1:
        few.add(min(counts.keys() - few, key=lambda key: (counts[key], key)))
    return frozenset(few)
