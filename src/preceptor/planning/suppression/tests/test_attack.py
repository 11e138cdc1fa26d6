"""Nothing that is hidden can be worked out: not by any subtraction, not by linear programs, not by counting cases."""

from collections import Counter
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preceptor.planning.suppression.check import published, reveals
from preceptor.planning.suppression.plan import Plan, State
from preceptor.planning.suppression.problem import Dimension, Problem
from preceptor.planning.suppression.solve import solve

LEVELS, DISTRICTS, NEEDS = ("elementary", "high", "office"), ("east", "west", "none"), ("more", "less")
# A directory tells which combinations there are; offices lie in no district and have no need of their own.
ATOMS = ((0, 0, 0), (0, 0, 1), (0, 1, 1), (1, 0, 0), (1, 1, 0), (1, 1, 1), (2, 2, 1))


def problem(sizes: tuple[int, ...], answers: tuple[int, ...], *, share: bool = True, threshold: int = 10) -> Problem:
    dimensions = (Dimension("level", LEVELS), Dimension("district", DISTRICTS), Dimension("need", NEEDS))
    return Problem(threshold, dimensions, ATOMS, sizes, answers, share)


@st.composite
def problems(draw: st.DrawFn, *, share: bool = True) -> Problem:
    most = draw(st.sampled_from([4, 15, 40, 120]))
    sizes = tuple(draw(st.integers(0, most)) for _ in ATOMS)
    return problem(sizes, tuple(draw(st.integers(0, size)) for size in sizes), share=share)


def subtractions(given: Problem, plan: Plan, most: int = 4) -> list[tuple[str, tuple[int, ...], int]]:
    """Small groups that adding and subtracting up to so many published numbers gives, by trying all of them."""
    width = len(ATOMS)
    rows: list[tuple[np.ndarray, int]] = []
    for measure, atoms, count in published(given, plan):
        row = np.zeros(2 * width, dtype=int)
        row[list(atoms)] = 1
        if measure == "size":
            row[[width + at for at in atoms]] = 1
        rows.append((row, count))
    found = []
    for number in range(1, most + 1):
        for chosen in combinations(rows, number):
            for signs in product((1, -1), repeat=number - 1):
                row = chosen[0][0] + sum(sign * each[0] for sign, each in zip(signs, chosen[1:], strict=True))
                count = chosen[0][1] + sum(sign * each[1] for sign, each in zip(signs, chosen[1:], strict=True))
                for turned, left in ((row, count), (-row, -count)):
                    people = _people(turned, width)
                    if people is not None and 0 < left < given.threshold:
                        found.append((*people, left))
    return found


def _people(row: np.ndarray, width: int) -> tuple[str, tuple[int, ...]] | None:
    """The group that a sum of numbers counts, when it counts one at all."""
    if row.min() < 0 or row.max() != 1:
        return None
    yes, no = row[:width], row[width:]
    for name, same in (("size", (yes == no).all()), ("yes", not no.any()), ("no", not yes.any())):
        if same:
            return name, tuple(np.flatnonzero(yes + no).tolist())
    return None


@settings(max_examples=12)
@given(problems())
def test_no_subtraction_gives_a_small_group_of_a_table_or_a_crossing(given: Problem) -> None:
    plan = solve(given)
    guarded = {tuple(range(len(ATOMS))), *given.crossings()}
    guarded |= {
        given.within(at, place) for at, each in enumerate(given.dimensions) for place in range(len(each.categories))
    }
    assert [one for one in subtractions(given, plan, 3) if one[1] in guarded] == []


@settings(max_examples=12)
@given(st.booleans().flatmap(lambda share: problems(share=share)))
def test_no_small_count_can_be_narrowed_below_the_threshold(given: Problem) -> None:
    assert reveals(given, solve(given)) == []


@settings(max_examples=8)
@given(problems(share=False))
def test_what_is_shown_is_never_small(given: Problem) -> None:
    assert [count for _measure, _atoms, count in published(given, solve(given)) if given.small(count)] == []


def test_counting_every_case_leaves_a_hidden_cell_open() -> None:
    """The attacker's ranges by brute force: every table of whole numbers that fits what is published."""
    given = Problem(
        3, (Dimension("level", ("a", "b", "c")), Dimension("need", ("x", "y"))),
        ((0, 0), (0, 1), (1, 0), (2, 1)), (1, 1, 4, 3), (0, 0, 0, 0), share=False,
    )  # fmt: skip
    plan = solve(given)
    rows = [(atoms, count) for _measure, atoms, count in published(given, plan)]
    total = sum(given.sizes)
    fits = [
        case
        for case in product(range(total + 1), repeat=4)
        if all(sum(case[at] for at in atoms) == count for atoms, count in rows)
    ]
    seen = Counter(case[0] + case[1] for case in fits)
    assert plan.cells[0][0] == State.HIDDEN
    assert max(seen) - min(seen) >= given.threshold


def test_showing_one_hidden_cell_would_give_the_small_one_away() -> None:
    """The attack bites: a plan that hides the small cell alone is found out."""
    given = problem((3, 0, 0, 40, 0, 0, 50), (0,) * 7, share=False)
    naive = Plan(State.SHOWN, ((State.HIDDEN, State.SHOWN, State.SHOWN), (State.HIDDEN,) * 3, (State.HIDDEN,) * 2))
    assert reveals(given, naive)
    assert not reveals(given, solve(given))


def test_a_nested_category_does_not_reveal_the_rest() -> None:
    """All of a district lies in a need; what is left of that need is a small group across two tables."""
    given = Problem(
        10, (Dimension("district", ("east", "west")), Dimension("need", ("more", "less"))),
        ((0, 0), (1, 0), (1, 1)), (60, 4, 70), (30, 2, 30), share=False,
    )  # fmt: skip
    open_plan = Plan(State.SHOWN, ((State.SHOWN,) * 2, (State.SHOWN,) * 2))
    assert reveals(given, open_plan)
    assert not reveals(given, solve(given))


def test_large_counts_are_shown_whole() -> None:
    given = problem((200,) * 7, (90,) * 7)
    assert solve(given).total == State.SHOWN
    assert all(state == State.SHOWN for states in solve(given).cells for state in states)


@pytest.mark.parametrize("size", [1, 9])
def test_a_small_total_shows_nothing(size: int) -> None:
    given = problem((size, 0, 0, 0, 0, 0, 0), (1, 0, 0, 0, 0, 0, 0))
    assert list(published(given, solve(given))) == []


def test_equal_sizes_hide_the_same_cells_whatever_the_answers() -> None:
    """Two indicators over the same people must not fill each other's gaps in the sizes."""
    sizes = (30, 4, 25, 60, 33, 41, 12)
    one, other = (
        solve(problem(sizes, (15, 2, 12, 30, 16, 20, 6), share=False)),
        solve(problem(sizes, sizes, share=False)),
    )
    assert one == other
