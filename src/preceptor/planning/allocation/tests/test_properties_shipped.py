"""What must hold of the shipped formulas: a district's own allocation by need, and schools served in order of need."""

from __future__ import annotations

import random
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from preceptor.planning.allocation.plan import Plan, Status
from preceptor.planning.allocation.tests.shipped import Row, plan, run, shipped

BY_NEED = shipped("district-by-need")
RANKED = shipped("title-i-35-percent-rule")
PARTS = ("codes", "figures", "grants", "pools", "staffing", "sharing", "groups", "notes")
COUNTS = {"total_enrolled", "free_or_reduced_meals", "english_learners", "foster", "homeless"}
quick = settings(max_examples=30, deadline=None)

district_school = st.fixed_dictionaries(
    {
        "level": st.sampled_from(["elementary", "middle", "high"]),
        "local_district": st.sampled_from(["North", "South"]),
        "total_enrolled": st.integers(1, 2500),
        "poor": st.integers(0, 100),
        "learning": st.integers(0, 100),
        "rooms_4_12": st.integers(1, 90),
        "latitude": st.decimals(33, 35, places=3),
        "longitude": st.decimals(-119, -117, places=3),
    }
)
by_need = st.lists(district_school, min_size=2, max_size=12).map(
    lambda rows: [_district(at, row) for at, row in enumerate(rows)]
)
ranked_school = st.tuples(st.integers(1, 900), st.integers(0, 100), st.integers(0, 40))
ranked = st.lists(ranked_school, min_size=1, max_size=12).map(
    lambda rows: [
        {
            "school": f"s{at:02}",
            "enrollment": size,
            "poor": size * share // 100,
            "poor_private": size * share * few // 10000,
        }
        for at, (size, share, few) in enumerate(rows)
    ]
)


def _district(at: int, row: dict[str, object]) -> dict[str, object]:
    """A row as the district's own records have it: counts from shares, nobody hidden."""
    pupils = int(str(row["total_enrolled"]))
    counts = {
        "free_or_reduced_meals": pupils * int(str(row["poor"])) // 100,
        "english_learners": pupils * int(str(row["learning"])) // 100,
        "foster": pupils // 50,
        "homeless": pupils // 30,
        "pupils_6_8": pupils,
    }
    before = {"total_enrolled -1": pupils, "free_or_reduced_meals -1": counts["free_or_reduced_meals"]}
    own = {name: cell for name, cell in row.items() if name not in {"poor", "learning"}}
    return {"code": f"s{at:02}", "name": f"School {at}", **own, **counts, **before, "pupils_4_5": 0, "pupils_9_12": 0}


def pools(rows: list[Row]) -> dict[str, int]:
    """Money and half-days between what floors need and ceilings hold."""
    return {"schools": 200_000 * len(rows), "offices": 1_000_001, "nurse_days": 3 * len(rows)}


def given_to(made: Plan, grant: str) -> dict[str, Decimal]:
    """The amounts of a grant by code."""
    return dict(zip(made.codes, made.amounts(grant), strict=True))


@quick
@given(by_need)
def test_money_half_days_and_local_districts_add_up_to_their_pools_and_keep_their_bounds(rows) -> None:
    made, whole = plan(BY_NEED, rows, pools(rows)), pools(rows)
    nurses = made.amounts("nurses")
    assert sum(made.amounts("equity")) + made.pools["schools"].left == whole["schools"]
    assert sum(nurses) == whole["nurse_days"]
    assert all(1 <= each <= 10 and each == int(each) for each in nurses)
    assert sum(each.amount for each in made.groups["offices"]) == whole["offices"]


@quick
@given(by_need, st.integers(0, 99))
def test_the_order_of_the_file_does_not_matter_to_any_figure(rows, seed) -> None:
    shuffled = random.Random(seed).sample(rows, len(rows))
    one, other = (plan(BY_NEED, each, pools(rows)) for each in (rows, shuffled))
    assert [getattr(one, part) for part in PARTS] == [getattr(other, part) for part in PARTS]


@quick
@given(by_need, st.integers(1, 400))
def test_a_school_with_more_need_never_gets_less(rows, more) -> None:
    pupils = rows[0]["total_enrolled"]
    poorer = {**rows[0], "free_or_reduced_meals": min(rows[0]["free_or_reduced_meals"] + more, pupils)}
    before, after = (given_to(plan(BY_NEED, each, pools(rows)), "equity") for each in (rows, [poorer, *rows[1:]]))
    # The dollar of rounding may go elsewhere while the exact share rises.
    assert after["s00"] >= before["s00"] - 1


@quick
@given(by_need, st.integers(2, 5))
def test_an_index_of_shares_does_not_depend_on_the_size_of_the_district(rows, factor) -> None:
    counts = [name for name in rows[0] if name.split(" ")[0] in COUNTS]
    larger = [{**row, **{name: row[name] * factor for name in counts}} for row in rows]
    one, other = (plan(BY_NEED, each, pools(rows)) for each in (rows, larger))
    assert one.figures["need"] == other.figures["need"]
    assert one.amounts("equity") == other.amounts("equity")


@quick
@given(ranked, st.integers(0, 500_000))
def test_money_that_serves_in_order_of_need_is_given_or_left_and_told(rows, amount) -> None:
    outcome = run(RANKED, rows, {"allocation": amount})
    assert outcome.plan is not None
    account = outcome.plan.pools["allocation"]
    assert sum(outcome.plan.amounts("schools")) + account.left == amount
    assert outcome.status is Status.ALLOCATED
    assert bool(account.left) == bool(account.why)


@quick
@given(ranked, st.integers(0, 500_000), st.integers(0, 99))
def test_nobody_is_served_before_a_school_of_greater_need_in_whatever_order_they_come(rows, amount, seed) -> None:
    made = plan(RANKED, rows, {"allocation": amount})
    shuffled = random.Random(seed).sample(rows, len(rows))
    assert made.grants == plan(RANKED, shuffled, {"allocation": amount}).grants
    lines = made.grants["schools"].allotments
    waiting = [each.claim for each in lines if each.state == "not_reached"]
    served = [each.claim for each in lines if each.amount]
    assert not waiting or not served or min(served) >= max(waiting)
