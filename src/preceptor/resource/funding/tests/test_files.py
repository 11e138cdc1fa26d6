"""Allocations and fits from files: what is written, what is refused, what is said."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path

import polib
import pytest

from preceptor.planning.allocation.explain import lines_of, sentences
from preceptor.planning.allocation.solve import solve
from preceptor.resource.funding.plans.files import read_problem
from preceptor.resource.funding.public import BadFiles, allocate_from_files, fit_from_file

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


def published(tmp_path: Path) -> Path:
    draw = random.Random(3)
    file = tmp_path / "index.csv"
    rows = [[draw.uniform(0, 100) for _ in range(2)] for _ in range(60)]
    with file.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["CDS Code", "SENI Score", "EL Rate", "Foster Rate", "Total Enrollment", "Total Dollars"])
        for at, (learners, foster) in enumerate(rows):
            score = 0.75 * learners + 0.25 * foster
            writer.writerow([at, score, learners, foster, 100, f"{100 * (200 + 3 * score):,.2f}"])
    return file


def test_weights_and_dollars_are_recovered_from_a_published_file(tmp_path: Path) -> None:
    said = fit_from_file(published(tmp_path), tmp_path / "fit.json")
    assert "EL Rate 75.0%, Foster Rate 25.0%" in said
    assert "100.0% of the schools within a dollar" in said
    assert json.loads((tmp_path / "fit.json").read_text())["scaling"] in {"min_max", "as_given", "z"}


def test_a_file_without_scores_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "index.csv"
    file.write_text("code,EL Rate\na,3\n")
    with pytest.raises(BadFiles, match="score"):
        fit_from_file(file, None)
