"""The catalogue: loaded all or nothing, faults by row, the same the second time."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.district.public import LoadRefused
from preceptor.relieve.compliance.commands.loading import load_catalogue, read_sheet
from preceptor.relieve.compliance.models import Item, ItemVersion
from preceptor.relieve.compliance.rules.items import TIMES, in_scope, may_sign, read_questions, write_questions
from preceptor.relieve.compliance.rules.periods import Span, Timing, Year, months, turns
from preceptor.relieve.compliance.rules.sheet import read_item
from preceptor.relieve.compliance.rules.signing import looked_for, was_read
from preceptor.relieve.compliance.tests.world import NOW, World

REFERENCE = Path(__file__).resolve().parents[1] / "reference"
HEADER = "code,title,statement,owner,basis,citation,least_signer,frequency,due,minutes,requirements"
GOOD = "NEW,New drill,I certify that the new drill was held.,legal,statute,Code 2,principal,year,10-15,5,FIRE"
CLOSED = frozenset({date(2026, 11, 2)})
YEAR = Year(
    "2026-27",
    date(2026, 7, 1),
    date(2027, 6, 30),
    (Span("Fall", date(2026, 8, 10), date(2026, 12, 18)), Span("Spring", date(2027, 1, 4), date(2027, 6, 11))),
    CLOSED,
)


def file(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows]).encode()


def load(data: bytes, **more: bool) -> object:
    return load_catalogue(kind="items", data=data, by=SYSTEM, now=NOW, **more)


def test_a_dry_run_writes_nothing(before: World) -> None:
    outcome = load_catalogue(kind="items", data=file(GOOD), dry_run=True, by=SYSTEM, now=NOW)
    assert (outcome.new, Item.objects.filter(code="NEW").count()) == (1, 0)


def test_a_workbook_is_read_as_the_same_rows_as_a_csv_file(before: World) -> None:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(csv.reader([HEADER, GOOD])):
            sheet.write_row(number, 0, row)
    outcomes = [
        load_catalogue(kind="items", data=data, dry_run=True, by=SYSTEM, now=NOW)
        for data in (held.getvalue(), file(GOOD))
    ]
    assert outcomes[0] == outcomes[1]
    assert (outcomes[0].new, Item.objects.filter(code="NEW").count()) == (1, 0)


def test_the_same_file_twice_changes_nothing(before: World) -> None:
    load(file(GOOD))
    again = load_catalogue(kind="items", data=file(GOOD), by=SYSTEM, now=NOW)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 1)


def test_one_bad_row_refuses_the_whole_file(before: World) -> None:
    with pytest.raises(LoadRefused):
        load(file(GOOD, GOOD.replace("NEW", "BAD").replace("legal", "")))
    assert not Item.objects.filter(code="NEW").exists()


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        (GOOD.replace("legal", "nowhere"), "owner"),
        (GOOD.replace("legal", ""), "owner"),
        (GOOD.replace("Code 2", ""), "citation"),
        (GOOD.replace("10-15", "02-30"), "due"),
        (GOOD.replace("FIRE", "FLOOD"), "requirements"),
    ],
)
def test_a_fault_names_its_row_and_column(before: World, wrong: str, column: str) -> None:
    with pytest.raises(LoadRefused) as refused:
        load(file(GOOD.replace("NEW", "OLD"), wrong))
    assert [(each.row, each.column) for each in refused.value.told] == [(3, column)]


def test_a_change_makes_a_version(before: World) -> None:
    load(file(GOOD))
    load(file(GOOD.replace("10-15", "11-15")))
    assert ItemVersion.objects.filter(item__code="NEW").count() == 2


def test_from_the_first_cycle_on_a_spreadsheet_adds_nothing(world: World) -> None:
    with pytest.raises(LoadRefused) as refused:
        load(file(GOOD))
    assert "pass the gate" in refused.value.told[0].sentence


@pytest.mark.parametrize("level", ["elementary", "middle", "high", "span"])
def test_the_reference_makes_220_sign_offs_a_year(level: str) -> None:
    reading = read_sheet("items", (REFERENCE / "items.csv").read_bytes())
    items = [read_item(row.values)[0] for row in reading.rows]
    here = [each for each in items if each is not None and in_scope(each.levels, each.charters, level, "none")]
    assert (reading.faults, len(here), sum(TIMES[each.frequency] for each in here)) == ((), 110, 220)


def test_months_count_when_half_in_session() -> None:
    assert [each.key for each in months(YEAR)] == [
        *("2026-08", "2026-09", "2026-10", "2026-11", "2026-12"),
        *("2027-01", "2027-02", "2027-03", "2027-04", "2027-05"),
    ]


def test_a_due_day_moves_to_the_next_day_of_work() -> None:
    turn = turns(YEAR, Timing("year", "10-31", 0, 30))[0]
    assert turn.due == date(2026, 11, 3)  # Saturday, Sunday, and a closed Monday


def test_february_29_is_the_28th_where_there_is_none() -> None:
    assert turns(YEAR, Timing("year", "02-29", 0, 30))[0].due == date(2027, 3, 1)  # the 28th is a Sunday


@pytest.mark.parametrize(("frequency", "number"), [("year", 1), ("semester", 2), ("quarter", 4), ("month", 10)])
def test_a_rhythm_has_as_many_periods_as_the_planner_counts(frequency: str, number: int) -> None:
    due = "10-15" if frequency == "year" else ""
    assert len(turns(YEAR, Timing(frequency, due, 5, 30))) == number == TIMES[frequency]


@pytest.mark.parametrize(
    ("signer", "least", "enough"),
    [
        ("principal", "designee", True),
        ("designee", "principal", False),
        ("designee", "office", True),
        ("data", "office", False),
    ],
)
def test_who_may_stand_in_for_whom(signer: str, least: str, enough: bool) -> None:
    assert may_sign(signer, least) is enough


def test_questions_are_written_as_they_are_read() -> None:
    text = "yes: Is it complete? // ¿Está completo? | number: How many?"
    found = read_questions(text)
    assert found is not None
    assert write_questions(found) == text


@pytest.mark.parametrize("text", ["maybe: Is it?", "yes", "yes: "])
def test_questions_that_cannot_be_read(text: str) -> None:
    assert read_questions(text) is None


def test_charters_are_in_scope_only_when_named() -> None:
    assert not in_scope(("elementary",), ("none",), "elementary", "affiliated")


def test_time_on_a_page_left_open_is_bounded() -> None:
    assert looked_for(NOW.replace(hour=1), NOW) == 1800


def test_a_second_is_not_enough_to_read_a_statement() -> None:
    assert (was_read(1, "word " * 30), was_read(5, "word " * 30), was_read(None, "word")) == (False, True, False)
