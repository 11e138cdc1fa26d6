"""The file for payroll, who may approve, and which formulas can be chosen: on plain values."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.develop.stipends.rules.approving import complete, fault
from preceptor.develop.stipends.rules.choosing import faults
from preceptor.develop.stipends.rules.payroll import Row, payroll_bytes
from preceptor.develop.stipends.tests.cases import terms
from preceptor.foundation.look.public import neutral

ROW = Row(5, None, "100007", "Ortiz", "Ana", "Support", "2023-24", "Stipend", "Spring", Decimal("3060.00"), "USD")


def lines_of(*rows: Row) -> list[str]:
    return payroll_bytes(rows, neutral).decode("utf-8-sig").split("\r\n")


def test_a_line_as_payroll_reads_it() -> None:
    assert lines_of(ROW)[1] == "5,,100007,Ortiz,Ana,Support,2023-24,Stipend,Spring,3060.00,USD"


def test_a_correction_names_the_line_that_it_corrects() -> None:
    assert lines_of(replace(ROW, line=9, corrects=5, amount=Decimal("-510.00")))[1].startswith("9,5,")


@pytest.mark.parametrize("evil", ["=1+1", "+cmd", "@SUM(A1)", "-2+3", "\t=1", "＝1"])
def test_no_name_is_run_as_a_formula(evil: str) -> None:
    assert ",'" in lines_of(replace(ROW, family_name=evil))[1] or ",\"'" in lines_of(replace(ROW, family_name=evil))[1]


def test_an_amount_that_takes_back_stays_a_number() -> None:
    assert ",-510.00," in lines_of(replace(ROW, corrects=3, amount=Decimal("-510.00")))[1]


@given(st.permutations(range(6)))
def test_the_same_lines_give_the_same_bytes(order: list[int]) -> None:
    rows = [replace(ROW, line=number) for number in range(6)]
    assert payroll_bytes([rows[each] for each in order], neutral) == payroll_bytes(rows, neutral)


@pytest.mark.parametrize(
    ("approved", "paid", "said"),
    [([], [], ""), ([2], [], ""), ([1], [], "twice"), ([], [1], "beneficiary"), ([2, 3], [], "enough")],
)
def test_two_different_people_approve_and_nobody_for_themselves(
    approved: list[int], paid: list[int], said: str
) -> None:
    assert fault(1, approved, paid) == said


@pytest.mark.parametrize(("approved", "done"), [([], False), ([1], False), ([1, 1], False), ([1, 2], True)])
def test_two_approvals_are_enough(approved: list[int], done: bool) -> None:
    assert complete(approved) is done


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        (terms(), []),
        (terms(amount="0"), [("amount", "missing")]),
        (terms(amount="3060.01"), [("amount", "over")]),
        (terms("per_partner", "3060.01"), []),
        (terms("per_hour", "85"), []),
        (terms("per_partner", "100", later_percent=101), [("later_percent", "range")]),
        (terms("by_partners", "0"), [("tiers", "order")]),
        (terms("by_partners", "0", tiers=((1, Decimal(5)), (2, Decimal(4)))), [("tiers", "order")]),
        (terms("by_partners", "0", tiers=((1, Decimal(5)), (2, Decimal(7)))), []),
        (terms("guess"), [("formula", "unknown")]),
    ],
)
def test_a_formula_has_its_figures(said: object, wrong: list[tuple[str, str]]) -> None:
    assert faults(said, "As agreed.") == wrong  # type: ignore[arg-type]  # a test's short hand


def test_a_choice_has_a_reason() -> None:
    assert faults(terms(), " ") == [("reason", "missing")]
