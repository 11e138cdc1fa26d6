"""What cannot be planned is told all at once, in plain sentences; the fingerprint knows sets, not orders."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preceptor.planning.matching.plan import Status
from preceptor.planning.matching.problem import Problem, faults, problem_of
from preceptor.planning.matching.solve import solve
from preceptor.planning.matching.tests.brute import problems
from preceptor.planning.matching.tests.test_solve import shuffled

PAIR = [("a", "x", 1)]


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (problem_of([("a", 1), ("a", 2)], "x", []), "duplicate_id"),
        (problem_of([("a", 1)], "xx", []), "duplicate_id"),
        (problem_of([("a", -1)], "x", PAIR), "negative_capacity"),
        (problem_of([("a", 1)], "x", [("b", "x", 1)]), "unknown_mentor"),
        (problem_of([("a", 1)], "x", [("a", "y", 1)]), "unknown_mentee"),
        (problem_of([("a", 1)], "x", [("a", "x", 1.5)]), "bad_score"),  # type: ignore[list-item]  # the fault itself
        (problem_of([("a", 1)], "x", [("a", "x", 10**10)]), "bad_score"),
        (problem_of([("a", 1)], "x", PAIR * 2), "duplicate_pair"),
        (problem_of([("a", 1)], "x", PAIR, locked=[("b", "x")]), "unknown_mentor"),
        (problem_of([("a", 1)], "x", PAIR, locked=[("a", "x")], forbidden=[("a", "x")]), "locked_and_excluded"),
        (problem_of([("a", 1), ("b", 1)], "x", PAIR, locked=[("a", "x"), ("b", "x")]), "locked_twice"),
        (problem_of([("a", 1)], "xy", PAIR, locked=[("a", "x"), ("a", "y")]), "locked_beyond_capacity"),
    ],
)
def test_a_contradiction_is_told_and_not_planned(problem: Problem, code: str) -> None:
    outcome = solve(problem)
    assert outcome.status is Status.INVALID
    assert {fault.code for fault in outcome.reasons} == {code}


def test_all_faults_are_told_at_once() -> None:
    problem = problem_of([("a", -1), ("a", -1)], "x", [("b", "x", 1), ("c", "x", 1)])
    assert len(faults(problem)) == 5


@settings(max_examples=60, deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_the_fingerprint_is_the_same_for_rows_in_any_order(problem: Problem, rng: random.Random) -> None:
    assert shuffled(problem, rng).fingerprint == problem.fingerprint


def test_the_fingerprint_changes_with_every_input() -> None:
    base = problem_of([("a", 1), ("b", 1)], "xy", PAIR)
    changed = [
        replace(base, mentees=("x",)),
        replace(base, enough=3),
        problem_of([("a", 2), ("b", 1)], "xy", PAIR),
        problem_of([("a", 1), ("b", 1)], "xy", [("a", "x", 2)]),
        problem_of([("a", 1), ("b", 1)], "xy", PAIR, locked=[("a", "x")]),
        problem_of([("a", 1), ("b", 1)], "xy", PAIR, forbidden=[("a", "x")]),
        problem_of([("a", 1), ("b", 1)], "xy", PAIR, blocked=[("a", "x", "same school")]),
    ]
    assert len({it.fingerprint for it in (base, *changed)}) == len(changed) + 1
