"""A budget adds up to the cent, keeps money to its purposes, and is adjusted on norm day."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preceptor.resource.funding.rules.budgeting import Fund, Spending, objections, states_of, true_up
from preceptor.resource.funding.rules.comparing import Pair, grouped

EQUITY = Fund("equity", "Equity", Decimal("1000.00"), ("teacher", "materials"))
FREE = Fund("free", "Free", Decimal("200.50"))


def line(fund: str, kind: str, amount: str) -> Spending:
    return Spending(fund, kind, Decimal(amount))


WHOLE = [line("equity", "teacher", "900"), line("equity", "materials", "100"), line("free", "other", "200.50")]


def test_a_budget_that_spends_every_fund_to_the_cent_can_be_handed_in() -> None:
    assert objections([EQUITY, FREE], WHOLE) == []


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (WHOLE[:2], "left"),
        ([*WHOLE, line("free", "other", "0.01")], "over"),
        ([line("equity", "technology", "1000"), WHOLE[2]], "purpose"),
        ([*WHOLE, line("gone", "teacher", "5")], "no_fund"),
        ([line("equity", "teacher", "1000.001"), WHOLE[2]], "amount"),
        ([line("equity", "teacher", "-5"), line("equity", "teacher", "1005"), WHOLE[2]], "amount"),
        ([line("equity", "holiday", "1000"), WHOLE[2]], "purpose"),
    ],
)
def test_what_does_not_hold_is_told(lines: list[Spending], code: str) -> None:
    assert code in {each.code for each in objections([EQUITY, FREE], lines)}


def test_money_of_one_fund_never_makes_up_for_another() -> None:
    lines = [line("equity", "teacher", "900.50"), line("free", "other", "300")]
    assert [each.code for each in objections([EQUITY, FREE], lines)] == ["left", "over"]


cents = st.integers(1, 10**7).map(lambda each: Decimal(each) / 100)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), cents), max_size=12), cents, cents)
def test_spent_and_left_are_the_fund(lines: list[tuple[str, Decimal]], one: Decimal, other: Decimal) -> None:
    funds = [Fund("a", "A", one), Fund("b", "B", other)]
    states = states_of(funds, [Spending(fund, "other", amount) for fund, amount in lines])
    assert all(state.spent + state.left == state.fund.amount for state in states)
    assert sum(state.spent for state in states) == sum(amount for _, amount in lines)


def test_norm_day_tells_each_fund_that_changes() -> None:
    after = [Fund("equity", "Equity", Decimal(900)), Fund("new", "New", Decimal(50)), FREE]
    found = {each.key: each.difference for each in true_up([EQUITY, FREE], after)}
    assert found == {"equity": Decimal("-100.00"), "new": Decimal(50)}


def test_norm_day_tells_nothing_where_nothing_changes() -> None:
    assert true_up([EQUITY, FREE], [FREE, EQUITY]) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("NSE"), st.none() | cents, st.none() | cents), max_size=20))
def test_the_sums_of_the_groups_are_the_sum_of_the_schools(
    rows: list[tuple[str, Decimal | None, Decimal | None]],
) -> None:
    pairs = [Pair(f"{at}", f"School {at}", *row) for at, row in enumerate(rows)]
    groups = grouped(pairs)
    assert sum(group.difference for group in groups) == sum(pair.difference for pair in pairs)
    assert sum(group.schools for group in groups) == len(pairs)
    assert sum(group.winners + group.losers for group in groups) == sum(pair.difference != 0 for pair in pairs)
