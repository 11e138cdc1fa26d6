"""The plan is the best of all plans, whatever the problem."""

import random
import time
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from preceptor.planning.matching.check import check, check_allowed
from preceptor.planning.matching.plan import Status
from preceptor.planning.matching.problem import Edges, Mentor, Pair, Problem, problem_of
from preceptor.planning.matching.solve import solve
from preceptor.planning.matching.tests.brute import best, judged, problems


@settings(max_examples=300, deadline=None)
@given(problems())
def test_the_plan_is_as_good_as_the_best_of_all_plans_and_its_proof_holds(problem: Problem) -> None:
    outcome = solve(problem)
    assert outcome.plan is not None
    assert judged(outcome.plan.levels, problem.enough) == judged(best(problem), problem.enough)
    assert check(problem, outcome.plan) == ()


@settings(max_examples=60, deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_rows_in_another_order_give_the_same_plan(problem: Problem, rng: random.Random) -> None:
    assert solve(shuffled(problem, rng)) == solve(problem)


@settings(max_examples=60, deadline=None)
@given(problems())
def test_confirmed_pairs_are_in_every_plan(problem: Problem) -> None:
    plan = solve(problem).plan
    assert plan is not None
    assert {pair.pair for pair in plan.pairs if pair.locked} == set(problem.locked)


@settings(max_examples=60, deadline=None)
@given(problems())
def test_a_search_stopped_at_once_still_gives_an_allowed_plan_and_a_bound_that_holds(problem: Problem) -> None:
    outcome = solve(problem, stop=lambda: True)
    assert outcome.plan is not None
    assert outcome.bound is not None
    assert check_allowed(problem, outcome.plan) == ()
    assert judged(outcome.bound, problem.enough) >= judged(best(problem), problem.enough)


@settings(max_examples=60, deadline=None)
@given(problems(enough=False))
def test_preferring_the_plan_itself_changes_nothing(problem: Problem) -> None:
    plan = solve(problem).plan
    assert plan is not None
    again = solve(replace(problem, preferred=tuple(pair.pair for pair in plan.pairs))).plan
    assert again is not None
    assert again.pairs == plan.pairs


def test_an_earlier_plan_of_equal_worth_is_kept() -> None:
    rows = [(m, n, 5) for m in "ab" for n in "xy"]
    for earlier in ((("a", "x"), ("b", "y")), (("a", "y"), ("b", "x"))):
        problem = replace(
            problem_of([("a", 1), ("b", 1)], "xy", rows), preferred=tuple(Pair(*pair) for pair in earlier)
        )
        plan = solve(problem).plan
        assert plan is not None
        assert {(pair.mentor, pair.mentee) for pair in plan.pairs} == set(earlier)
        assert check(problem, plan) == ()


def test_one_more_mentee_matched_beats_any_score() -> None:
    problem = problem_of([("a", 1), ("b", 1)], "xy", [("a", "x", 1), ("a", "y", 1000), ("b", "y", 1)])
    plan = solve(problem).plan
    assert plan is not None
    assert (plan.levels.matched, plan.levels.total) == (2, 2)


def test_the_worst_off_mentee_comes_before_the_total() -> None:
    rows = [("a", "x", 100), ("b", "y", 1), ("a", "y", 10), ("b", "x", 10)]
    plan = solve(problem_of([("a", 1), ("b", 1)], "xy", rows)).plan
    assert plan is not None
    assert (plan.levels.worst, plan.levels.total) == (10, 20)


def test_equal_scores_are_spread_evenly() -> None:
    rows = [(m, n, 7) for m in "abc" for n in "uvwxyz"]
    plan = solve(problem_of([(m, 6) for m in "abc"], "uvwxyz", rows)).plan
    assert plan is not None
    assert plan.levels.load == 3 * 2**2


def test_confirmed_mentees_count_in_the_even_load() -> None:
    rows = [(m, n, 7) for m in "ab" for n in "yz"]
    plan = solve(problem_of([("a", 3), ("b", 3)], "wxyz", rows, locked=[("a", "w"), ("a", "x")])).plan
    assert plan is not None
    assert plan.levels.load == 2 * 2**2


def test_nobody_to_match_is_a_plan_and_nobody_matchable_is_a_reason() -> None:
    assert solve(problem_of([("a", 1)], [], [])).status is Status.OPTIMAL
    outcome = solve(problem_of([("a", 0)], ["x"], [("a", "x", 3)]))
    assert outcome.status is Status.IMPOSSIBLE
    assert "See each mentee's reason" in outcome.reasons[0].sentence


def test_scores_that_leave_exact_arithmetic_are_refused() -> None:
    names = [f"n{at}" for at in range(9000)]
    outcome = solve(problem_of([("a", 9000)], names, [("a", "n0", 10**9), ("a", "n1", -(10**9))]))
    assert outcome.status is Status.INVALID
    assert outcome.reasons[0].code == "numbers_too_large"


def test_an_earlier_plan_never_makes_numbers_too_large() -> None:
    names = [f"n{at}" for at in range(2000)]
    rows = [("a", name, 10**9 * (-1) ** at) for at, name in enumerate(names)]
    problem = replace(problem_of([("a", 2000)], names, rows), preferred=(Pair("a", "n0"),))
    assert solve(problem).status is Status.OPTIMAL


def test_six_hundred_mentors_and_fifteen_hundred_mentees_are_proven_optimal() -> None:
    rng = np.random.default_rng(7)
    mentor, mentee = np.repeat(np.arange(600), 1500), np.tile(np.arange(1500), 600)
    edges = Edges(mentor, mentee, rng.integers(0, 1000, 900_000))
    people = tuple(Mentor(f"m{at:03}", 3) for at in range(600))
    problem = Problem(people, tuple(f"n{at:04}" for at in range(1500)), edges)
    begun = time.perf_counter()
    outcome = solve(problem)
    assert outcome.plan is not None
    assert outcome.status is Status.OPTIMAL
    assert check(problem, outcome.plan) == ()
    # About one second alone; loose, because tests share the machine.
    assert time.perf_counter() - begun < 20


def shuffled(problem: Problem, rng: random.Random) -> Problem:
    """Give the same problem with every list in another order."""
    people = rng.sample(list(enumerate(problem.mentors)), len(problem.mentors))
    wanting = rng.sample(list(enumerate(problem.mentees)), len(problem.mentees))
    rows = np.array(rng.sample(range(len(problem.edges)), len(problem.edges)), dtype=np.int64)
    new_mentor = np.empty(len(people), dtype=np.int64)
    new_mentor[[old for old, _ in people]] = np.arange(len(people))
    new_mentee = np.empty(len(wanting), dtype=np.int64)
    new_mentee[[old for old, _ in wanting]] = np.arange(len(wanting))
    edges = problem.edges
    return replace(
        problem,
        mentors=tuple(mentor for _, mentor in people),
        mentees=tuple(mentee for _, mentee in wanting),
        edges=Edges(new_mentor[edges.mentor[rows]], new_mentee[edges.mentee[rows]], edges.score[rows]),
        locked=tuple(rng.sample(problem.locked, len(problem.locked))),
        forbidden=tuple(rng.sample(problem.forbidden, len(problem.forbidden))),
        blocked=tuple(rng.sample(problem.blocked, len(problem.blocked))),
    )
