"""From bytes to rows."""

import contextlib
import io
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.foundation.district.rules import tables
from preceptor.foundation.district.rules.tables import Table, Unreadable, read_table


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read_table(data)
    return caught.value.code


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def archive(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in entries.items():
            packed.writestr(name.replace("__", "/"), data)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_usual_encodings_are_recognised(encoding: str) -> None:
    assert read_table("Name\nPeña\n".encode(encoding)).rows == (("Peña",),)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_usual_separators_are_recognised(mark: str) -> None:
    assert read_table(f"A{mark}B\n1{mark}2\n".encode()).rows == (("1", "2"),)


def test_rows_carry_the_numbers_that_a_spreadsheet_shows() -> None:
    assert read_table(b'A\n\n"one\ntwo"\nthree\n').numbers == (3, 5)


def test_a_workbook_is_read_as_people_see_it() -> None:
    table = read_table(workbook(("Code", "Day", "Yes"), (19647330100289, date(2026, 8, 31), True)))
    assert table.rows == (("19647330100289", "2026-08-31", "yes"),)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n....", "picture"),
        (b"%PDF-1.7", "pdf"),
        (b"MZ\x90\x00", "program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old-excel"),
        (archive(readme=b"hello"), "archive"),
        (b"PK\x03\x04 broken", "broken-excel"),
        (archive(xl__workbook_xml=b"<a/>").replace(b"workbook_xml", b"workbook.xml"), "broken-excel"),
        (b"A,B\x00\n1,2", "binary"),
        (b'A,B\n1,"2\n', "broken"),
        (b"A,B\n1,2,3\n", "ragged"),
        (b"A,A\n1,2\n", "column-twice"),
        (b"A,B\n", "no-rows"),
    ],
)
def test_what_is_no_table_is_refused_by_its_kind(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_a_workbook_that_would_unpack_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_UNPACKED", 1_000_000)
    packed = archive(xl__workbook_xml=b"x", xl__big=bytes(2_000_000)).replace(b"workbook_xml", b"workbook.xml")
    assert (refused(packed), len(packed) < 10_000) == ("bomb", True)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    with contextlib.suppress(Unreadable):
        assert isinstance(read_table(data), Table)
