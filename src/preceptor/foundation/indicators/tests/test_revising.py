"""Nobody learns of a few people by subtracting one revision from another."""

from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.foundation.district.models import Qualification
from preceptor.foundation.indicators.commands.entering import Entry, enter_figure
from preceptor.foundation.indicators.commands.freezing import freeze
from preceptor.foundation.indicators.models import FrozenFigure
from preceptor.foundation.indicators.queries.one import difference_words
from preceptor.foundation.indicators.queries.preview import freeze_page
from preceptor.foundation.indicators.rules.revising import Cells, Count, Earlier, counts_of, revised, stamped
from preceptor.foundation.indicators.tests.papers import pdf
from preceptor.foundation.indicators.tests.world import CLEARED, ENGAGEMENT, NOW, Town, build, define, qualify

FEW = 10
NAMES = ("level", "district")
KEYS = [(level, district) for level in ("low", "high") for district in ("east", "west", "south")]
Cohort = dict[str, Any]
people = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 1)), min_size=40, max_size=70)


def cohort(held: list[tuple[int, int]]) -> Cohort:
    """People by the place of their combination, and whether each counts."""
    return {
        "subjects": list(range(len(held))),
        "atoms": [atom for atom, _counts in held],
        "counts": [counts for _atom, counts in held],
        "keys": [list(each) for each in KEYS],
        "dimensions": list(NAMES),
    }


def everything(counts: dict[tuple[str, str], Count]) -> Cells:
    """Cells that show all there is: the worst to compare."""

    def cell(key: str, held: Count) -> dict[str, Any]:
        return {"key": key, "state": 2, "size": held[0], "number": held[1]}

    tables = [
        {"name": name, "cells": [cell(key, held) for (of, key), held in sorted(counts.items()) if of == name]}
        for name in NAMES
    ]
    return {"threshold": FEW, "total": cell("", counts["", ""]), "tables": tables}


def shown(cells: Cells) -> dict[tuple[str, str], Count]:
    """Every number that a reader of a revision has before them."""
    found = {("", ""): (cells["total"]["size"], cells["total"]["number"])} if "number" in cells["total"] else {}
    for table in cells["tables"]:
        read = {
            (table["name"], each["key"]): (each["size"], each["number"]) for each in table["cells"] if "number" in each
        }
        found |= read
    return found


def small(one: Count, other: Count) -> bool:
    """Whether subtracting two counts tells of fewer than ten people."""
    apart = (other[0] - one[0], other[1] - one[1], other[0] - other[1] - one[0] + one[1])
    return any(0 < abs(each) < FEW for each in apart)


def attacked(read: list[dict[tuple[str, str], Count]]) -> list[tuple[str, str]]:
    """Every cell of which two revisions, subtracted, tell of a few; a category that comes or goes counts as nobody."""
    found = []
    for one, other in combinations(read, 2):
        for cell in one.keys() | other.keys():
            name = cell[0]
            both = any(held[0] == name for held in one) and any(held[0] == name for held in other)
            if both and small(one.get(cell, (0, 0)), other.get(cell, (0, 0))):
                found.append(cell)
    return found


@given(st.lists(people, min_size=2, max_size=4))
def test_no_subtraction_of_any_two_revisions_tells_of_a_few(turns: list[list[tuple[int, int]]]) -> None:
    kept: list[Earlier] = []
    for number, held in enumerate(turns, start=1):
        counts = counts_of(cohort(held))
        cells = everything(counts)
        if kept:
            cells = revised(cells, kept, counts, open_total=False)
        kept.append(Earlier(number, stamped(cells, number), counts))
    assert attacked([shown(each.cells) for each in kept]) == []


def test_the_attack_finds_what_is_not_kept() -> None:
    before, after = [(at % 6, at % 2) for at in range(60)], [(at % 6, at % 2) for at in range(61)]
    read = [shown(everything(counts_of(cohort(held)))) for held in (before, after)]
    assert ("", "") in attacked(read)


@pytest.fixture
def town(db: None) -> Town:
    made = build(teachers=90)
    define(CLEARED, ENGAGEMENT)
    return made


def late(town: Town, count: int) -> None:
    """So many documents that came late: their holders count now."""
    cleared = set(Qualification.objects.filter(kind="clear_teaching").values_list("person_id", flat=True))
    waiting = [each for each in town.teachers if each.pk not in cleared][:count]
    for person in waiting:
        Qualification.objects.filter(person=person, kind="preliminary_teaching").update(end=date(2026, 4, 1))
        qualify(person, "clear_teaching", date(2026, 4, 1))


def total(row: FrozenFigure) -> tuple[int, int, int]:
    held = row.cells["total"]
    return held["number"], held["size"], held["of"]


def test_a_revision_for_one_person_publishes_what_was_published(town: Town) -> None:
    by = town.cast.actor("indicator_officer")
    freeze(code="cleared", period="2025-26", by=by, now=NOW)
    late(town, 1)
    assert freeze_page(code="cleared", period="2025-26", by=by, now=NOW).now is not None
    assert freeze_page(code="cleared", period="2025-26", by=by, now=NOW).now.number == 30  # type: ignore[union-attr]  # asked in the line above
    second = freeze(code="cleared", period="2025-26", by=by, now=NOW, reason="It came late.")
    assert (second.number, total(second)) == (31, (30, 90, 1))
    late(town, 11)
    third = freeze(code="cleared", period="2025-26", by=by, now=NOW, reason="More came late.")
    assert (third.number, total(third)) == (42, (42, 90, 3))


@pytest.mark.parametrize(
    ("first", "second", "published"),
    [
        ((120, 200), (121, 200), {"state": 2, "size": 200, "number": 120, "of": 1}),
        ((120, 200), (132, 200), {"state": 2, "size": 200, "number": 132, "of": 2}),
        ((4, 200), (60, 200), {"state": 1, "size": 200, "of": 2}),
        ((3, 8), (60, 200), {"state": 0, "of": 2}),
    ],
)
def test_an_entered_figure_is_read_beside_its_revision_without_telling_of_a_few(
    town: Town, first: Count, second: Count, published: dict[str, int]
) -> None:
    by = town.cast.actor("indicator_officer")
    for turn, (number, out_of) in enumerate((first, second)):
        entry = Entry("2025-26", number, out_of, "It was counted anew." if turn else "")
        row = enter_figure(code="engagement", entry=entry, evidence=pdf("report.pdf"), by=by, now=NOW)
    assert row.cells["total"] == published


def test_words_of_a_revision_make_no_small_number_exact() -> None:
    changed = {"joined": 0, "left": 0, "now_count": 14, "no_longer": 2}
    assert difference_words(changed, FEW) == "10 or more count now, fewer than 10 no longer count"
