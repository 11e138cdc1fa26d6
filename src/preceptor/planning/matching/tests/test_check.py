"""The checker believes nothing: any tampering with plan or proof is found."""

import json
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from preceptor.planning.matching.certificate import from_data, to_data
from preceptor.planning.matching.check import check
from preceptor.planning.matching.plan import Assigned, Certificate, Cover, Plan
from preceptor.planning.matching.problem import Problem, problem_of
from preceptor.planning.matching.score import measure
from preceptor.planning.matching.solve import solve
from preceptor.planning.matching.tests.brute import best, every_plan, judged, problems

ROWS = [("a", "x", 9), ("a", "y", 4), ("b", "x", 5), ("b", "y", 3), ("c", "z", 8), ("a", "z", 2)]
PROBLEM = problem_of([("a", 2), ("b", 1), ("c", 1)], ["x", "y", "z", "w"], ROWS)


def solved(problem: Problem = PROBLEM) -> tuple[Plan, Certificate]:
    plan = solve(problem).plan
    assert plan is not None
    assert plan.certificate is not None
    return plan, plan.certificate


def codes(plan: Plan, problem: Problem = PROBLEM) -> set[str]:
    return {fault.code for fault in check(problem, plan)}


@settings(max_examples=150, deadline=None)
@given(problems(), st.data())
def test_no_proof_carries_a_worse_plan(problem: Problem, data: st.DataObject) -> None:
    _, proof = solved(problem)
    pairs = data.draw(st.sampled_from(list(every_plan(problem))))
    other = Plan(tuple(pairs), measure(pairs), proof)
    assume(judged(other.levels, problem.enough) < judged(best(problem), problem.enough))
    assert check(problem, other)


@settings(max_examples=100, deadline=None)
@given(problems())
def test_a_proof_survives_json(problem: Problem) -> None:
    plan, proof = solved(problem)
    again = from_data(json.loads(json.dumps(to_data(proof))))
    assert check(problem, replace(plan, certificate=again)) == ()


def test_a_plan_without_proof_is_not_proven() -> None:
    assert codes(replace(solved()[0], certificate=None)) == {"no_certificate"}


def test_a_proof_for_other_inputs_is_refused() -> None:
    other = problem_of([("a", 2), ("b", 1), ("c", 1)], ["x", "y", "z", "w"], [*ROWS, ("b", "z", 1)])
    assert codes(solved()[0], other) == {"other_inputs"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"all_pairs": Cover((), ("x", "y"))}, "cover_misses"),
        ({"all_pairs": Cover(("a", "b", "c"), ("x",))}, "cover_too_large"),
        ({"better_pairs": Cover((), ())}, "cover_misses"),
        ({"better_pairs": Cover((), ("x", "y", "z"))}, "cover_too_large"),
        ({"better_pairs": None}, "floor_unproven"),
        ({"floor": 9}, "below_floor"),
        ({"floor": None}, "below_floor"),
        ({"matched": 4}, "wrong_count"),
        ({"mentee_prices": {"x": (-1, 0)}}, "price_negative"),
        ({"mentee_prices": {}, "mentor_prices": {}}, "price_too_low"),
        ({"rent": (-50, 0)}, "bound_not_reached"),
        ({"rent": (2**61, 0)}, "price_range"),
    ],
)
def test_a_tampered_proof_is_found(change: dict[str, object], code: str) -> None:
    plan, proof = solved()
    assert code in codes(replace(plan, certificate=replace(proof, **change)))  # type: ignore[arg-type]  # test data


@pytest.mark.parametrize(
    ("pairs", "code"),
    [
        ([Assigned("a", "x", 9), Assigned("b", "x", 5)], "mentee_twice"),
        ([Assigned("b", "x", 5), Assigned("b", "y", 3)], "over_capacity"),
        ([Assigned("b", "z", 5)], "not_allowed"),
        ([Assigned("b", "x", 6)], "wrong_score"),
        ([Assigned("b", "nobody", 5)], "stranger"),
        ([Assigned("b", "x", 5, locked=True)], "locks_not_kept"),
    ],
)
def test_a_plan_that_breaks_a_rule_is_found(pairs: list[Assigned], code: str) -> None:
    assert code in codes(Plan(tuple(pairs), measure(pairs), solved()[1]))


def test_levels_that_do_not_add_up_are_found() -> None:
    plan, _ = solved()
    assert codes(replace(plan, levels=replace(plan.levels, total=99))) == {"wrong_levels"}


@pytest.mark.parametrize(
    "change",
    [{"rent": "x"}, {"rent": [1]}, {"matched": True}, {"all_pairs": []}, {"all_pairs": {}}, {"mentor_prices": []}],
)
def test_what_is_no_certificate_is_refused_with_the_name_of_the_part(change: dict[str, object]) -> None:
    data = to_data(solved()[1]) | change
    with pytest.raises(ValueError, match=next(iter(change))):
        from_data(data)


def test_a_certificate_with_a_part_missing_is_refused() -> None:
    with pytest.raises(ValueError, match="lacks “inputs”"):
        from_data({})
