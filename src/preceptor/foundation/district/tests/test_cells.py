"""What one cell means."""

import contextlib
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.foundation.district.rules.cells import GRADES, CellFault, Field, Kind, Value, level_of, read_cell


def read(kind: Kind, text: str, **more: object) -> Value:
    return read_cell(text, Field("x", kind, **more))  # type: ignore[arg-type]  # named in each test


def fault(kind: Kind, text: str, **more: object) -> tuple[str, str]:
    with pytest.raises(CellFault) as caught:
        read(kind, text, **more)
    return caught.value.code, caught.value.hint


@pytest.mark.parametrize(
    "text", ["2026-08-31", "08/31/2026", "8/31/2026", "8/31/26", "31-Aug-2026", "Aug 31, 2026", "2026-08-31 00:00:00"]
)
def test_the_usual_ways_of_writing_a_day_are_read(text: str) -> None:
    assert read("date", text) == date(2026, 8, 31)


@given(st.dates(date(1900, 1, 1), date(2150, 1, 1)))
def test_every_day_that_we_write_is_read_back(day: date) -> None:
    assert read("date", f"{day:%m/%d/%Y}") == day
    assert read("date", day.isoformat()) == day


def test_a_spreadsheets_number_for_a_day_is_named() -> None:
    assert fault("date", "44724") == ("serial-date", "2022-06-12")


def test_a_day_that_is_none_is_refused() -> None:
    assert fault("date", "02/30/2026")[0] == "bad-date"


def test_a_crushed_code_is_refused() -> None:
    assert fault("code", "1.9102E+13")[0] == "crushed-code"


def test_a_code_keeps_its_leading_zeros() -> None:
    assert read("code", "00123") == "00123"


@pytest.mark.parametrize("text", ["44724", "12-Jun"])
def test_grades_that_became_a_date_are_told(text: str) -> None:
    assert fault("grades", text) == ("crushed-grades", "6-12")


@pytest.mark.parametrize(
    ("text", "span"), [("K-5", ("K", "5")), ("06-08", ("6", "8")), ("9", ("9", "9")), ("PK to 8", ("PK", "8"))]
)
def test_grade_spans_are_read(text: str, span: tuple[str, str]) -> None:
    assert read("grades", text) == span


@given(st.sampled_from(GRADES), st.sampled_from(GRADES))
def test_a_span_is_read_exactly_when_it_goes_up(low: str, high: str) -> None:
    if GRADES.index(low) <= GRADES.index(high):
        assert read("grades", f"{low}-{high}") == (low, high)
        assert level_of(low, high) in {"elementary", "middle", "high", "span"}
    else:
        assert fault("grades", f"{low}-{high}")[0] in {"bad-grades", "crushed-grades"}


@pytest.mark.parametrize("text", ["ana@", "a b@c.org", "ana@c", "ana@c..org", "a@b.org, c@d.org"])
def test_what_is_no_address_is_refused(text: str) -> None:
    assert fault("email", text)[0] == "bad-email"


def test_a_percentage_is_a_share() -> None:
    assert read("share", "25%") == Decimal("0.25")


@pytest.mark.parametrize(("text", "code"), [("2026-28", "bad-year"), ("2026", "bad-year")])
def test_a_school_year_spans_two_years(text: str, code: str) -> None:
    assert fault("year", text)[0] == code


def test_a_word_is_matched_without_regard_to_case_and_spaces() -> None:
    assert read("choice", "Local District", choices=("local_district",)) == "local_district"


@pytest.mark.parametrize("text", ["nan", "1e999", "12 pupils", "99999999999"])
def test_what_is_no_number_is_refused(text: str) -> None:
    assert fault("number", text)[0] == "bad-number"


@given(
    st.sampled_from(["text", "code", "email", "date", "number", "latitude", "yes", "grades", "year", "share"]),
    st.text(min_size=1),
)
def test_no_text_breaks_a_reader(kind: Kind, text: str) -> None:
    with contextlib.suppress(CellFault):
        read(kind, text)
