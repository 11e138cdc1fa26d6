"""Whole units that add up."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preceptor.planning.allocation.methods.apportion import DIVISORS, apportion

VOTES = [Decimal(each) for each in (21878, 9713, 4167, 3252, 1065)]
METHODS = [*DIVISORS, "largest_remainder"]


@pytest.mark.parametrize(
    ("seats", "method", "given_"),
    [
        (44, "largest_remainder", [24, 11, 5, 3, 1]),
        (43, "largest_remainder", [24, 10, 4, 4, 1]),
        # The list at hand calls this Webster's; it is Jefferson's.
        (43, "jefferson", [24, 11, 4, 3, 1]),
        # By Webster: at one seat for 927 votes the quotients 23.60, 10.48, 4.50-, 3.51, 1.15 round to 43 seats.
        (43, "webster", [24, 10, 4, 4, 1]),
    ],
)
def test_published_seats(seats: int, method: str, given_: list[int]) -> None:
    assert apportion(VOTES, seats, method) == given_


def test_adams_gives_everyone_one_first() -> None:
    assert apportion([Decimal(1000), Decimal(1), Decimal(1)], 3, "adams") == [1, 1, 1]


claims = st.lists(st.integers(0, 10**6).map(Decimal), min_size=1, max_size=12).filter(any)


@settings(max_examples=60, deadline=None)
@given(claims, st.integers(0, 500), st.sampled_from(METHODS))
def test_units_add_up(votes: list[Decimal], total: int, method: str) -> None:
    assert sum(apportion(votes, total, method)) == total


@settings(max_examples=60, deadline=None)
@given(claims, st.integers(0, 200), st.sampled_from(list(DIVISORS)))
def test_more_to_give_takes_from_nobody(votes: list[Decimal], total: int, method: str) -> None:
    less, more = apportion(votes, total, method), apportion(votes, total + 1, method)
    assert all(one <= other for one, other in zip(less, more, strict=True))


def test_equal_claims_lose_in_the_opposite_order_in_which_they_gain() -> None:
    votes = [Decimal(1)] * 5 + [Decimal(25)] * 3
    assert [apportion(votes, total, "huntington_hill")[5:] for total in (15, 16, 17)] == [
        [4, 3, 3],
        [4, 4, 3],
        [4, 4, 4],
    ]


@settings(max_examples=60, deadline=None)
@given(claims, st.integers(0, 200))
def test_largest_remainder_stays_within_a_unit_of_the_exact_share(votes: list[Decimal], total: int) -> None:
    whole = sum(votes)
    given_ = apportion(votes, total, "largest_remainder")
    assert all(abs(units - vote * total / whole) < 1 for units, vote in zip(given_, votes, strict=True))


@settings(max_examples=60, deadline=None)
@given(claims, st.integers(0, 200), st.sampled_from(METHODS))
def test_the_greater_claim_never_gets_less(votes: list[Decimal], total: int, method: str) -> None:
    units = apportion(votes, total, method)
    order = sorted(range(len(votes)), key=lambda at: votes[at])
    assert all(units[low] <= units[high] for low, high in pairwise(order) if votes[low] < votes[high])


def test_bounds_are_kept() -> None:
    exact = [Decimal(each) for each in ("0.2", "7.4", "2.4")]
    assert apportion(exact, 10, "largest_remainder", [1, 0, 0], [None, 6, None]) == [1, 6, 3]
