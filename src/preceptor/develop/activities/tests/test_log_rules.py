"""Dates of logs and reminders, and what an entry must be."""

from datetime import date, datetime, timedelta

import pytest

from preceptor.develop.activities.rules.dues import days_after_period, log_due
from preceptor.develop.activities.rules.entering import KindTerms, Typed, faults, prefilled_start
from preceptor.develop.activities.rules.logs import agreed_by_silence, is_late, reminder_is_due
from preceptor.develop.activities.rules.periods import periods
from preceptor.develop.activities.tests.spring import SPRING, ZONE

FEBRUARY = periods(SPRING, "month")[1]
NOW = datetime(2024, 2, 20, 12, tzinfo=ZONE)
KINDS = {"coaching": KindTerms(frozenset({"in_person", "video"}), None, "mentee", frozenset({"video"}))}
GOOD = Typed("coaching", "in_person", NOW, 60, (2,))


@pytest.mark.parametrize(
    ("words", "days"),
    [("end of each month", 0), ("5 days after end of each month", 5), ("1 day after end of the program", 1)],
)
def test_words_of_a_due_date(words: str, days: int) -> None:
    assert days_after_period(words) == days


@pytest.mark.parametrize("words", ["set by the office", "program_ends", "14 days before program_ends"])
def test_other_words_are_no_period_s_end(words: str) -> None:
    assert days_after_period(words) is None


def test_the_month_ends_on_the_leap_day_in_the_district() -> None:
    due = log_due("end of each month", FEBRUARY, SPRING, None)
    assert due is not None
    assert due.astimezone(ZONE) == datetime(2024, 2, 29, 23, 59, 59, tzinfo=ZONE)


def test_march_ends_on_summer_time() -> None:
    due = log_due("end of each month", periods(SPRING, "month")[2], SPRING, None)
    assert due is not None
    assert due.astimezone(ZONE).utcoffset() == timedelta(hours=-7)


def test_an_office_that_has_set_no_date_makes_nothing_late() -> None:
    assert not is_late(log_due("set by the office", FEBRUARY, SPRING, None), None, NOW)


@pytest.mark.parametrize(
    ("today", "reminded", "due"),
    [
        (date(2024, 2, 23), [], False),
        (date(2024, 2, 24), [], True),
        (date(2024, 2, 26), [], True),
        (date(2024, 2, 26), [date(2024, 2, 24)], False),
        (date(2024, 2, 28), [date(2024, 2, 24)], True),
        (date(2024, 3, 1), [date(2024, 2, 28)], True),
        (date(2024, 3, 20), [], False),
    ],
)
def test_when_a_reminder_goes_out(today: date, reminded: list[date], due: bool) -> None:
    assert reminder_is_due(today, date(2024, 2, 29), date(2024, 2, 1), reminded) is due


def test_silence_agrees_after_its_days() -> None:
    asked = NOW - timedelta(days=7)
    assert [agreed_by_silence(asked, days, NOW) for days in (7, 8, None)] == [True, False, False]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        (GOOD, []),
        (Typed("unknown", "in_person", NOW, 60, (2,)), ["kind"]),
        (Typed("coaching", "phone", NOW, 60, (2,)), ["mode"]),
        (Typed("coaching", "in_person", NOW, 4, (2,)), ["minutes"]),
        (Typed("coaching", "in_person", NOW, 721, (2,)), ["minutes"]),
        (Typed("coaching", "in_person", NOW, 60), ["partner"]),
        (Typed("coaching", "video", NOW, 60, (2,)), ["remote_reason"]),
        (Typed("coaching", "in_person", NOW + timedelta(days=400), 60, (2,)), ["ahead"]),
        (Typed("coaching", "in_person", NOW, 60, (2,), ("strange",)), ["tasks"]),
        (Typed("coaching", "in_person", NOW, 60, (2,), competencies=("C1",)), []),
        (Typed("coaching", "in_person", NOW, 60, (2,), competencies=("C1", "C9")), ["competencies"]),
    ],
)
def test_what_is_wrong_with_an_entry(typed: Typed, wrong: list[str]) -> None:
    assert faults(typed, KINDS, ["data"], ["C1"], NOW) == wrong


def test_the_form_guesses_that_a_meeting_has_just_ended() -> None:
    guessed = prefilled_start(datetime(2024, 2, 20, 15, 10, tzinfo=ZONE), 60)
    assert guessed == datetime(2024, 2, 20, 14, 0, tzinfo=ZONE)
