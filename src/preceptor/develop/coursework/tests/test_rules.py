"""Items, rubrics and standing on plain values; no database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.develop.coursework.rules.rubric import Line, faults, mastered
from preceptor.develop.coursework.rules.standing import lacking, things
from preceptor.develop.coursework.rules.tasks import items, key_of

LEVELS = ("low", "middle", "high")
LINE = Line(LEVELS, "middle")


def test_a_task_for_each_session_has_an_item_for_each() -> None:
    assert [each.name for each in items([("s1", "One"), ("s2", "Two")], 9, 1)] == ["s1", "s2"]


def test_sessions_that_are_not_dated_yet_are_counted() -> None:
    assert [(each.name, each.says) for each in items([], 2, 1)] == [("n1", "1"), ("n2", "2")]


@pytest.mark.parametrize(("times", "names"), [(1, ["one"]), (2, ["n1", "n2"])])
def test_a_task_is_done_so_many_times(times: int, names: list[str]) -> None:
    assert [each.name for each in items(None, 0, times)] == names


def test_the_key_of_a_piece_fits_its_column() -> None:
    assert len(key_of("t" * 60, "i" * 60)) == 60


@given(st.dictionaries(st.sampled_from("abc"), st.sampled_from(LEVELS)))
def test_mastery_is_a_level_from_mastery_on_in_every_line(levels: dict[str, str]) -> None:
    rubric = dict.fromkeys("abc", LINE)
    assert mastered(rubric, levels) == (set(levels) == set("abc") and "low" not in levels.values())


@given(st.lists(st.sampled_from(LEVELS), min_size=1, max_size=5))
def test_raising_a_level_never_takes_mastery_away(levels: list[str]) -> None:
    rubric = {str(place): LINE for place in range(len(levels))}
    lower = {str(place): level for place, level in enumerate(levels)}
    higher = {name: LEVELS[min(LEVELS.index(level) + 1, 2)] for name, level in lower.items()}
    assert mastered(rubric, higher) or not mastered(rubric, lower)


def test_a_level_that_does_not_exist_is_a_fault() -> None:
    assert faults({"a": LINE, "b": LINE}, {"a": "top", "b": "low"}) == ["a"]


def test_what_has_no_rubric_is_accepted() -> None:
    assert mastered({}, {})


def test_a_duty_short_in_one_of_its_months_is_missing() -> None:
    found = things([("hours", "MET", 0), ("hours", "SHORT", 30), ("visits", "OPEN", 1), ("log", "EXEMPT", 0)])
    assert [(each.duty, each.stands, each.missing) for each in found] == [
        ("hours", "missing", 30),
        ("visits", "open", 1),
        ("log", "missing", 0),
    ]


def test_an_award_lacks_what_was_never_judged() -> None:
    assert lacking(["a", "b", "c"], {"a": "met", "b": "open"}) == ("b", "c")
