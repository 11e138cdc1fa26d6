"""Files of effects: panels and people are read, and every fault is told at once."""

from __future__ import annotations

import numpy as np

from preceptor.planning.effects.problem import Cross, Panel
from preceptor.planning.effects.reading import problem_of

PANEL = ["unit", "period", "outcome", "coached_from", "need"]


def rows(*lines: str, headings: list[str] = PANEL) -> list[dict[str, str]]:
    return [dict(zip(headings, line.split(","), strict=True)) for line in lines]


def test_a_panel_is_read_in_the_order_of_its_years():
    read = problem_of(rows("a,2020,2,2020,1", "a,2019,1,2020,5", "b,2019,3,,2", "b,2020,*,,2"), PANEL)
    assert isinstance(read, Panel)
    assert read.periods == ("2019", "2020")
    assert read.first.tolist() == [1, -1]
    assert read.outcome[0].tolist() == [1, 2]
    assert np.isnan(read.outcome[1, 1])
    assert read.covariates["need"].tolist() == [5, 2]


def test_coaching_after_the_last_year_is_not_yet_and_before_the_first_is_always():
    read = problem_of(rows("a,2019,1,2031,1", "b,2019,1,2001,1"), PANEL)
    assert isinstance(read, Panel)
    assert read.first.tolist() == [-1, 0]


def test_people_are_read_with_their_schools():
    headings = ["unit", "cluster", "coached", "outcome"]
    read = problem_of(rows("p1,s1,1,1", "p2,s1,0,0", headings=headings), headings)
    assert isinstance(read, Cross)
    assert read.clusters == ("s1", "s1")
    assert read.treated.tolist() == [True, False]


def test_all_faults_are_told_at_once_with_row_and_remedy():
    lines = ("a,2019,x,2020,1", "a,2019,1,2020,1", ",2020,1,,1", "c,2019,1,2019,y", "c,2020,1,,1")
    found = problem_of(rows(*lines), PANEL)
    assert isinstance(found, list)
    assert {each.row for each in found} == {2, 3, 4, 5}
    assert all(each.remedy for each in found)


def test_missing_columns_and_no_rows_are_told():
    found = problem_of([], ["period"])
    assert isinstance(found, list)
    assert len(found) == 4
    assert not any(each.row for each in found)
