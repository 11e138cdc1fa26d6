"""Known answers of the arithmetic."""

from datetime import date
from decimal import Decimal

import pytest

from preceptor.develop.stipends.rules.arithmetic import cents, days_by_partners, work_out
from preceptor.develop.stipends.rules.values import Case, Problem, Terms
from preceptor.develop.stipends.tests.cases import LENGTH, case, days, hour, logs, terms

HALF_TIME = date(2024, 3, 27)
NEXT_DAY = date(2024, 3, 28)


def pays(with_terms: Terms, of: Case) -> str:
    return str(work_out(with_terms, of).pays)


def test_the_semester_has_158_days() -> None:
    assert LENGTH == 158


@pytest.mark.parametrize("mentees", [1, 2, 3])
def test_a_flat_amount_is_the_same_for_one_mentee_and_for_three(mentees: int) -> None:
    assert pays(terms(), case(*(days(each) for each in range(mentees)))) == "3060.00"


@pytest.mark.parametrize(("mentees", "paid"), [(1, "1500.00"), (2, "2250.00"), (3, "3000.00")])
def test_a_second_mentee_gives_half(mentees: int, paid: str) -> None:
    half = terms("per_partner", "1500", later_percent=50)
    assert pays(half, case(*(days(each) for each in range(mentees)))) == paid


def test_the_upper_amount_is_never_exceeded() -> None:
    worked = work_out(terms("per_partner", "1500"), case(days(1), days(2), days(3)))
    assert (str(worked.pays), worked.steps[-1].code, worked.steps[-1].facts["was"]) == ("3060.00", "at_most", "4500.00")


@pytest.mark.parametrize(("mentees", "paid"), [(1, "2000.00"), (2, "3500.00"), (3, "4800.00"), (5, "4800.00")])
def test_pay_follows_the_whole_set_of_partners(mentees: int, paid: str) -> None:
    tiers = ((1, Decimal(2000)), (2, Decimal(3500)), (3, Decimal(4800)))
    by_set = terms("by_partners", "0", tiers=tiers, at_most=None)
    assert pays(by_set, case(*(days(each) for each in range(mentees)))) == paid


def test_half_of_the_days_give_half_of_the_amount() -> None:
    assert pays(terms(by_days=True), case(days(1, last=HALF_TIME))) == "1549.37"  # 80 of 158 days


def test_two_mentors_who_follow_one_another_share_one_amount() -> None:
    first = work_out(terms(by_days=True), case(days(1, last=HALF_TIME)))
    second = work_out(terms(by_days=True), case(days(1, first=NEXT_DAY)))
    assert first.pays + second.pays == Decimal("3060.00")


def test_a_second_mentee_from_the_middle_counts_by_the_day() -> None:
    worked = work_out(terms("per_partner", "1500", later_percent=50, by_days=True), case(days(1), days(2, NEXT_DAY)))
    parts = [(each.facts["partners"], each.facts["days"], each.facts["part"]) for each in worked.steps]
    assert parts == [(1, 80, "759.49"), (2, 78, "1110.76")]
    assert str(worked.pays) == "1870.25"


def test_a_change_of_mentee_without_days_counts_who_was_there_at_once() -> None:
    changed = case(days(1, last=HALF_TIME), days(2, NEXT_DAY))
    assert pays(terms("per_partner", "1500"), changed) == "1500.00"


def test_days_outside_the_period_count_nothing() -> None:
    assert days_by_partners(case(days(1, date(2023, 9, 1), date(2024, 1, 9)))) == {1: 2}


def test_a_missing_log_holds_everything() -> None:
    worked = work_out(terms(), case(logs=logs(5)))
    assert (worked.held, str(worked.pays), str(worked.owed)) == (True, "0.00", "3060.00")
    assert [(each.code, each.facts["period"]) for each in worked.problems] == [("log_open", "2024-06")]


@pytest.mark.parametrize("state", ["open", "submitted", "returned"])
def test_a_log_counts_once_it_is_accepted(state: str) -> None:
    assert work_out(terms(), case(logs=logs(5, state))).problems[0].code == f"log_{state}"


def test_where_each_log_carries_its_part_five_of_six_pay_five_sixths() -> None:
    worked = work_out(terms(log_share=True), case(logs=logs(5)))
    assert (str(worked.pays), worked.held) == ("2550.00", False)


def test_a_payment_without_logs_asks_for_none() -> None:
    assert pays(terms(needs_logs=False), case(logs=logs(0))) == "3060.00"


def test_ninety_minutes_at_85_dollars() -> None:
    assert pays(terms("per_hour", "85"), case(hours=(hour(1, 90),))) == "127.50"


def test_hours_stop_at_the_upper_amount() -> None:
    entries = tuple(hour(each, 120, at=each * 200) for each in range(20))
    assert pays(terms("per_hour", "85"), case(hours=entries)) == "3060.00"


def test_two_entries_of_the_same_hour_are_one_hour() -> None:
    worked = work_out(terms("per_hour", "85"), case(hours=(hour(1, 60), hour(2, 60, at=30))))
    assert (str(worked.pays), worked.steps[0].code) == ("127.50", "minutes")


def test_hours_in_a_log_that_is_not_accepted_are_not_paid() -> None:
    shared = terms("per_hour", "85", log_share=True)
    assert pays(shared, case(hours=(hour(1), hour(2, at=100, accepted=False)))) == "85.00"


def test_hours_that_another_payment_has_paid_are_not_paid_again() -> None:
    assert pays(terms("per_hour", "85"), case(hours=(hour(1), hour(2, at=100, elsewhere=True)))) == "85.00"


def test_what_was_paid_before_is_taken_off() -> None:
    worked = work_out(terms(), case(paid=Decimal("2550.00")))
    assert (str(worked.pays), worked.steps[-1].code) == ("510.00", "paid_before")


def test_too_much_paid_before_comes_back_as_less() -> None:
    assert pays(terms(amount="2000"), case(paid=Decimal("2550.00"))) == "-550.00"


def test_a_held_line_takes_nothing_back() -> None:
    assert pays(terms(amount="2000"), case(paid=Decimal("2550.00"), logs=logs(5))) == "0.00"


def test_a_note_beside_a_line_does_not_hold_it() -> None:
    assert pays(terms(), case(problems=(Problem("condition", holds=False),))) == "3060.00"


def test_a_person_who_worked_with_nobody_is_owed_nothing() -> None:
    worked = work_out(terms(), Case(7, days().first, days().last))
    assert (str(worked.pays), worked.steps[0].code) == ("0.00", "nobody")


@pytest.mark.parametrize(("exact", "said"), [("1/200", "0.01"), ("1/201", "0.00"), ("3/200", "0.02"), ("10", "10.00")])
def test_half_a_cent_goes_up(exact: str, said: str) -> None:
    from fractions import Fraction

    assert str(cents(Fraction(exact))) == said
