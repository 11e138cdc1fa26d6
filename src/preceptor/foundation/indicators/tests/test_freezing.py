"""Freezing, revising, entering: what is kept, what is refused, who sees whom."""

from collections.abc import Callable
from datetime import date

import pytest

from preceptor.foundation.district.models import Qualification
from preceptor.foundation.indicators.commands.entering import Entry, enter_figure
from preceptor.foundation.indicators.commands.freezing import freeze, keep_moved, look_again
from preceptor.foundation.indicators.models import FrozenFigure
from preceptor.foundation.indicators.queries.people import Choice, figure_page
from preceptor.foundation.indicators.tests.world import CLEARED, ENGAGEMENT, NOW, Town, build, define, qualify
from preceptor.foundation.look.public import Refusal


@pytest.fixture
def town(db: None) -> Town:
    made = build()
    define(CLEARED, ENGAGEMENT)
    return made


def frozen(town: Town, period: str = "2025-26", reason: str = "") -> FrozenFigure:
    return freeze(code="cleared", period=period, by=town.cast.actor("indicator_officer"), now=NOW, reason=reason)


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as refusal:
        call()
    assert refusal.value.remedy
    return refusal.value.code


def test_a_cohort_that_changed_makes_a_revision_and_no_edit(town: Town) -> None:
    first = frozen(town)
    Qualification.objects.filter(person=town.teachers[1]).update(end=date(2026, 4, 1))
    qualify(town.teachers[1], "clear_teaching", date(2026, 4, 1))
    keep_moved(look_again())
    first.refresh_from_db()
    assert first.moved["now_count"] == 1
    assert refused(lambda: frozen(town)) == "reason-missing"
    second = frozen(town, reason="It came late.")
    first.refresh_from_db()
    assert (first.number, second.number, second.revision, second.difference["now_count"]) == (14, 15, 2, 1)


def test_what_cannot_be_frozen_is_told(town: Town) -> None:
    frozen(town)
    codes = [refused(lambda: frozen(town, reason="Again.")), refused(lambda: frozen(town, "2026-27"))]
    Qualification.objects.all().delete()
    assert [*codes, refused(lambda: frozen(town, "2024-25"))] == ["nothing-changed", "period-open", "nobody"]


@pytest.mark.parametrize(("out_of", "code"), [(0, "entry-zero"), (5, "entry-more-than-all"), (20, "evidence-missing")])
def test_an_entry_that_cannot_stand_is_told(town: Town, out_of: int, code: str) -> None:
    by = town.cast.actor("indicator_officer")
    entry = Entry("2025-26", 10, out_of)
    assert refused(lambda: enter_figure(code="engagement", entry=entry, evidence=None, by=by, now=NOW)) == code


@pytest.mark.parametrize(("role", "seen"), [("board_member", 0), ("supervisor", 20), ("personnel_officer", 40)])
def test_everybody_sees_the_figure_and_the_people_of_their_own_places(town: Town, role: str, seen: int) -> None:
    page = figure_page(figure_id=frozen(town).pk, choice=Choice(), by=town.cast.actor(role), now=NOW)
    assert (page.figure.total.number, page.found) == (14, seen)
