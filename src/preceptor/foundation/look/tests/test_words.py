"""Amounts and moments in words."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from preceptor.foundation.look import words

DEADLINE = datetime(2026, 12, 9, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("amount", "told"), [(0, "0 min"), (10, "10 min"), (60, "1 h"), (65, "1 h 5 min"), (9.6, "10 min"), (None, "")]
)
def test_minutes_are_told_shortly(amount, told):
    assert words.minutes(amount) == told


def test_a_moment_is_told_in_the_time_of_the_district():
    assert words.district_time(DEADLINE) == "Dec 8, 2026, 5:00 p.m."


def test_the_day_of_a_moment_is_the_day_in_the_district():
    assert words.day(DEADLINE) == "Dec 8, 2026"


def test_a_day_stays_itself():
    assert words.day(date(2026, 5, 1)) == "May 1, 2026"


def test_spanish_readers_get_a_spanish_moment():
    with translation.override("es"):
        assert words.district_time(DEADLINE) == "8 de diciembre de 2026, 5:00 p.m."


@pytest.mark.parametrize(
    ("amount", "told"),
    [(3060, "$3,060"), (Decimal("3060.50"), "$3,060.50"), (-12, "−$12"), ("7.999", "$8"), (None, ""), ("", "")],
)
def test_money_shows_cents_only_where_there_are_any(amount, told):
    assert words.money(amount) == told


def test_thousands_stand_apart():
    assert (words.count(156679), words.count(12), words.count(None)) == ("156,679", "12", "")


def test_nothing_is_told_of_no_moment():
    assert words.district_time(None) == words.day(None) == ""
