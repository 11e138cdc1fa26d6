"""The same bad file, to the command and to the page: every fault at once, with row and remedy, nothing computed."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from time_machine import travel

from preceptor.foundation.accounts.tests.cast import NOW, enter
from preceptor.foundation.jobs.public import run_pending
from preceptor.languages.answers import BadFiles
from preceptor.resource.funding.models import Scenario
from preceptor.resource.funding.public import allocate_from_files
from preceptor.resource.funding.tests.town import YEAR, Town

FORMULA = """
format = 1
key = "strict"
title = "Strict"
source = "Ours"
[columns]
level = { title = "Level", kind = "words" }
pupils = { title = "Pupils", kind = "count", year = "2019-20" }
before = { title = "Pupils", kind = "count", year = "2018-19", prior = true }
poor = { title = "Poor", kind = "share" }
state = { title = "State", kind = "words", missing = "leave_out" }
into = { title = "Into", kind = "words", missing = "leave_out" }
[changes]
column = "state"
into = "into"
[indices.need]
title = "Need"
level = "level"
indicators = { poor = { title = "Poor", of = "poor", scaling = "as_given", weights = { high = 0 } } }
[figures.average]
title = "Average"
kind = "rolling"
of = ["before", "pupils"]
[pools.money]
title = "Money"
amount = 1000
[grants.main]
title = "Main"
kind = "share"
pool = "money"
by = "average"
unit = 1
"""
HEADING = "code,level,pupils,before,poor,state,into"
GOOD = "a,low,10,10,45,,"
BAD = [
    ("b,low,,10,45,,", "Pupils (2019-20) is missing"),
    ("c,low,*,10,45,,", "hidden as “*”"),
    ("a,low,10,10,45,,", "stands already in row 2"),
    ("d,low,10,10,0.45,,", "looks like a fraction"),
    ("e,low,-3,10,45,,", "below zero"),
    ("f,high,10,10,45,,", "sum to zero for “high”"),
    ("g,low,10,,45,,", "A school that has just opened is marked opened."),
    ("h,low,10,10,45,closed,", "marked closed, but Pupils is 10"),
    ("i,low,0,10,45,merged,zz", "no open school of this file is named"),
    ("j,low,10", "it has 3 cells and the heading 7. Mend the row."),
]
REMEDIES = ("Give", "Keep one", "Write", "Mend", "Count them", "Name the code")


@pytest.fixture(autouse=True)
def december():
    with travel(NOW, tick=False):
        yield


def by_command(tmp_path: Path, table: str) -> list[str]:
    formula, schools, out = (tmp_path / name for name in ("f.toml", "s.csv", "out.json"))
    formula.write_text(FORMULA)
    schools.write_text(table)
    with pytest.raises(BadFiles) as caught:
        allocate_from_files(formula, schools, out)
    assert not out.exists()
    return list(caught.value.faults)


def by_page(town: Town, table: str) -> str:
    client = Client()
    enter(client, town.cast.users["finance"])
    given = {
        "own_formula": SimpleUploadedFile("f.toml", FORMULA.encode()),
        "table": SimpleUploadedFile("s.csv", table.encode()),
    }
    fields = {"title": "Bad", "year": YEAR, "formula": "district_by_need"}
    client.post(reverse("funding:scenario-new"), fields | given)
    run_pending(now=NOW)
    row = Scenario.objects.get()
    assert (row.state, row.shares.count(), row.result) == (Scenario.State.INVALID, 0, {})
    return client.get(reverse("funding:scenario-detail", args=[row.pk])).content.decode()


def test_every_kind_of_bad_row_is_told_at_once_by_the_command_and_on_the_page(town: Town, tmp_path: Path) -> None:
    table = "\n".join([HEADING, GOOD, *(row for row, _said in BAD)]) + "\n"
    told, page = by_command(tmp_path, table), by_page(town, table)
    for number, (row, said) in enumerate(BAD, start=3):
        found = [fault for fault in told if f"row {number}: " in fault and said in fault]
        assert found, (row, told)
        assert any(word in found[0] for word in REMEDIES), found[0]
        assert escape(found[0].removeprefix("s.csv, ")) in page, found[0]


def test_a_fraction_among_percents_and_a_percent_among_fractions_are_both_told(tmp_path: Path) -> None:
    percents = by_command(tmp_path, f"{HEADING}\n{GOOD}\nb,low,10,10,0.45,,\n")
    assert [fault.partition(": ")[0] for fault in percents] == ["s.csv, row 3"]
    (tmp_path / "g.toml").write_text(FORMULA.replace('kind = "share" }', 'kind = "share", written = "fraction" }'))
    (tmp_path / "t.csv").write_text(f"{HEADING}\na,low,10,10,0.45,,\nb,low,10,10,45,,\n")
    with pytest.raises(BadFiles, match=r"t\.csv, row 3: .*more than the whole.*Write 0\.45 for 45%"):
        allocate_from_files(tmp_path / "g.toml", tmp_path / "t.csv", tmp_path / "out.json")


def test_a_school_that_opened_closed_or_merged_and_says_so_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "f.toml").write_text(FORMULA)
    rows = [GOOD, "b,low,20,,30,opened,", "c,low,0,30,30,merged,a", "d,low,0,50,10,closed,"]
    (tmp_path / "s.csv").write_text("\n".join([HEADING, *rows]))
    outcome = allocate_from_files(tmp_path / "f.toml", tmp_path / "s.csv", tmp_path / "out.json")
    assert outcome.plan is not None
    assert outcome.plan.codes == ("a", "b")
    assert sum(outcome.plan.amounts("main")) == 1000
    assert {note.code for note in outcome.plan.notes} == {"merged", "closed"}


def test_blank_rows_are_passed_over_and_rows_keep_their_numbers(town: Town, tmp_path: Path) -> None:
    table = f"{HEADING}\n{GOOD}\n\n,,,,,,\nb,low,-1,10,45,,\n"
    assert [fault.partition(": ")[0] for fault in by_command(tmp_path, table)] == ["s.csv, row 5"]
    assert "row 5: Pupils (2019-20) is -1, below zero." in by_page(town, table)


def test_a_file_with_semicolons_is_read(tmp_path: Path) -> None:
    told = by_command(tmp_path, f"{HEADING}\n{GOOD}\nb,low,-1,10,45,,\n".replace(",", ";"))
    assert [fault.partition(": ")[0] for fault in told] == ["s.csv, row 3"]
