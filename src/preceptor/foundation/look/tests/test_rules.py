"""Cells that no spreadsheet runs, and names that every disk takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.foundation.look.rules import neutral, plain_name


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1"])
def test_a_formula_becomes_text(cell):
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Maple", "-5", "+12.5%", "a=b", "", 12, -3.5, None])
def test_what_is_no_formula_stays_as_it_is(cell):
    assert neutral(cell) == cell


@given(st.text())
def test_no_text_that_leaves_starts_a_formula_unless_it_is_a_plain_number(text):
    shown = str(neutral(text)).lstrip(" \u00a0")
    assert not shown.startswith(("=", "@", "\t", "\r"))
    assert not shown.startswith(("+", "-")) or shown[1:2].isdigit()


@given(st.text())
def test_a_file_name_holds_only_safe_characters(text):
    assert set(plain_name(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_name_without_letters_is_still_a_name():
    assert plain_name("…") == "list"


def test_accents_give_way_to_plain_letters():
    assert plain_name("Resumé: Núñez") == "resume-nunez"
