"""Charts: what they say to those who do not see them, and that drawings hold what they should."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.foundation.look import drawing
from preceptor.foundation.look.charts import bars, gantt_bar, lines, stacked_bars
from preceptor.foundation.look.maps import MapPoint, projection, school_map

SPAN = (date(2026, 8, 1), date(2026, 12, 31))
POINTS = [MapPoint("Maple <K-5>", 34.05, -118.25, "/schools/1", "North"), MapPoint("Cedar", 34.2, -118.4, "", "South")]
CHARTS = {
    "bars": bars("Hours", "By school.", [("Maple & Oak", 12), ("Cedar", 0)], unit="h"),
    "stacked": stacked_bars("Pairs", "By kind.", ["Met", "Not"], [("North", (12, 3))]),
    "lines": lines("Months", "Two years.", ["Aug", "Sep"], {"2026": [1, None]}),
    "map": school_map("Schools", "By district.", POINTS),
}


def drawings(chart: str) -> list[ElementTree.Element]:
    return [
        ElementTree.fromstring(text)
        for text in re.findall(r"<svg class=\"chart__.*?</svg>(?=<svg class=\"chart__|<ul|<details)", chart, re.S)
    ]


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_drawn_for_both_widths(name):
    assert [svg.get("viewBox").split()[2] for svg in drawings(CHARTS[name])] == ["640", "358"]


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_has_a_title_and_a_description(name):
    svg = drawings(CHARTS[name])[0]
    named = svg.get("aria-labelledby").split()
    assert [child.get("id") for child in list(svg)[:2]] == named


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_has_its_numbers_in_a_table(name):
    assert "<details>" in CHARTS[name]
    assert "<table" in CHARTS[name]


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_needs_no_style_that_the_policy_forbids(name):
    assert "style=" not in CHARTS[name]


def test_labels_are_escaped():
    assert "Maple &amp; Oak" in CHARTS["bars"]


def test_a_missing_value_leaves_a_gap_and_is_a_dash_in_the_table():
    assert ">–<" in CHARTS["lines"]


def test_a_school_with_a_page_is_a_link_on_the_map_and_in_the_table():
    assert CHARTS["map"].count('href="/schools/1"') == 3


def test_an_empty_chart_is_still_a_chart():
    assert "<svg" in bars("Hours", "None.", [])
    assert "<svg" in lines("x", "y", [], {})
    assert "<svg" in school_map("x", "y", [])


def test_a_bar_of_a_schedule_tells_its_days():
    assert "2026-09-01 to 2026-10-01" in gantt_bar("Call", (date(2026, 9, 1), date(2026, 10, 1)), SPAN)


def test_a_schedule_outside_the_window_draws_no_bar():
    assert gantt_bar("Call", (date(2027, 9, 1), date(2027, 10, 1)), SPAN).count("<rect") == 1


@given(st.floats(0.001, 1e9))
def test_an_axis_reaches_over_the_largest_value_with_few_round_steps(most):
    steps = drawing.ticks(most)
    assert steps[0] == 0
    assert steps[-1] >= most * (1 - 1e-9)
    assert 2 <= len(steps) <= 6


@given(
    st.lists(st.tuples(st.floats(33, 35), st.floats(-119, -117)), min_size=1, max_size=30),
    st.sampled_from([640.0, 358.0]),
)
def test_every_school_lies_inside_its_map(places, width):
    points = [MapPoint("x", latitude, longitude) for latitude, longitude in places]
    place, high = projection(points, width)
    assert all(0 <= x <= width and 0 <= y <= high for x, y in map(place, points))


@given(st.text(max_size=60), st.integers(20, 300))
def test_a_cut_label_is_never_longer_than_it_was(text, room):
    assert len(drawing.clipped(text, room)) <= max(len(text), 3)
