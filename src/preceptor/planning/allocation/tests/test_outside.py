"""What stands around the amounts: explanations, fairness, comparison, sensitivity, fitting, positions, sharing."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from decimal import Decimal

import pytest

from preceptor.planning.allocation import score
from preceptor.planning.allocation.compare import by_group, changes
from preceptor.planning.allocation.explain import lines_of, sentences
from preceptor.planning.allocation.fit import Published, fit
from preceptor.planning.allocation.methods.pairing import distance_km, pairs_of
from preceptor.planning.allocation.methods.scaling import percentiles
from preceptor.planning.allocation.reading import problem_of
from preceptor.planning.allocation.sensitivity import weight_moves, year_moves
from preceptor.planning.allocation.solve import solve
from preceptor.planning.allocation.tests.shipped import plan, read, shipped
from preceptor.planning.allocation.tests.test_properties import ON_TOP, PLAIN
from preceptor.planning.allocation.worth import say_worth, spoken_of, worths

ROWS = [{"code": f"s{at}", "pupils": 100 * at, "poor": 15 * at * at, "prior": 900 * at} for at in range(1, 6)]
TEXTS = [{name: str(cell) for name, cell in row.items()} for row in ROWS]


def told(formula, code: str) -> list[str]:
    problem = problem_of(formula, TEXTS, pools={"money": Decimal(10000)})
    made = solve(problem).plan
    assert made is not None
    return sentences(lines_of(problem, made, code), "USD")


def test_an_explanation_goes_from_the_figures_to_the_dollar() -> None:
    lines = told(PLAIN, "s2")
    assert "Claim: 8,000." in lines
    assert "Poor is 0.3: percentile 40 of need, weight 1, adds 40 points." in lines
    assert lines[-1].startswith("Main: the school gets $")


def test_the_same_figures_give_the_same_sentences() -> None:
    assert told(PLAIN, "s3") == told(PLAIN, "s3")


def test_what_is_paid_on_top_is_said() -> None:
    assert any("on top of" in line for line in told(ON_TOP, "s1"))


def test_the_terms_of_an_explanation_add_up_to_the_index() -> None:
    problem = problem_of(PLAIN, TEXTS, pools={"money": Decimal(10000)})
    made = solve(problem).plan
    assert made is not None
    lines = lines_of(problem, made, "s4")
    points = [line.values["points"] for line in lines if line.kind == "indicator"]
    assert sum(points) == next(line.values["value"] for line in lines if line.kind == "index")


EVEN = [(100.0, 10.0), (100.0, 30.0)]
SKEW = [(50.0, 10.0), (100.0, 10.0), (150.0, 10.0)]


@pytest.mark.parametrize("measure", ["variation", "gini", "theil", "range_ratio"])
def test_even_amounts_measure_zero(measure: str) -> None:
    assert score.MEASURES[measure](EVEN) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("variation", math.sqrt(5000 / 3) / 100),
        ("gini", 2 / 9),
        ("mcloone", 0.75),
        ("verstegen", 1.25),
        ("range_ratio", 2.0),
    ],
)
def test_fairness_measures_of_three_schools(measure: str, value: float) -> None:
    assert score.MEASURES[measure](SKEW) == pytest.approx(value)


def test_every_measure_has_its_sentence() -> None:
    problem = problem_of(PLAIN, TEXTS, pools={"money": Decimal(10000)})
    made = solve(problem).plan
    assert made is not None
    assert {each.measure for each in score.fairness(problem, made) if each.says} == set(score.MEASURES)


def test_amounts_in_step_with_wealth_have_a_slope_of_one() -> None:
    assert score.wealth_slope([1.0, 2.0, 3.0], [10.0, 20.0, 30.0]) == pytest.approx(1)


def test_winners_and_losers_balance_when_the_pool_stays() -> None:
    one = plan(PLAIN, ROWS, {"money": 10000})
    other = plan(PLAIN, [{**ROWS[0], "poor": 100}, *ROWS[1:]], {"money": 10000})
    listed = changes(one, other, "main")
    assert sum(change.difference for change in listed) == 0
    assert by_group(listed, {})[0].winners == 1


TWO = read("""
format = 1
key = "two"
title = "Two"
source = "Ours"
[columns]
a = { title = "A", kind = "number" }
b = { title = "B", kind = "number" }
a_before = { title = "A before", kind = "number" }
[indices.need]
title = "Need"
[indices.need.indicators]
a = { title = "A", of = "a" }
b = { title = "B", of = "b" }
""")
TWO_ROWS = [{"code": f"s{at}", "a": str(at), "b": str(at * 7 % 10), "a_before": str(10 - at)} for at in range(10)]


def test_sensitivity_tells_the_largest_move_of_each_weight() -> None:
    moves = weight_moves(problem_of(TWO, TWO_ROWS), "need", Decimal(4))
    assert [move.change for move in moves] == ["A", "B"]
    assert all(move.largest_move > 0 and move.likeness < 1 for move in moves)


def test_a_weight_that_stays_moves_nothing() -> None:
    assert all(move.moved == 0 for move in weight_moves(problem_of(TWO, TWO_ROWS), "need", Decimal(1)))


def test_another_year_of_data_moves_ranks() -> None:
    assert year_moves(problem_of(TWO, TWO_ROWS), "need", {"a": "a_before"}).moved > 0


def published() -> Published:
    draw = random.Random(7)
    columns = {name: [Decimal(draw.randint(1, 9999)) for _ in range(120)] for name in ("a", "b", "c")}
    levels = ["low"] * 60 + ["high"] * 60
    ranked = {name: [float(each) for each in percentiles(cells)] for name, cells in columns.items()}
    weight = {"low": (0.5, 0.3, 0.2), "high": (0.2, 0.2, 0.6)}
    scores = [
        Decimal(round(sum(w * ranked[name][at] for w, name in zip(weight[level], "abc", strict=True)), 9))
        for at, level in enumerate(levels)
    ]
    dollars = [Decimal(round((500 + max(float(each) - 40, 0) * 20) * 100, 2)) for each in scores]
    return Published(columns, scores, levels, [Decimal(100)] * 120, dollars)


def test_fitting_recovers_scaling_and_weights_by_level() -> None:
    found = fit(published())
    assert (found.scaling, found.within_level) == ("percentile", False)
    assert found.levels["low"].weights == pytest.approx({"a": 0.5, "b": 0.3, "c": 0.2}, abs=1e-6)
    assert found.levels["high"].weights == pytest.approx({"a": 0.2, "b": 0.2, "c": 0.6}, abs=1e-6)


def test_fitting_says_how_well_and_gives_the_dollars() -> None:
    found = fit(published())
    assert found.same_rank == 1
    assert found.explained == pytest.approx(1)
    assert found.curve is not None
    assert (found.curve.least, found.curve.share_within_a_dollar) == (50000, 1)
    assert found.curve.points[0] == pytest.approx((40.083333, 501.666666))


def staffed(need: int):
    schools = [
        {"code": f"e{at:02}", "level": "elementary", "need": at, "grades_4_5": 180, "rooms": 5} for at in range(76)
    ]
    schools[0] |= {"need": need}
    return plan(shipped("class-size-2019"), [{**row, "grades_6_8": "", "grades_9_12": ""} for row in schools])


def test_class_size_positions_fall_due_year_by_year() -> None:
    years = staffed(0).staffing["teachers"]
    assert [years[year][0].positions for year in ("2019-20", "2020-21", "2021-22")] == [6, 6, 6]
    assert [str(years[year][0].by_norm["grades_4_5"]) for year in years] == ["5.143", "5.294", "5.625"]


def test_the_seventy_five_neediest_are_reduced_further() -> None:
    last = staffed(0).staffing["teachers"]["2021-22"]
    assert [each.further for each in last].count(True) == 75
    assert str(last[1].by_norm["grades_4_5"]) == "6.000"


def test_cost_is_what_the_reduced_norm_needs_beyond_the_base() -> None:
    each = staffed(0).staffing["teachers"]["2021-22"][0]
    assert (each.base_positions, each.positions, each.cost, each.rooms_lacking) == (5, 6, 110000, 1)


@pytest.mark.parametrize(("pupils", "norm", "teachers"), [(67, 25, "2.680"), (67, 27, "2.481"), (65, 27, "2.407")])
def test_washington_worked_norms(pupils: int, norm: int, teachers: str) -> None:
    text = f"""
