"""Lists as files."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from django.test import RequestFactory

from preceptor.foundation.look.tables import table_response, wants_table

ROWS = [("Ruiz, Ana", 3, date(2026, 5, 1), datetime(2026, 12, 9, 1, tzinfo=UTC), "=1+1", None, Decimal("2.5"))]
COLUMNS = ["Name", "Pairs", "Since", "Until", "Note", "Empty", "Hours"]


def asked(kind: str):
    return table_response(RequestFactory().get(f"/x?format={kind}"), "Our mentors", COLUMNS, iter(ROWS))


def test_a_csv_file_holds_exactly_the_rows_with_formulas_made_text():
    text = b"".join(asked("csv").streaming_content).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [
        COLUMNS,
        ["Ruiz, Ana", "3", "2026-05-01", "2026-12-08 17:00", "'=1+1", "", "2.5"],
    ]


def test_a_csv_file_is_streamed_row_by_row():
    def rows():
        yield ("first",)
        raise AssertionError("the second row was asked for too early")

    answer = table_response(RequestFactory().get("/x"), "x", ["A"], rows())
    parts = iter(answer.streaming_content)
    assert [next(parts) for _ in range(3)][-1] == b"first\r\n"


def test_an_excel_file_keeps_numbers_days_and_text():
    book = openpyxl.load_workbook(io.BytesIO(b"".join(asked("xlsx").streaming_content)))
    cells = [cell.value for cell in book.active[2]]
    assert [str(cell) for cell in cells] == [
        "Ruiz, Ana",
        "3",
        "2026-05-01 00:00:00",
        "2026-12-08 17:00:00",
        "=1+1",
        "None",
        "2.5",
    ]


def test_an_excel_file_holds_no_formula():
    book = openpyxl.load_workbook(io.BytesIO(b"".join(asked("xlsx").streaming_content)))
    assert book.active["E2"].data_type == "s"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_file_has_the_name_of_the_list(kind):
    assert f'filename="our-mentors.{kind}"' in asked(kind)["Content-Disposition"]


def test_a_page_without_format_is_a_page():
    assert not wants_table(RequestFactory().get("/x?format=pdf"))
