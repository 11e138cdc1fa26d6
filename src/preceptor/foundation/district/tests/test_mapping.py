"""Rows read with a mapping, and what a load would change."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.foundation.district.rules.cells import Field
from preceptor.foundation.district.rules.changes import changes
from preceptor.foundation.district.rules.kinds import FIELDS
from preceptor.foundation.district.rules.mapping import Mapping, Reading, read_rows, recognises, repeated
from preceptor.foundation.district.rules.tables import read_table

MAPPINGS = sorted((Path(__file__).parents[1] / "reference" / "mappings").glob("*.toml"))
SIMPLE = Mapping(kind="people", title="t", columns={"code": ["Code"], "day": ["Day", "Date"]}, blanks=["n/a"])
SIMPLE_FIELDS = (Field("code", "code", True), Field("day", "date"))


def reading(text: str, mapping: Mapping = SIMPLE) -> Reading:
    return read_rows(mapping, SIMPLE_FIELDS, read_table(text.encode()))


def test_every_fault_of_a_file_is_told_at_once() -> None:
    faults = reading("Code,Day\n,2026-01-01\n1E+10,x\nA,2026-02-30\n").faults
    assert [(one.row, one.code) for one in faults] == [
        (2, "blank"),
        (3, "crushed-code"),
        (3, "bad-date"),
        (4, "bad-date"),
    ]


def test_an_unknown_column_is_named_with_the_one_that_was_meant() -> None:
    (fault,) = reading("Code,Dya\nA,2026-01-01\n").faults
    assert (fault.code, fault.column, fault.hint) == ("unknown-column", "Dya", "Day")


def test_a_missing_column_is_named() -> None:
    assert [one.code for one in reading("Day\n2026-01-01\n").faults] == ["missing-column"]


def test_the_first_column_with_something_in_it_counts() -> None:
    assert str(reading("Code,Day,Date\nA,n/a,2026-01-01\n").rows[0].values["day"]) == "2026-01-01"


def test_a_field_that_the_file_does_not_have_is_not_read_as_empty() -> None:
    assert "day" not in reading("Code\nA\n").rows[0].values


def test_a_repeated_key_names_the_earlier_row() -> None:
    (fault,) = repeated(reading("Code\nA\nB\nA\n").rows, ("code",), "code")
    assert (fault.row, fault.value, fault.hint) == (4, "A", "2")


@pytest.mark.parametrize("path", MAPPINGS, ids=lambda path: path.stem)
def test_every_bundled_mapping_names_fields_that_exist(path: Path) -> None:
    mapping = Mapping.model_validate(tomllib.loads(path.read_text()))
    names = {one.name for one in FIELDS[mapping.kind]}
    assert mapping.columns.keys() <= names
    assert {one.name for one in FIELDS[mapping.kind] if one.required} <= mapping.columns.keys()
    assert recognises(mapping, tuple(mapping.recognise))


ROWS = st.dictionaries(st.integers(0, 20), st.dictionaries(st.sampled_from("abc"), st.integers(0, 3)))


@given(ROWS, ROWS)
def test_what_was_loaded_once_changes_nothing_the_second_time(standing: dict, wanted: dict) -> None:
    first = changes(standing, wanted, {"a": 0, "b": 0, "c": 0})
    after = {**standing, **dict(first.wanted())}
    second = changes(after, wanted, {"a": 0, "b": 0, "c": 0})
    assert not second.any
    assert second.unchanged == len(wanted)


@given(ROWS, ROWS)
def test_every_row_is_new_changed_or_unchanged(standing: dict, wanted: dict) -> None:
    found = changes(standing, wanted)
    assert len(found.new) + len(found.changed) + found.unchanged == len(wanted)
    assert found.absent == len(standing.keys() - wanted.keys())
