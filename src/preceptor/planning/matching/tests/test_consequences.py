"""Changes by hand show exactly what they would do."""

import pytest
from hypothesis import given, settings

from preceptor.planning.matching.check import check
from preceptor.planning.matching.consequences import Act, Change, Moved, consequences
from preceptor.planning.matching.plan import Plan, Status
from preceptor.planning.matching.problem import Problem, problem_of
from preceptor.planning.matching.solve import solve
from preceptor.planning.matching.tests.brute import best, judged, problems


def solved(problem: Problem) -> Plan:
    plan = solve(problem).plan
    assert plan is not None
    return plan


@settings(max_examples=80, deadline=None)
@given(problems())
def test_locking_what_the_plan_already_holds_changes_nothing(problem: Problem) -> None:
    plan = solved(problem)
    for held in plan.pairs:
        told = consequences(problem, plan, Change(Act.LOCK, held.mentor, held.mentee))
        assert told.moved == ()
        assert told.after == told.before


@settings(max_examples=80, deadline=None)
@given(problems())
def test_forbidding_a_pair_gives_the_best_plan_without_it(problem: Problem) -> None:
    plan = solved(problem)
    for held in [pair for pair in plan.pairs if not pair.locked]:
        told = consequences(problem, plan, Change(Act.FORBID, held.mentor, held.mentee))
        assert told.outcome.plan is not None
        assert told.after is not None
        assert judged(told.after, problem.enough) == judged(best(told.problem), problem.enough)
        assert check(told.problem, told.outcome.plan) == ()


SWAP = problem_of([("a", 1), ("b", 1), ("c", 1)], "xy", [("a", "x", 9), ("b", "y", 9), ("a", "y", 5), ("b", "x", 5)])


def test_moving_a_mentee_tells_who_else_moves() -> None:
    told = consequences(SWAP, solved(SWAP), Change(Act.MOVE, "b", "x"))
    assert told.moved == (Moved("x", "a", "b"), Moved("y", "b", "a"))
    assert told.after is not None
    assert (told.before.total, told.after.total) == (18, 10)


def test_a_pair_locked_below_the_floor_does_not_pull_others_down() -> None:
    rows = [("a", "x", 90), ("b", "x", 1), ("b", "y", 80), ("c", "y", 20), ("c", "z", 70), ("b", "z", 2000)]
    problem = problem_of([("a", 1), ("b", 2), ("c", 1)], "xyz", rows)
    told = consequences(problem, solved(problem), Change(Act.LOCK, "b", "x"))
    assert told.outcome.plan is not None
    kept = {pair.mentee: pair.score for pair in told.outcome.plan.pairs}
    assert (kept["x"], kept["y"], kept["z"]) == (1, 80, 70)


def test_a_change_that_breaks_a_rule_is_answered_with_the_reason() -> None:
    problem = problem_of([("a", 1)], "x", [("a", "x", 1)], blocked=[("a", "x", "same school")])
    told = consequences(problem, solved(problem), Change(Act.LOCK, "a", "x"))
    assert told.outcome.status is Status.INVALID
    assert "same school" in told.outcome.reasons[0].sentence


def test_a_change_for_somebody_who_takes_no_part_is_answered_kindly() -> None:
    told = consequences(SWAP, solved(SWAP), Change(Act.LOCK, "a", "stranger"))
    assert told.outcome.reasons[0].code == "unknown_pair"


@pytest.mark.parametrize("act", [Act.LOCK, Act.FORBID])
def test_releasing_undoes_a_lock_and_a_ban(act: Act) -> None:
    plan = solved(SWAP)
    told = consequences(SWAP, plan, Change(act, "a", "x"))
    assert told.outcome.plan is not None
    back = consequences(told.problem, told.outcome.plan, Change(Act.RELEASE, "a", "x"))
    assert (back.problem.locked, back.problem.forbidden) == ((), ())
