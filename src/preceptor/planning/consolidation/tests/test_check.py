"""The checker believes nothing: any tampering with plan, way or proof is found."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from preceptor.planning.consolidation.bound import proven_bound
from preceptor.planning.consolidation.certificate import from_data, to_data
from preceptor.planning.consolidation.check import check
from preceptor.planning.consolidation.plan import Branch, Certificate, Choice, Leaf, Levels, Part, Plan, Step
from preceptor.planning.consolidation.problem import Item, Problem, Requirement, Seconds, Signer
from preceptor.planning.consolidation.solve import solve
from preceptor.planning.consolidation.tests.brute import least_cost, problems

TEN = Seconds(600, 600, 600)
ITEMS = (
    Item("a", ("r", "q"), 4, TEN),
    Item("b", ("r",), 1, TEN),
    Item("c", ("q", "p"), 1, TEN),
    Item("d", ("p", "r"), 2, TEN),
    Item("k", (), 1, TEN, keep=True),
)
PROBLEM = Problem(ITEMS, tuple(Requirement(name, 1) for name in "pqr"), {"high": 3})


def solved(problem: Problem = PROBLEM) -> Plan:
    plan = solve(problem).plan
    assert plan is not None
    return plan


def codes(plan: Plan, problem: Problem = PROBLEM) -> set[str]:
    return {fault.code for fault in check(problem, plan)}


def test_the_odd_cycle_needs_a_supposition_and_is_proven() -> None:
    plan = solved()
    assert codes(plan) == set()
    assert any(isinstance(part.tree, Branch) for part in plan.certificate.parts)


def test_a_plan_that_leaves_a_requirement_bare_is_found() -> None:
    plan = solved()
    less = tuple(it for it in plan.choices if it.item == "k")
    assert "uncovered" in codes(replace(plan, choices=less))


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        (Choice("z", "high", Signer.PRINCIPAL, 1), "not_offered"),
        (Choice("a", "high", Signer.OFFICE, 1), "not_offered"),
        (Choice("a", "low", Signer.PRINCIPAL, 1), "not_offered"),
    ],
)
def test_a_way_of_asking_that_nobody_offered_is_found(choice: Choice, code: str) -> None:
    plan = solved()
    assert code in codes(replace(plan, choices=(*plan.choices, choice)))


def test_an_item_to_be_kept_that_went_is_found() -> None:
    plan = solved()
    assert "not_kept" in codes(replace(plan, choices=tuple(it for it in plan.choices if it.item != "k")))


def test_levels_that_do_not_add_up_are_found() -> None:
    assert codes(replace(solved(), levels=Levels(1, 1))) == {"wrong_levels"}


def test_a_way_that_bares_a_requirement_before_the_end_is_found() -> None:
    items = (Item("a", ("r",), 4, TEN), Item("b", ("r",), 1, Seconds(1, 1, 1)))
    problem = Problem(items, (Requirement("r", 4),))
    plan = solved(problem)
    assert [step.items for step in plan.steps] == [("a", "b")]
    apart = (Step(("a",), 240_000), Step(("b",), -300))
    assert codes(replace(plan, steps=apart), problem) == {"bared_on_the_way"}


def test_a_way_that_stops_short_is_found() -> None:
    assert "way_ends_elsewhere" in codes(replace(solved(), steps=()))


def test_a_saving_that_is_not_true_is_found() -> None:
    plan = solved()
    wrong = (Step(plan.steps[0].items, plan.steps[0].saves + 1), *plan.steps[1:])
    assert "wrong_saving" in codes(replace(plan, steps=wrong))


def tampered(proof: Certificate, leaf: Leaf) -> Certificate:
    return replace(proof, parts=(*proof.parts[:-1], Part("high", leaf)))


@pytest.mark.parametrize(
    "leaf", [Leaf(()), Leaf(((("r", "high"), -1),)), Leaf(((("z", "high"), 5),)), Leaf(((("r", "high"), 10**15),))]
)
def test_prices_that_prove_less_or_nothing_leave_the_plan_unproven(leaf: Leaf) -> None:
    plan = solved()
    assert codes(replace(plan, certificate=tampered(plan.certificate, leaf))) == {"not_proven"}


def test_parts_that_speak_of_the_same_items_twice_prove_nothing() -> None:
    proof = solved().certificate
    assert proven_bound(PROBLEM, replace(proof, parts=proof.parts * 2)) == 0
    plain = Part("high", Leaf(((("r", "high"), proof.unit),)))
    assert proven_bound(PROBLEM, replace(proof, parts=(plain, plain))) == 0


def test_what_an_item_to_be_kept_costs_is_counted_once() -> None:
    problem = Problem((Item("a", ("r",), 1, TEN, keep=True),), (Requirement("r", 1),))
    dear = Leaf(((("r", "all"), 720_720 * 10**6),))
    proof = Certificate(problem.fingerprint, 720_720, (Part("all", dear),))
    assert proven_bound(problem, proof) == least_cost(problem)


def test_a_proof_for_other_inputs_is_refused() -> None:
    other = replace(PROBLEM, away=51)
    assert codes(solved(), other) == {"not_proven"}


@settings(max_examples=40, deadline=None)
@given(problems(), problems())
def test_no_proof_bounds_more_than_the_best_plan_costs(problem: Problem, other: Problem) -> None:
    borrowed = replace(solved(other).certificate, inputs=problem.fingerprint)
    assert proven_bound(problem, borrowed) <= least_cost(problem)


@settings(max_examples=12, deadline=None)
@given(problems())
def test_a_proof_survives_json(problem: Problem) -> None:
    plan = solved(problem)
    again = from_data(json.loads(json.dumps(to_data(plan.certificate))))
    assert check(problem, replace(plan, certificate=again)) == ()


@pytest.mark.parametrize(
    "change", [{"unit": "x"}, {"parts": {}}, {"parts": [1]}, {"parts": [{"scope": "s", "tree": 1}]}]
)
def test_what_is_no_certificate_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="certificate"):
        from_data(to_data(solved().certificate) | change)
