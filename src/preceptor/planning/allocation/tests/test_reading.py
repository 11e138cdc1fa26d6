"""Bad input: every fault at once, with row and remedy, and nothing computed."""

from __future__ import annotations

import pytest

from preceptor.planning.allocation.plan import Status
from preceptor.planning.allocation.tests.shipped import read, run

FORMULA = read("""
format = 1
key = "test"
title = "Test"
source = "Ours"
[columns]
level = { title = "Level", kind = "words", choices = ["low", "high"] }
pupils = { title = "Pupils", kind = "count", year = "2019-20" }
before = { title = "Pupils", kind = "count", year = "2018-19", prior = true }
poor = { title = "Poor", kind = "share" }
state = { title = "State", kind = "words", missing = "leave_out" }
into = { title = "Into", kind = "words", missing = "leave_out" }
[changes]
column = "state"
into = "into"
[figures.average]
title = "Average"
kind = "rolling"
of = ["before", "pupils"]
[pools.money]
title = "Money"
amount = 1000
[grants.main]
title = "Main"
kind = "share"
pool = "money"
by = "average"
""")
GOOD = {"code": "a", "level": "low", "pupils": 10, "before": 10, "poor": 45, "state": "", "into": ""}


def faults(*rows: dict[str, object]) -> list[str]:
    outcome = run(FORMULA, [GOOD, *rows])
    assert outcome.status is Status.INVALID
    assert outcome.plan is None
    return [str(fault) for fault in outcome.reasons]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"code": ""}, "no code"),
        ({"code": "a"}, "stands already in row 2"),
        ({"pupils": -3}, "below zero"),
        ({"pupils": "*"}, "hidden as “*”"),
        ({"pupils": "<11"}, "hidden as “<11”"),
        ({"pupils": ""}, "Pupils (2019-20) is missing"),
        ({"before": "NA"}, "Pupils (2018-19) is missing"),
        ({"pupils": "ten"}, "Write a plain number"),
        ({"pupils": "10.5"}, "a count is whole"),
        ({"poor": "0.45"}, "looks like a fraction"),
        ({"poor": 145}, "more than the whole"),
        ({"level": "middle"}, "none of the words"),
        ({"state": "gone"}, "no state of a school"),
        ({"state": "closed"}, "marked closed, but Pupils is 10"),
        ({"state": "merged", "pupils": 0, "into": "zz"}, "no open school"),
    ],
)
def test_a_fault_is_told_with_its_row(change: dict[str, object], said: str) -> None:
    found = faults({**GOOD, "code": "b", **change})
    assert any(said in each and each.startswith("row 3: ") for each in found), found


def test_all_faults_are_told_at_once() -> None:
    rows = [{**GOOD, "code": "b", "pupils": -1, "poor": "0.2"}, {**GOOD, "code": "b", "pupils": "*"}]
    assert len(faults(*rows)) == 4


def test_a_missing_column_is_told() -> None:
    bare = {name: cell for name, cell in GOOD.items() if name != "poor"}
    assert any("“poor”" in str(fault) for fault in run(FORMULA, [bare]).reasons)


def test_a_school_that_opened_may_lack_an_earlier_year() -> None:
    outcome = run(FORMULA, [GOOD, {**GOOD, "code": "b", "before": "", "state": "opened"}])
    assert outcome.plan is not None
    assert outcome.plan.amounts("main") == (500, 500)


def test_a_merged_school_hands_on_its_earlier_figures() -> None:
    gone = {**GOOD, "code": "b", "pupils": 0, "before": 30, "state": "merged", "into": "a"}
    outcome = run(FORMULA, [GOOD, gone])
    assert outcome.plan is not None
    assert outcome.plan.codes == ("a",)
    assert outcome.plan.figures["average"] == [25]
    assert "takes over" in outcome.plan.notes[0].sentence


def test_weights_that_sum_to_zero_are_told() -> None:
    outcome = run(FORMULA, [{**GOOD, "pupils": 0, "before": 0}])
    assert any("weights sum to zero" in str(fault) for fault in outcome.reasons)


def test_numbers_as_people_write_them_are_read() -> None:
    outcome = run(FORMULA, [{**GOOD, "pupils": "1,010", "poor": "45%"}])
    assert outcome.plan is not None
    assert outcome.plan.figures["pupils"] == (1010,)


RULED = read("""
format = 1
key = "ruled"
title = "Ruled"
source = "Ours"
name = "name"
[columns]
now = { title = "Pupils", kind = "count", year = "2019-20", stand_in = "before", missing = "leave_out_school" }
before = { title = "Pupils", kind = "count", year = "2018-19", missing = "leave_out" }
[pools]
money = { title = "Money", amount = 100 }
[grants]
main = { title = "Main", kind = "share", pool = "money", by = "now", unit = 1 }
""")
RULED_ROWS = [
    {"code": "a", "name": "Ash", "now": 30, "before": 10},
    {"code": "b", "name": "Birch", "now": "", "before": 20},
    {"code": "c", "name": "Cedar", "now": "", "before": ""},
]


def test_the_formula_says_what_stands_in_and_who_is_left_out_and_each_is_named() -> None:
    outcome = run(RULED, RULED_ROWS)
    assert outcome.plan is not None
    assert (outcome.plan.codes, outcome.plan.amounts("main")) == (("a", "b"), (60, 40))
    assert [note.sentence for note in outcome.plan.notes] == [
        "“b”: Pupils (2019-20) is unknown; Pupils (2018-19) stands in: 20.",
        "“c” (Cedar) is left out: unknown are Pupils (2019-20).",
    ]


LEVELS = read("""
format = 1
key = "levels"
title = "Levels"
source = "Ours"
[columns]
level = { title = "Level", kind = "words" }
poor = { title = "Poor", kind = "share" }
pupils = { title = "Pupils", kind = "count" }
[figures.share]
title = "Share"
kind = "ratio"
of = "poor"
by = "pupils"
[indices.need]
title = "Need"
level = "level"
indicators = { poor = { title = "Poor", of = "poor", weights = { high = 0 } } }
""")


def test_faults_of_reading_and_of_computing_come_together() -> None:
    rows = [
        {"code": "a", "level": "low", "poor": 145, "pupils": 10},
        {"code": "b", "level": "high", "poor": 45, "pupils": 10},
        {"code": "c", "level": "low", "poor": 45, "pupils": 0},
    ]
    found = [str(fault) for fault in run(LEVELS, rows).reasons]
    assert [each.partition(":")[0] for each in found] == ["row 2", "row 3", "row 4"]
    assert "sum to zero for “high”" in found[1]
    assert "divided by is zero" in found[2]


def test_weights_that_sum_to_zero_are_told_of_a_school_that_has_other_faults_too() -> None:
    rows = [{"code": "a", "level": "high", "poor": 45, "pupils": -3}]
    found = [str(fault) for fault in run(LEVELS, rows).reasons]
    assert len(found) == 2
    assert any("sum to zero for “high”" in each for each in found)
