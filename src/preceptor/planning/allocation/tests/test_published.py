"""Published formulas, reproduced to the digit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from preceptor.languages.walk import marked
from preceptor.planning.allocation.formula.formula import Formula
from preceptor.planning.allocation.formula.loader import load_formula
from preceptor.planning.allocation.methods.scaling import percentiles
from preceptor.planning.allocation.plan import Allotment, Plan, Status
from preceptor.planning.allocation.tests import title_i as title_i_example
from preceptor.planning.allocation.tests.shipped import FORMULAS, plan, run, shipped, table

EXAMPLE_1 = ("title-i-average-rule", title_i_example.FIRST)
EXAMPLE_2 = ("title-i-35-percent-rule", title_i_example.SECOND)
FIRST = ["Valley View", "Violet Hill", "Elemwood", "Oakdale MS", "Hobson", "Davis", "Takoma HS", "Berlieth HS"]


def title_i(example: tuple[str, str]) -> tuple[Plan, dict[str, dict[str, str]]]:
    rows = title_i_example.rows_of(example[1])
    return plan(shipped(example[0]), rows), {row["school"]: row for row in rows}


def allotment(made: Plan, code: str, grant: str) -> Allotment:
    return made.grants[grant].allotments[made.at(code)]


@pytest.mark.parametrize("file", FORMULAS, ids=lambda file: file.stem)
def test_every_shipped_formula_is_sound(file) -> None:
    read = load_formula(file.read_text(encoding="utf-8"), file.name)
    assert isinstance(read, Formula), read
    assert list(marked(read))


@pytest.mark.parametrize("school", FIRST)
def test_title_i_example_1_allocation(school: str) -> None:
    made, published = title_i(EXAMPLE_1)
    each = allotment(made, school, "schools")
    assert each.amount == Decimal(published[school]["allocation"])
    assert each.private == Decimal(published[school]["private_share"])


@pytest.mark.parametrize("school", FIRST)
def test_title_i_example_1_public_share(school: str) -> None:
    made, published = title_i(EXAMPLE_1)
    rate = allotment(made, school, "schools").rate
    assert rate is not None
    assert round(rate * int(published[school]["poor_public"])) == int(published[school]["public_share"])


@pytest.mark.parametrize("school", FIRST)
def test_title_i_example_1_minimum(school: str) -> None:
    made, published = title_i(EXAMPLE_1)
    assert made.figures["least_by_rule"][made.at(school)] == Decimal(published[school]["minimum"])


def test_title_i_example_1_minimums_add_up_to_the_printed_total() -> None:
    made, _published = title_i(EXAMPLE_1)
    assert sum(each for each in made.figures["least_by_rule"] if each) == 1875569


def test_title_i_example_1_rate_pool_and_least_rate() -> None:
    made, published = title_i(EXAMPLE_1)
    given = made.grants["schools"]
    assert list(made.pools["allocation"].reserved.values()) == [10000, 23664, 10000, 184909]
    assert (given.available, sum(int(row["poor"]) for row in published.values())) == (2137808, 1660)
    assert round((given.least_rate or 0) / Decimal("1.25"), 2) == Decimal("903.89")
    assert round(given.least_rate or 0, 2) == Decimal("1129.86")
    assert round(allotment(made, "Davis", "schools").rate or 0, 3) == Decimal("1287.836")


def test_title_i_example_1_tells_the_dollar_that_rounding_leaves() -> None:
    made, _published = title_i(EXAMPLE_1)
    assert made.pools["allocation"].left == 1
    assert made.pools["allocation"].why[0].code == "rounding"


def test_title_i_example_2_allocations_and_shares() -> None:
    made, published = title_i(EXAMPLE_2)
    for school, row in published.items():
        each = allotment(made, school, "schools")
        assert each.amount == Decimal(row["allocation"]), school
        assert each.amount - (each.private or 0) == Decimal(row["public_share"]), school
        assert (each.private or 0) == Decimal(row["private_share"]), school


def test_title_i_example_2_serves_eleven_of_sixteen_and_spends_the_pool() -> None:
    made, _published = title_i(EXAMPLE_2)
    assert sum(each.eligible for each in made.grants["schools"].allotments) == 11
    assert (made.pools["allocation"].left, made.grants["schools"].total) == (0, 3913700)


@pytest.mark.parametrize(
    ("school", "amount"), [("Violet Hill", 826500), ("Elemwood", 553500), ("Hobson", 339300), ("Berlieth HS", 499500)]
)
def test_title_i_example_4_bands(school: str, amount: int) -> None:
    made = plan(shipped("title-i-bands"), title_i_example.rows_of(title_i_example.SECOND))
    assert allotment(made, school, "schools").amount == amount


def test_title_i_example_4_spends_the_pool() -> None:
    made = plan(shipped("title-i-bands"), title_i_example.rows_of(title_i_example.SECOND))
    assert (made.grants["schools"].total, made.pools["allocation"].left) == (4992600, 0)


@pytest.mark.parametrize(
    ("school", "prior", "change", "projected", "amount"),
    [
        ("K001", 5957603, "-120645.73", "6856416.99", "5858476.18"),
        ("K002", 2565500, "-63272.37", "2812276.59", "2514000.62"),
    ],
)
def test_new_york_fair_student_funding(school, prior, change, projected, amount) -> None:
    row = {"school": school, "prior_base": prior, "register_change": change, "projected": projected}
    made = plan(shipped("nyc-fair-student-funding-2015"), [row])
    assert made.amounts("fair_student_funding") == (Decimal(amount),)


def test_new_york_part_paid() -> None:
    row = {"school": "K001", "prior_base": 5957603, "register_change": "-120645.73", "projected": "6856416.99"}
    made = plan(shipped("nyc-fair-student-funding-2015"), [row])
    assert round(made.figures["part_paid"][0] or 0, 6) == Decimal("0.821636")


def test_new_york_third_school_stays_within_its_two_cents() -> None:
    row = {"school": "K003", "prior_base": 2364807, "register_change": "-214672.83", "projected": "2225195.30"}
    made = plan(shipped("nyc-fair-student-funding-2015"), [row])
    assert abs(made.amounts("fair_student_funding")[0] - Decimal("2176535.16")) <= Decimal("0.02")


@pytest.mark.parametrize(("pupils", "amount"), [(462, "1904616.09"), (490, "2020047.37"), (596, "2457037.21")])
def test_new_york_grade_weights(pupils: int, amount: str) -> None:
    # At the third the source prints .20, cutting what is more than half a cent: one of its slips.
    made = plan(shipped("nyc-grade-weights-2015"), [{"school": "Q", "register": pupils}])
    assert made.amounts("grades") == (Decimal(amount),)


def chicago(level: str, position: int) -> Plan:
    """A thousand schools of which one stands at a known percentile on every indicator."""
    rows = [
        {"school": f"{at:04}", "level": level, **{f"indicator_{n}": at for n in range(1, 12)}} for at in range(1, 1001)
    ]
    return plan(shipped("chicago-opportunity-index"), rows)


def test_chicago_scores_by_fifths_of_the_percentile() -> None:
    trace = chicago("high", 1).indices["total"].scaled["score_1"]
    assert [trace[at - 1] for at in (80, 258, 602, 961)] == [1, 2, 4, 5]


def test_chicago_sums_run_from_11_to_55() -> None:
    values = [each for each in chicago("elementary", 1).indices["total"].values if each is not None]
    assert (min(values), max(values)) == (11, 55)


@pytest.mark.parametrize(("total", "average"), [(35, "3.18"), (39, "3.55"), (33, "3.00")])
def test_chicago_averages(total: int, average: str) -> None:
    formula = shipped("chicago-opportunity-index")
    scores = {f"score_{n}": formula.indices["total"].indicators[f"score_{n}"] for n in range(1, 12)}
    as_given = {name: each.model_copy(update={"scaling": "as_given"}) for name, each in scores.items()}
    index = formula.indices["total"].model_copy(update={"indicators": as_given})
    formula = formula.model_copy(update={"indices": {"total": index}})
    row = {"school": "a", "level": "high", **{f"indicator_{n}": total // 11 for n in range(1, 12)}}
    row["indicator_1"] = total // 11 + total % 11
    assert plan(formula, [row]).figures["average"] == [Decimal(average)]


def test_chicago_shares_the_weight_of_an_indicator_without_data() -> None:
    rows = [{"school": f"{at}", "level": "high", **{f"indicator_{n}": at for n in range(1, 12)}} for at in range(1, 6)]
    rows[4]["indicator_3"] = "NA"
    made = plan(shipped("chicago-opportunity-index"), rows)
    assert made.indices["total"].weights["score_1"][4] == Decimal("1.1")


ENGLAND = {
    "school": "s", "pupils": 88, "idaci_d": ".017544", "idaci_e": ".087719", "idaci_f": ".035088",
    "free_meals": ".155172", "free_meals_six": ".155172", "language": ".571429",
}  # fmt: skip


@pytest.mark.parametrize(
    ("figure", "amount"),
    [
        ("basic", "258614.40"), ("band_d", "595.53"), ("band_e", "1985.09"), ("band_f", "666.98"),
        ("meals", "6320.69"), ("meals_six", "7865.77"), ("deprivation", "17434.06"),
        ("additional_language", "27673.26"),
    ],
)  # fmt: skip
def test_england_factors_within_three_pence(figure: str, amount: str) -> None:
    made = plan(shipped("england-additional-needs"), [ENGLAND])
    assert abs((made.figures[figure][0] or 0) - Decimal(amount)) <= Decimal("0.03")


def lcff(span: str, share: int) -> Plan:
    row = {"district": "d", "span": span, "attendance": 1}
    row |= {f"need_{year}": share for year in (1, 2, 3)} | {f"enrolled_{year}": 100 for year in (1, 2, 3)}
    return plan(shipped("california-lcff-2024"), [row])


@pytest.mark.parametrize(("span", "base"), [("K-3", 11068), ("4-6", 10177), ("7-8", 10478), ("9-12", 12460)])
def test_california_adjusted_base(span: str, base: int) -> None:
    assert lcff(span, 50).figures["adjusted_base"] == [base]


@pytest.mark.parametrize(
    ("share", "supplement", "concentration"),
    [(50, "1106.80", "0"), (55, "1217.48", "0"), (80, "1770.88", "1798.55"), (85, "1881.56", "2158.26"),
     (100, "2213.60", "3237.39")],
)  # fmt: skip
def test_california_supplement_and_concentration(share: int, supplement: str, concentration: str) -> None:
    made = lcff("K-3", share).figures
    assert (made["supplement"], made["concentration"]) == ([Decimal(supplement)], [Decimal(concentration)])


def test_california_need_is_a_rolling_share_of_three_years() -> None:
    row = {"district": "d", "span": "K-3", "attendance": 1, "need_1": 10, "need_2": 40, "need_3": 70}
    row |= {"enrolled_1": 100, "enrolled_2": 100, "enrolled_3": 200}
    made = plan(shipped("california-lcff-2024"), [row])
    assert made.figures["need_share"] == [Decimal("0.3")]


def test_california_equity_multiplier_needs_both_conditions() -> None:
    rows = [
        {"school": "both", "instability": 26, "disadvantaged": 71, "cumulative": 200},
        {"school": "edge", "instability": 25, "disadvantaged": 90, "cumulative": 500},
        {"school": "one", "instability": 40, "disadvantaged": 70, "cumulative": 500},
        {"school": "second", "instability": 30, "disadvantaged": 90, "cumulative": 100},
    ]
    made = plan(shipped("california-equity-multiplier"), rows)
    assert made.amounts("multiplier") == (200000000, 0, 0, 100000000)


@pytest.mark.parametrize(
    ("points", "fte"), [(17, ".7"), (11, ".4"), (12, ".5"), (8, ".3"), (10, ".4"), (13, ".5"), (4, ".2")]
)
def test_nurse_points(points: int, fte: str) -> None:
    made = plan(shipped("nurse-points"), [{"school": "s", "points": points}])
    assert made.amounts("nurses") == (Decimal(fte),)


@pytest.mark.parametrize(
    ("pupils", "days", "fte", "cost"),
    [(1, "1", ".2", 22681), (1800, "1", ".2", 22681), (1801, "1.5", ".3", 34022), (3000, "1.5", ".3", 34022),
     (3001, "2", ".4", 45362)],
)  # fmt: skip
def test_los_angeles_nurses_2016(pupils: int, days: str, fte: str, cost: int) -> None:
    made = plan(shipped("nurse-days-by-enrollment"), [{"school": "s", "enrollment": pupils}])
    assert (made.figures["days"][0], made.figures["fte"][0], made.amounts("nurse")[0]) == (
        Decimal(days), Decimal(fte), cost,
    )  # fmt: skip


def test_percentile_ranks() -> None:
    given = [Decimal(each) for each in ("235.70", "440.03", "248.99", "182.93", "192.55")]
    assert percentiles(given) == [60, 100, 80, 20, 40]


@pytest.mark.parametrize(("pupils", "weight"), [(100, "1.558"), (300, "1.458"), (500, "1.358"), (550, "1.258")])
def test_arizona_small_school_weights(pupils: int, weight: str) -> None:
    made = plan(shipped("arizona-small-schools"), [{"school": "s", "pupils": pupils}])
    assert made.figures["weight"] == [Decimal(weight)]


@pytest.mark.parametrize(("share", "weight"), [(10, ".47"), (20, ".47"), (40, ".52"), (60, ".57"), (90, ".57")])
def test_new_jersey_at_risk_weights(share: int, weight: str) -> None:
    made = plan(shipped("new-jersey-at-risk"), [{"district": "d", "pupils": 100, "at_risk": share}])
    assert made.figures["weight"] == [Decimal(weight)]


def los_angeles() -> list[dict[str, str]]:
    rows = table("lausd_schools_2022", "lausd_schools_joined.csv")
    return [row for row in rows if row["Charter"] == "N" and float(row["total_enrolled_1920"] or 0)]


def test_an_index_like_seni_on_real_figures_is_labelled_and_spends_the_pool() -> None:
    formula = shipped("seni-like-lausd-2019")
    outcome = run(formula, los_angeles())
    assert outcome.status is Status.ALLOCATED
    assert outcome.plan is not None
    assert outcome.plan.grants["equity"].total == 250000000
    assert sum(outcome.plan.amounts("nurses")) == 3000
    assert formula.label is not None
    assert "not SENI" in formula.label


def test_the_whole_file_computes_and_names_the_nine_schools_that_it_leaves_out() -> None:
    outcome = run(shipped("seni-like-lausd-2019"), table("lausd_schools_2022", "lausd_schools_joined.csv"))
    assert outcome.plan is not None
    assert len(outcome.plan.codes) == 994
    assert len([note for note in outcome.plan.notes if note.code == "left_out"]) == 9
