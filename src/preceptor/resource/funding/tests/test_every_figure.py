"""OUT of `plan allocation` holds every figure that was made on the way, exact."""

from __future__ import annotations

import json
from dataclasses import fields
from decimal import Decimal
from typing import Any

import pytest

from preceptor.config.planning import main
from preceptor.planning.allocation.plan import Account, Allotment, Given, GroupShare, Pairing, Plan, Staffed
from preceptor.planning.allocation.solve import solve
from preceptor.resource.funding.plans.files import read_problem
from preceptor.resource.funding.tests.town import FORMULA

HEADING = "code,name,level,local_district,total_enrolled,poor,poor -1,rooms,latitude,longitude"
ROWS = [
    "a,Alder,low,North,400,300,290,13,34,-118",
    "b,Birch,low,South,200,50,60,6,34.01,-118",
    "c,Cedar,high,South,300,290,280,10,34.5,-118",
    "d,Dogwood,high,South,100,,,3,34.51,-118",
]

Run = tuple[Plan, dict[str, Any]]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The plan in hand, and what the command wrote of it."""
    folder = tmp_path_factory.mktemp("out")
    formula, schools, out = folder / "f.toml", folder / "s.csv", folder / "out.json"
    formula.write_text(FORMULA)
    schools.write_text("\n".join([HEADING, *ROWS]) + "\n")
    arguments = ["--formula", str(formula), "--schools", str(schools), "--json", str(out)]
    main(["allocation", *arguments, "--pool", "money=90000.01"])
    plan = solve(read_problem(formula, schools, {"money": "90000.01"})).plan
    assert plan is not None
    return plan, json.loads(out.read_text())


def same(cell: Decimal | None, written: str | None) -> bool:
    """Whether a written number is this one, to the last digit."""
    return cell is None if written is None else cell == Decimal(written)


def test_every_column_figure_and_index_of_every_school_is_written_exactly(run: Run) -> None:
    plan, out = run
    for at, school in enumerate(out["schools"]):
        assert school["figures"].keys() == plan.figures.keys()
        assert all(same(cells[at], school["figures"][name]) for name, cells in plan.figures.items())
        assert {"share", "rank", "tier", "claim", "need", "poor", "equity", "nurses"} <= school["figures"].keys()


def test_every_indicator_has_its_number_scale_weight_and_points(run: Run) -> None:
    plan, out = run
    trace = plan.indices["need"]
    for at, school in enumerate(out["schools"]):
        told = school["indices"]["need"]["poor"]
        own = (trace.raw["poor"][at], trace.scaled["poor"][at], trace.weights["poor"][at], trace.points["poor"][at])
        assert all(
            same(cell, told[name]) for cell, name in zip(own, ("raw", "scaled", "weight", "points"), strict=True)
        )


def test_every_allotment_is_written_whole(run: Run) -> None:
    plan, out = run
    for key, given in plan.grants.items():
        for each, school in zip(given.allotments, out["schools"], strict=True):
            told = school["grants"][key]
            assert told.keys() == {field.name for field in fields(Allotment)}
            assert all(
                same(getattr(each, name), told[name])
                for name in ("claim", "target", "floor", "ceiling", "exact", "amount", "on_top", "private", "rate")
            )


def test_what_a_grant_a_pool_and_a_group_rest_on_is_written(run: Run) -> None:
    plan, out = run
    assert out["grants"]["equity"].keys() == {each.name for each in fields(Given)} - {"key", "allotments"}
    assert all(same(given.level, out["grants"][key]["level"]) for key, given in plan.grants.items())
    assert out["pools"]["money"].keys() == {each.name for each in fields(Account)}
    assert (out["pools"]["money"]["amount"], out["pools"]["money"]["left"]) == ("90000.01", "0.00")
    assert out["groups"]["offices"][0].keys() == {each.name for each in fields(GroupShare)}
    assert sum(Decimal(each["amount"]) for each in out["groups"]["offices"]) == 5000


def test_positions_and_pairs_are_written_whole(run: Run) -> None:
    plan, out = run
    for at, school in enumerate(out["schools"]):
        for year, rows in plan.staffing["teachers"].items():
            told = school["staffing"]["teachers"][year]
            assert told.keys() == {each.name for each in fields(Staffed)}
            assert same(rows[at].by_norm["all"], told["by_norm"]["all"])
    assert [each.keys() for each in out["sharing"]["nurse"]] == [{each.name for each in fields(Pairing)}] * len(
        plan.sharing["nurse"]
    )


def test_schools_keep_their_row_and_words_and_who_is_left_out_is_named(run: Run) -> None:
    _plan, out = run
    assert [(each["code"], each["row"], each["words"]["local"]) for each in out["schools"]] == [
        ("a", 2, "North"),
        ("b", 3, "South"),
        ("c", 4, "South"),
    ]
    assert out["left_out"] == [{"code": "d", "name": "Dogwood", "row": 5, "lacks": ["Poor"]}]
    assert len(out["fairness"]) == 6
    assert all(each["explanation"] for each in out["schools"])


def test_nothing_of_a_plan_is_forgotten(run: Run) -> None:
    """A part that a plan gains must be written as well."""
    _plan, out = run
    renamed = {
        "codes": "schools",
        "names": "schools",
        "figures": "schools",
        "indices": "schools",
        "staffing": "schools",
    }
    assert {renamed.get(each.name, each.name) for each in fields(Plan)} <= out.keys()
