"""What must hold for every school and every pool."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preceptor.planning.allocation.check import check
from preceptor.planning.allocation.plan import Status
from preceptor.planning.allocation.problem import Problem
from preceptor.planning.allocation.reading import problem_of
from preceptor.planning.allocation.solve import solve
from preceptor.planning.allocation.tests.shipped import plan, read, run

FORMULA = """
format = 1
key = "test"
title = "Test"
source = "Ours"
pupils = "pupils"
[columns]
pupils = { title = "Pupils", kind = "count" }
poor = { title = "Poor pupils", kind = "count" }
prior = { title = "Last year", kind = "money" }
[figures.share_poor]
title = "Share"
kind = "ratio"
of = "poor"
by = "pupils"
when_nothing = 0
[indices.need]
title = "Need"
[indices.need.indicators]
poor = { title = "Poor", of = "share_poor" }
[figures.claim]
title = "Claim"
kind = "product"
of = ["pupils", "need"]
[pools.money]
title = "Money"
[grants.main]
title = "Main"
kind = "share"
pool = "money"
by = "claim"
BOUNDS
"""
PLAIN = read(FORMULA.replace("BOUNDS", ""))
HELD = read(FORMULA.replace("BOUNDS", 'bounds = { held_harmless = { prior = "prior", share = 0.9 } }'))
ON_TOP = read(FORMULA.replace("BOUNDS", 'bounds = { held_harmless = { prior = "prior", paid = "on_top" } }'))
BOUNDED = read(FORMULA.replace("BOUNDS", "bounds = { minimum = 100, maximum = 5000 }"))

school = st.tuples(st.integers(1, 3000), st.integers(0, 3000), st.integers(0, 9000)).map(
    lambda each: {"pupils": each[0], "poor": min(each[1], each[0]), "prior": each[2]}
)
schools = st.lists(school, min_size=1, max_size=15).map(
    lambda rows: [{"code": f"s{at:02}", **row} for at, row in enumerate(rows)]
)
pool = st.integers(0, 200_000)
quick = settings(max_examples=40, deadline=None)


@quick
@given(schools, pool)
def test_every_cent_of_the_pool_is_given(rows, amount) -> None:
    assert sum(plan(PLAIN, rows, {"money": amount}).amounts("main")) == amount


@quick
@given(schools, pool, st.integers(0, 99))
def test_the_order_of_the_rows_does_not_matter(rows, amount, seed) -> None:
    shuffled = random.Random(seed).sample(rows, len(rows))
    assert plan(PLAIN, rows, {"money": amount}).grants == plan(PLAIN, shuffled, {"money": amount}).grants


@quick
@given(schools, pool)
def test_more_poor_pupils_never_bring_less(rows, amount) -> None:
    before = plan(PLAIN, rows, {"money": amount}).amounts("main")[0]
    more = [{**rows[0], "poor": rows[0]["pupils"]}, *rows[1:]]
    # A school may lose the one cent of rounding while its exact share rises.
    assert plan(PLAIN, more, {"money": amount}).amounts("main")[0] >= before - Decimal("0.01")


@quick
@given(schools, pool, st.integers(2, 9))
def test_counting_in_other_units_changes_nothing(rows, amount, factor) -> None:
    larger = [{**row, "pupils": row["pupils"] * factor, "poor": row["poor"] * factor} for row in rows]
    one, other = (plan(PLAIN, each, {"money": amount}).amounts("main") for each in (rows, larger))
    assert one == other


@quick
@given(schools, pool)
def test_who_is_held_harmless_keeps_it_or_the_pool_is_short(rows, amount) -> None:
    outcome = run(HELD, rows, {"money": amount})
    assert outcome.plan is not None
    kept = [Decimal(row["prior"]) * Decimal("0.9") for row in rows]
    assert all(got >= least for got, least in zip(outcome.plan.amounts("main"), kept, strict=True))
    assert (outcome.status is Status.SHORT) == (sum(kept) > amount)


@quick
@given(schools, pool)
def test_holding_harmless_on_top_is_a_cost_of_its_own(rows, amount) -> None:
    made = plan(ON_TOP, rows, {"money": amount})
    assert sum(made.amounts("main")) == amount + made.pools["money"].on_top
    assert all(got >= row["prior"] for got, row in zip(made.amounts("main"), rows, strict=True))


@quick
@given(schools, pool, st.sampled_from([PLAIN, HELD, ON_TOP, BOUNDED]))
def test_every_plan_passes_the_independent_check(rows, amount, formula) -> None:
    texts = [{name: str(cell) for name, cell in row.items()} for row in rows]
    problem = problem_of(formula, texts, pools={"money": Decimal(amount)})
    outcome = solve(problem)
    assert outcome.plan is not None
    assert check(problem, outcome.plan) == ()


@pytest.mark.parametrize(
    ("amount", "status", "missing", "left"), [(150, "short", 50, 0), (99999, "allocated", 0, 89999)]
)
def test_floors_above_the_pool_and_ceilings_below_it_are_told(amount, status, missing, left) -> None:
    rows = [{"code": name, "pupils": 10, "poor": 5, "prior": 0} for name in "ab"]
    outcome = run(BOUNDED, rows, {"money": amount})
    assert outcome.plan is not None
    account = outcome.plan.pools["money"]
    assert (outcome.status, account.missing, account.left) == (status, missing, left)


def test_a_pool_of_nothing_said_with_the_run_counts() -> None:
    rows = [{"code": "a", "pupils": 10, "poor": 5, "prior": 0}]
    assert plan(PLAIN, rows, {"money": 0}).amounts("main") == (0,)


def test_a_tampered_plan_is_caught() -> None:
    texts = [{"code": name, "pupils": "10", "poor": "5", "prior": "0"} for name in "ab"]
    problem: Problem = problem_of(PLAIN, texts, pools={"money": Decimal(100)})
    made = solve(problem).plan
    assert made is not None
    given_ = made.grants["main"]
    lifted = replace(given_.allotments[0], amount=Decimal(60))
    forged = replace(made, grants={"main": replace(given_, allotments=(lifted, given_.allotments[1]))})
    assert {fault.code for fault in check(problem, forged)} == {"total", "proportion"}
