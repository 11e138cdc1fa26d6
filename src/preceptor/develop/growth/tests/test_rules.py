"""Who may read an item, and what the rules of readiness say; without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.develop.growth.rules.placing import Released, can_agree_with, complete, is_soon, may_read, same
from preceptor.develop.growth.rules.readiness import Standing, verdict

READER = 7
released = st.builds(Released, to_id=st.none() | st.integers(6, 8), to_line=st.booleans(), withdrawn=st.booleans())


@given(st.lists(released), st.booleans())
def test_nobody_of_the_reporting_line_reads_what_was_not_opened_to_them_as_such(
    releases: list[Released], office: bool
) -> None:
    told = any(each.to_id == READER and each.to_line and not each.withdrawn for each in releases)
    assert may_read(releases, reader_id=READER, in_line=True, office=office) == told


@given(st.lists(released), st.booleans(), st.booleans())
def test_what_is_taken_back_opens_nothing(releases: list[Released], in_line: bool, office: bool) -> None:
    closed = [Released(each.to_id, each.to_line, withdrawn=True) for each in releases]
    assert not may_read(closed, reader_id=READER, in_line=in_line, office=office)


@given(st.lists(released), st.booleans(), st.booleans())
def test_one_more_release_never_closes_anything(releases: list[Released], in_line: bool, office: bool) -> None:
    before = may_read(releases, reader_id=READER, in_line=in_line, office=office)
    more = [*releases, Released(None, to_line=False, withdrawn=False)]
    assert may_read(more, reader_id=READER, in_line=in_line, office=office) >= before


def test_the_office_reads_what_is_opened_to_it() -> None:
    opened = [Released(None, to_line=False, withdrawn=False)]
    assert may_read(opened, reader_id=READER, in_line=False, office=True)
    assert not may_read(opened, reader_id=READER, in_line=False, office=False)


@pytest.mark.parametrize(("placed", "whole"), [({"a": 1, "b": 4}, True), ({"a": 1}, False), ({"a": 5, "b": 1}, False)])
def test_a_placement_is_complete_with_a_level_in_every_strand(placed: dict[str, int], whole: bool) -> None:
    assert complete(placed, ["a", "b"]) is whole


def test_the_same_levels_are_agreed() -> None:
    assert same({"a": 1}, {"a": 1})
    assert not same({"a": 1}, {"a": 2})


def test_somebody_of_another_unit_is_not_named_unless_the_whole_district_is() -> None:
    assert not can_agree_with("coordinator", "/1/3/", ["coordinator"], ["/1/2/"])
    assert can_agree_with("coordinator", "/1/3/", ["coordinator"], None)


@pytest.mark.parametrize(("day", "soon"), [(14, True), (15, False), (1, True)])
def test_a_goal_is_soon_within_two_weeks(day: int, soon: bool) -> None:
    assert is_soon(date(2026, 12, day + 1), date(2026, 12, 1)) is soon


@given(st.dictionaries(st.text(max_size=3), st.sampled_from([True, False, None])))
def test_somebody_is_ready_when_nothing_is_missing(answers: dict[str, bool | None]) -> None:
    standing = Standing({name: verdict(each) for name, each in answers.items()})
    assert standing.ready == (standing.missing == ()) == all(answers.values())