format = 1
key = "norm"
title = "Norm"
source = "Ours"
[columns]
p = {{ title = "P", kind = "count" }}
[staffing.t]
title = "T"
norms = {{ g = {{ title = "G", pupils = "p", base = {norm} }} }}
years = [{{ title = "now", by = 0 }}]
"""
    each = plan(read(text), [{"code": "a", "p": pupils}]).staffing["t"]["now"][0]
    assert (str(each.by_norm["g"]), each.positions) == (teachers, 3)


def test_nearby_schools_share_a_nurse_and_the_far_one_does_not() -> None:
    places = [("a", Decimal(4), 34.0, -118.0), ("b", Decimal(6), 34.001, -118.0), ("c", Decimal(5), 34.5, -118.0)]
    assert [(pair.one, pair.other, pair.together) for pair in pairs_of(places, Decimal(10), 2)] == [("a", "b", 10)]


def test_a_pair_is_opened_where_both_find_another_partner() -> None:
    places = [(name, Decimal(5), 34 + at, -118.0) for name, at in zip("abcd", (0, 0.01, 0.0199, 0.03), strict=True)]
    assert len(pairs_of(places, Decimal(10), 1.2)) == 2


@pytest.mark.parametrize("seed", range(12))
def test_no_other_pairing_is_better(seed: int) -> None:
    draw = random.Random(seed)
    places = [
        (f"s{at}", Decimal(draw.randint(1, 7)), 34 + draw.random() / 20, -118 + draw.random() / 20) for at in range(9)
    ]
    found = pairs_of(places, Decimal(10), 2.5)
    best = max(every_pairing(sorted(places)), key=lambda pairs: (len(pairs), -sum(round(way) for way in pairs)))
    assert len(found) == len(best)
    assert sum(round(pair.km * 1000) for pair in found) == sum(round(way) for way in best)


def every_pairing(places: list) -> list[list[float]]:
    """All pairings of a few schools, each as the metres of its pairs."""
    if len(places) < 2:
        return [[]]
    first, rest = places[0], places[1:]
    ways = every_pairing(rest)
    for at, other in enumerate(rest):
        km = distance_km(first, other)
        if first[1] + other[1] <= 10 and km <= 2.5:
            ways += [[km * 1000, *more] for more in every_pairing(rest[:at] + rest[at + 1 :])]
    return ways


def test_two_schools_that_need_more_than_a_person_do_not_share() -> None:
    places = [("a", Decimal(6), 34.0, -118.0), ("b", Decimal(6), 34.0, -118.0)]
    assert pairs_of(places, Decimal(10), 2) == ()


WORTH = read("""
format = 1
key = "worth"
title = "Worth"
source = "Ours"
[columns]
pupils = { title = "Pupils", kind = "count" }
poor = { title = "Poor", kind = "share" }
local = { title = "Local district", kind = "words" }
[indices.need]
title = "Need"
indicators = { poor = { title = "Poor", of = "poor" } }
[figures.tier]
title = "Tier"
kind = "tier"
of = "need"
names = ["High", "Low"]
[figures.claim]
title = "Claim"
kind = "product"
of = ["pupils", "need"]
[pools]
money = { title = "Money", amount = 1000 }
offices = { title = "Offices", amount = 100 }
[grants]
main = { title = "Main", kind = "share", pool = "money", by = "claim", foundation = 50, unit = 1 }
[groups]
offices = { title = "Local districts", pool = "offices", among = "local", by = "claim", unit = 1 }
""")
FOUR = [{"code": f"s{at}", "pupils": "100", "poor": str(10 * at), "local": "NS"[at % 2]} for at in range(1, 5)]


def test_what_would_change_it_is_computed_again_to_the_dollar() -> None:
    problem = problem_of(WORTH, FOUR)
    made = solve(problem).plan
    assert made is not None
    step, tier = worths(problem, made, "s2")
    assert (step.now, step.amounts["main"][0]) == (Decimal("0.21"), 210)
    again = problem_of(WORTH, [row | {"poor": "30"} if row["code"] == "s2" else row for row in FOUR])
    assert (tier.goal, solve(again).plan.figures["tier"][1]) == ("High", 1)
    assert say_worth(tier, spoken_of(WORTH)).startswith("Need at 75 instead of 50 would bring the tier “High”. Main: $")


def test_a_foundation_is_said_in_the_arithmetic() -> None:
    problem = problem_of(WORTH, FOUR)
    made = solve(problem).plan
    assert "Main: 50 for each school, and a claim of 5,000 at 0.032 for each unit: 210." in sentences(
        lines_of(problem, made, "s2"), "USD"
    )


def test_local_districts_share_their_own_pool_by_the_claims_of_their_schools() -> None:
    made = solve(problem_of(WORTH, FOUR)).plan
    assert [(each.group, each.schools, each.amount) for each in made.groups["offices"]] == [("N", 2, 60), ("S", 2, 40)]


@pytest.mark.parametrize("code", ["s1", "s2", "s3", "s4"])
def test_what_is_kept_from_the_plan_before_changes_no_figure(code: str) -> None:
    problem = problem_of(WORTH, FOUR)
    before = solve(problem).plan
    for key, value in (("poor", "0.35"), ("need", "60"), ("pupils", "250"), ("claim", "1")):
        supposed = replace(problem, what_if={key: {code: Decimal(value)}})
        whole, kept = solve(supposed).plan, solve(supposed, before).plan
        assert kept.figures == whole.figures
        assert kept.grants == whole.grants
        assert kept.indices["need"].points == whole.indices["need"].points
