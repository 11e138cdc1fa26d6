"""What published rules say beside their figures: who comes first, what is compared with what, what holds in all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from preceptor.planning.allocation.plan import Plan
from preceptor.planning.allocation.tests.shipped import plan, read, shipped
from preceptor.planning.allocation.tests.test_properties import FORMULA

SPANS = """
format = 1
key = "spans"
title = "By grade span"
source = "Ours"
[columns]
span = { title = "Grade span", kind = "words" }
pupils = { title = "Pupils", kind = "count" }
poor = { title = "Poor children", kind = "count" }
[pools]
money = { title = "Money", amount = 10000 }
[grants.schools]
title = "Title I"
kind = "rank_and_serve"
pool = "money"
children = "poor"
pupils = "pupils"
cutoff = "CUTOFF"
groups = "span"
per_child = RATE
unit = 1
"""
# Elementary schools average 50%, high schools 29.75%, the district 36.5%; one high school is above 75%.
SPANNED = [
    {"code": code, "span": span, "pupils": 100, "poor": poor}
    for code, span, poor in (
        ("a", "e", 70),
        ("b", "e", 30),
        ("c", "h", 4),
        ("d", "h", 31),
        ("e", "h", 80),
        ("f", "h", 4),
    )
]


def served(cutoff: str, rate: str = '"even"', pool: int = 10000) -> str:
    made = plan(read(SPANS.replace("CUTOFF", cutoff).replace("RATE", rate)), SPANNED, {"money": pool})
    return "".join(code for code, amount in zip(made.codes, made.amounts("schools"), strict=True) if amount)


@pytest.mark.parametrize(("cutoff", "codes"), [("district_average", "ae"), ("group_average", "ade"), ("share", "ae")])
def test_title_i_serves_above_the_average_of_the_district_or_of_the_grade_span_or_above_35_percent(
    cutoff: str, codes: str
) -> None:
    assert served(cutoff) == codes


def test_title_i_above_three_quarters_comes_first_whatever_the_grades() -> None:
    """There is money for one school; the high school above 75% has it before the elementary one with 70%."""
    assert served("group_average", "100", 8000) == "e"


def test_title_i_below_thirty_five_percent_each_child_carries_a_quarter_more_or_the_last_is_dropped() -> None:
    made = plan(shipped("title-i-average-rule"), THIN)
    rates = [each.rate for each in made.grants["schools"].allotments if each.rate]
    assert all(rate >= (made.grants["schools"].least_rate or 0) for rate in rates)
    assert len(rates) < len(THIN)


THIN = [
    {"school": f"s{at}", "enrollment": 1000, "poor_public": 300 - at, "poor_private": 0, "poor": 300 - at}
    for at in range(10)
]


def test_chicago_compares_elementary_and_high_schools_apart() -> None:
    rows = [
        {"school": f"{level}{at}", "level": level, **{f"indicator_{n}": at * step for n in range(1, 12)}}
        for level, step in (("elementary", 1), ("high", 100))
        for at in range(1, 6)
    ]
    values = plan(shipped("chicago-opportunity-index"), rows).indices["total"].values
    assert values == [11, 22, 33, 44, 55] * 2


def pooled(bounds: str, schools: list[dict[str, int | str]], amount: int) -> Plan:
    return plan(read(FORMULA.replace("BOUNDS", bounds)), schools, {"money": amount})


def test_the_investment_of_2018_reaches_228_schools_between_its_bounds() -> None:
    """$25 million to 228 schools, $24,000 to $313,000 each."""
    schools = [{"code": f"s{at:03}", "pupils": 40 + 13 * at, "poor": 30 + 12 * at, "prior": 0} for at in range(228)]
    schools[-1] |= {"pupils": 4000, "poor": 3900}
    made = pooled("bounds = { minimum = 24000, maximum = 313000 }\nunit = 1", schools, 25_000_000)
    amounts = made.amounts("main")
    assert (len(amounts), sum(amounts), made.pools["money"].left) == (228, 25_000_000, 0)
    assert (min(amounts), max(amounts)) == (24000, 313000)


def test_the_equity_allocation_of_2019_holds_harmless_beside_its_pool() -> None:
    """$253 million by need and, as a cost of its own, about $29 million that keep schools where they were."""
    schools = [{"code": f"s{at}", "pupils": 100, "poor": 50, "prior": 0} for at in range(100)]
    for row in schools[:29]:
        row["prior"] = 3_530_000
    made = pooled('bounds = { held_harmless = { prior = "prior", paid = "on_top" } }\nunit = 1', schools, 253_000_000)
    assert (made.pools["money"].on_top, sum(made.amounts("main"))) == (29_000_000, 282_000_000)


def test_class_size_reaches_fifteen_middle_schools_further_and_no_high_school() -> None:
    rows = [
        {"code": f"{level}{at:02}", "level": level, "need": at, "grades_4_5": 0, "grades_6_8": 400, "grades_9_12": 390}
        for level in ("middle", "high")
        for at in range(20)
    ]
    years = plan(shipped("class-size-2019"), [{**row, "rooms": ""} for row in rows]).staffing["teachers"]
    assert [sum(each.further for each in those) for those in years.values()] == [15, 15, 15]
    steps = [those[0].by_norm["grades_9_12"] for those in years.values()]
    assert steps == [Decimal("10.263"), Decimal("10.541"), Decimal("11.143")]  # 390 at 38, 37 and 35: 1, 1 and 2 fewer


def test_washington_makes_whole_positions_of_the_sum() -> None:
    """67/25 = 2.680 among others; 16.47 in all are 17.00."""
    text = """
format = 1
key = "norm"
title = "Norm"
source = "Ours"
[columns]
a = { title = "A", kind = "count" }
b = { title = "B", kind = "count" }
c = { title = "C", kind = "count" }
d = { title = "D", kind = "count" }
[staffing.t]
title = "T"
years = [{ title = "now", by = 0 }]
[staffing.t.norms]
a = { title = "A", pupils = "a", base = 25 }
b = { title = "B", pupils = "b", base = 27 }
c = { title = "C", pupils = "c", base = 27 }
d = { title = "D", pupils = "d", base = 100 }
"""
    each = plan(read(text), [{"code": "s", "a": 67, "b": 67, "c": 65, "d": 890}]).staffing["t"]["now"][0]
    assert each.by_norm["a"] == Decimal("2.680")
    assert (round(sum(each.by_norm.values()), 2), each.positions) == (Decimal("16.47"), 17)
