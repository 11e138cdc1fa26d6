"""Rules on plain values: what is to be signed, when notes end, who may act in a disclosure."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.develop.confidences.rules.destroying import (
    NOTICE,
    Step,
    destruction_day,
    next_step,
    told_day,
)
from preceptor.develop.confidences.rules.disclosing import (
    Demand,
    demand_faults,
    holds_destruction,
    is_readable,
    officer_fault,
    tell_on,
)
from preceptor.develop.confidences.rules.signing import Signed, Stand, holds_up, months_later, stand

TODAY = date(2024, 2, 20)
DAY = timedelta(days=1)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@pytest.mark.parametrize(
    ("given_before", "stands"),
    [
        ([], Stand.NEVER),
        ([Signed(1, TODAY)], Stand.CHANGED),
        ([Signed(2, date(2023, 2, 20))], Stand.OLD),
        ([Signed(2, date(2023, 2, 21))], Stand.SIGNED),
        ([Signed(2, date(2022, 1, 1)), Signed(2, TODAY)], Stand.SIGNED),
        ([Signed(1, TODAY), Signed(2, date(2023, 1, 1))], Stand.OLD),
    ],
)
def test_a_text_is_signed_again_after_a_year_and_when_it_changes(given_before: list[Signed], stands: Stand) -> None:
    assert stand(given_before, 2, 12, TODAY) is stands


def test_a_text_without_an_age_is_signed_once() -> None:
    assert stand([Signed(1, date(2001, 1, 1))], 1, None, TODAY) is Stand.SIGNED


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


@given(days, st.integers(1, 60))
def test_months_never_lead_back(day: date, months: int) -> None:
    assert timedelta(days=27 * months) < months_later(day, months) - day <= timedelta(days=31 * months)


@pytest.mark.parametrize(
    ("mine", "other", "held"),
    [
        (None, None, True),
        (None, TODAY, True),
        (TODAY, TODAY, False),
        (TODAY, None, True),
        (TODAY - 6 * DAY, None, True),
        (TODAY - 7 * DAY, None, False),
    ],
)
def test_a_partners_silence_holds_a_log_up_for_a_week_and_no_longer(
    mine: date | None, other: date | None, held: bool
) -> None:
    assert holds_up(mine, other, 7, TODAY) is held


DUE = date(2024, 9, 28)


@pytest.mark.parametrize(
    ("today", "told", "held", "step"),
    [
        (DUE - NOTICE - DAY, None, False, Step.WAIT),
        (DUE - NOTICE, None, False, Step.TELL),
        (DUE, None, False, Step.TELL),
        (DUE - DAY, DUE, False, Step.WAIT),
        (DUE, DUE, False, Step.DESTROY),
        (DUE + 30 * DAY, DUE, True, Step.HOLD),
        (DUE + 30 * DAY, DUE, False, Step.DESTROY),
        (DUE, DUE - 30 * DAY, False, Step.TELL),
        (DUE, DUE + 9 * DAY, False, Step.WAIT),
    ],
)
def test_notes_end_on_their_day_after_a_letter(today: date, told: date | None, held: bool, step: Step) -> None:
    assert next_step(today, DUE, told, held=held) is step


@given(days, days, st.booleans())
def test_nothing_is_ever_destroyed_before_its_day_or_without_notice(today: date, due: date, held: bool) -> None:
    told: date | None = None
    told_on: date | None = None
    for _turn in range(60):
        step = next_step(today, due, told, held=held)
        if step is Step.TELL:
            told, told_on = told_day(due, today), today
        if step is Step.DESTROY:
            assert not held
            assert told_on is not None
            assert today >= due
            assert today - told_on >= NOTICE
            return
        today += DAY


def test_the_day_is_counted_from_the_programs_end() -> None:
    assert destruction_day(date(2024, 6, 30), 90) == DUE


FIRST, LAST, READ = date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1)


@pytest.mark.parametrize(
    ("demand", "faults"),
    [
        (Demand(FIRST, LAST, READ, "", None), []),
        (Demand(FIRST, LAST, READ, "Case 7", TODAY + DAY), []),
        (Demand(LAST, FIRST, READ, "", None), ["days"]),
        (Demand(FIRST, LAST, TODAY - DAY, "", None), ["reading"]),
        (Demand(FIRST, LAST, TODAY + timedelta(days=91), "", None), ["reading"]),
        (Demand(FIRST, LAST, READ, "Case 7", None), ["order"]),
        (Demand(FIRST, LAST, READ, "", TODAY + DAY), ["order"]),
        (Demand(FIRST, LAST, READ, "Case 7", TODAY), ["order-past"]),
    ],
)
def test_a_demand_is_checked(demand: Demand, faults: list[str]) -> None:
    assert demand_faults(demand, TODAY) == faults


@pytest.mark.parametrize(
    ("officer", "proposer", "fault"), [(9, 8, None), (8, 8, "same"), (1, 8, "near"), (2, None, "near"), (5, 8, "near")]
)
def test_two_officers_and_neither_near_the_pair(officer: int, proposer: int | None, fault: str | None) -> None:
    assert officer_fault(officer, (1, 2), {5, 6}, proposer) == fault


def test_the_pair_is_told_at_once() -> None:
    assert tell_on(TODAY, None) == TODAY


def test_under_an_order_the_pair_is_told_on_the_day_after_it() -> None:
    assert tell_on(TODAY, TODAY + 9 * DAY) == TODAY + 10 * DAY


@pytest.mark.parametrize(
    ("state", "until", "readable", "holds"),
    [
        ("proposed", TODAY, False, True),
        ("approved", TODAY, True, True),
        ("approved", TODAY - DAY, False, False),
        ("declined", TODAY, False, False),
    ],
)
def test_an_open_disclosure_is_read_for_its_time_and_holds_notes(
    state: str, until: date, readable: bool, holds: bool
) -> None:
    assert (is_readable(state, until, TODAY), holds_destruction(state, until, TODAY)) == (readable, holds)
