"""Schools in groups over time, and the paths of the tree."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from preceptor.foundation.district.rules.groups import Membership, settle, tree_paths


def member(group: str, start: int, end: int | None = None, row: int = 0) -> Membership:
    return Membership("S", "community", group, date(start, 1, 1), date(end, 1, 1) if end else None, row)


def test_an_open_membership_ends_when_the_next_begins() -> None:
    settled, clashes = settle([member("A", 2020)], [member("B", 2024, row=2)])
    assert settled[member("A", 2020).key].end == date(2024, 1, 1)
    assert not clashes


def test_two_groups_of_a_kind_at_once_are_told() -> None:
    _, clashes = settle([], [member("A", 2020, 2025, 2), member("B", 2024, row=3)])
    assert [one.row for one in clashes] == [3]


@given(st.sets(st.integers(2000, 2020), min_size=1))
def test_settling_twice_changes_nothing(starts: set[int]) -> None:
    wanted = [member(str(year % 3), year, row=1) for year in starts]
    once, _ = settle([], wanted)
    again, _ = settle(once.values(), wanted)
    assert {key: (one.group, one.end) for key, one in again.items()} == {
        key: (one.group, one.end) for key, one in once.items()
    }


@given(st.lists(st.integers(0, 30), max_size=30))
def test_a_path_holds_the_units_from_the_root_down(draws: list[int]) -> None:
    parents: dict[int, int | None] = {1: None} | {index + 2: draw % (index + 1) + 1 for index, draw in enumerate(draws)}
    for unit, path in tree_paths(parents).items():
        parent = parents[unit]
        assert path == (tree_paths(parents)[parent] if parent else "/") + f"{unit}/"
