"""Allocations and fits from files: what is written, what is refused, what is said."""

from __future__ import annotations

import json
from pathlib import Path

import polib
import pytest

from preceptor.languages.answers import BadFiles
from preceptor.planning.allocation.explain import lines_of, sentences
from preceptor.planning.allocation.solve import solve
from preceptor.resource.funding.plans.files import read_problem
from preceptor.resource.funding.public import allocate_from_files

ROOT = Path(__file__).parents[5]
FORMULA = ROOT / "formulas" / "california-equity-multiplier.toml"
SPANISH = ROOT / "src/preceptor/locale/es/parts/funding.po"
SCHOOLS = "school,instability,disadvantaged,cumulative\nb,30,90,100\na,26,71,200\n"


@pytest.fixture
def schools(tmp_path: Path) -> Path:
    file = tmp_path / "schools.csv"
    file.write_text(SCHOOLS)
    return file


def test_every_figure_is_written(schools: Path, tmp_path: Path) -> None:
    allocate_from_files(FORMULA, schools, tmp_path / "out.json")
    written = json.loads((tmp_path / "out.json").read_text())
    first = written["schools"][0]
    assert (first["code"], first["grants"]["multiplier"]["amount"]) == ("a", "200000000")
    assert first["figures"]["instability"] == "0.26"
    assert first["explanation"][-1] == "Equity Multiplier: the school gets $200,000,000."


def test_a_pool_said_with_the_run_counts(schools: Path, tmp_path: Path) -> None:
    allocate_from_files(FORMULA, schools, tmp_path / "out.json", {"statewide": "$3,000"})
    written = json.loads((tmp_path / "out.json").read_text())
    assert written["pools"]["statewide"]["given"] == {"multiplier": "3000"}


def test_faults_of_formula_and_pool_are_told_together(schools: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text(FORMULA.read_text().replace('of = "instability"', 'of = "instabilty"'))
    with pytest.raises(BadFiles) as caught:
        allocate_from_files(broken, schools, tmp_path / "out.json", {"statewide": "much"})
    assert len(caught.value.faults) == 2
    assert not (tmp_path / "out.json").exists()


def test_faults_of_rows_are_told_together(tmp_path: Path) -> None:
    file = tmp_path / "schools.csv"
    file.write_text(SCHOOLS + "a,0.3,*,-4\n")
    with pytest.raises(BadFiles) as caught:
        allocate_from_files(FORMULA, file, tmp_path / "out.json")
    assert len(caught.value.faults) == 4
    assert all("row 4" in fault for fault in caught.value.faults)


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "cannot be read"), (b"school\n\xff\xfe", "UTF-8"), (b"school,instability\na\n", "cells and the heading")],
)
def test_a_file_that_is_no_table_is_told(content: bytes | None, said: str, tmp_path: Path) -> None:
    file = tmp_path / "schools.csv"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(BadFiles, match=said):
        allocate_from_files(FORMULA, file, tmp_path / "out.json")


def test_an_explanation_is_told_in_spanish(schools: Path) -> None:
    spanish = {entry.msgid: entry.msgstr for entry in polib.pofile(str(SPANISH))}
    problem = read_problem(FORMULA, schools, {})
    plan = solve(problem).plan
    assert plan is not None
    told = sentences(lines_of(problem, plan, "a"), "USD", lambda text: spanish[text])
    assert told[-1] == "Equity Multiplier: la escuela recibe $200,000,000."
