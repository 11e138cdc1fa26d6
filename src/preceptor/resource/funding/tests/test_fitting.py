"""Published index files as districts write them: columns found, levels with blanks, schools left out by name."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path

import pytest

from preceptor.config.planning import main
from preceptor.languages.answers import BadFiles
from preceptor.planning.allocation.methods.scaling import percentiles
from preceptor.resource.funding.public import Asked, fit_from_file

HEADINGS = (
    *("CDS Code", "School Name", "School Type", "Local District", "SENI Score 2026-27"),
    *("SENI Rank for 2026-27 Allocation", "SENI Quintile", "SENI Total Allocation Dollars", "Total Enrollment 2025-26"),
    *("EL Rate 2025-26", "1st Grade Literacy Score", "High School Dropout Rate", "Preschool Access"),
)
WEIGHTS = {"E": (0.5, 0.3, 0.0, 0.2), "S": (0.25, 0.0, 0.45, 0.3)}


def schools() -> list[list[object]]:
    """A district in the shape of a published file: indicators of one level blank at the other."""
    from decimal import Decimal

    draw = random.Random(3)
    raw = [[draw.randint(1, 9999) for _ in range(4)] for _ in range(120)]
    levels = ["E" if at < 80 else "S" for at in range(120)]
    has = [[weight > 0 for weight in WEIGHTS[level]] for level in levels]
    ranks: list[dict[int, float]] = []
    for place in range(4):
        own = [at for at in range(120) if has[at][place]]
        ranks.append(dict(zip(own, map(float, percentiles([Decimal(raw[at][place]) for at in own])), strict=True)))
    rows = []
    for at, level in enumerate(levels):
        score = round(sum(w * ranks[place][at] for place, w in enumerate(WEIGHTS[level]) if w), 6)
        pupils = 200 + 7 * at
        own = [f"{raw[at][place] / 100}%" if has[at][place] else ("NA", "--", "")[at % 3] for place in range(4)]
        tail = ["1 - HIGHEST", f"{pupils * (200 + 3 * score):,.2f}", f"{pupils:,}", *own]
        rows.append([f"c{at}", f"School {at}", level, at % 6 + 1, score, at, *tail])
    return rows


def written(tmp_path: Path, rows: list[list[object]]) -> Path:
    file = tmp_path / "index.csv"
    with file.open("w", newline="") as out:
        csv.writer(out).writerows([HEADINGS, *rows])
    return file


def test_weights_by_level_and_dollars_are_recovered_from_a_file_with_blanks(tmp_path: Path) -> None:
    said = fit_from_file(written(tmp_path, schools()), tmp_path / "fit.json")
    assert "Indicators (4): EL Rate 2025-26, 1st Grade Literacy Score, High School Dropout Rate, Preschool" in said
    assert "E (80 schools): EL Rate 2025-26 50.0%, 1st Grade Literacy Score 30.0%, Preschool Access 20.0%." in said
    assert "S (40 schools): EL Rate 2025-26 25.0%, High School Dropout Rate 45.0%, Preschool Access 30.0%." in said
    assert "It explains 100.00% of the scores' variance (R²)" in said
    assert "Rows used: 120 of 120." in said
    assert "100.0% of the schools within a dollar" in said


def test_what_each_column_was_taken_for_is_told(tmp_path: Path) -> None:
    said = fit_from_file(written(tmp_path, schools()), None)
    assert (
        "Taken: score from “SENI Score 2026-27”, level from “School Type”, pupils from “Total Enrollment 2025-26”, "
        "dollars from “SENI Total Allocation Dollars”." in said
    )
    assert "CDS Code, School Name, Local District (says which school it is)" in said
    assert "SENI Rank for 2026-27 Allocation (follows from the score); SENI Quintile (holds words)." in said


def test_schools_are_left_out_by_name_with_the_reason(tmp_path: Path) -> None:
    rows = schools()
    for at in range(4, 40, 4):
        rows[at][9] = "*"
    rows[5][4] = "NA"
    said = fit_from_file(written(tmp_path, rows), tmp_path / "fit.json")
    assert "Rows used: 110 of 120." in said
    assert "Left out, since EL Rate 2025-26 is “*”: School 4 (row 6), School 8 (row 10)," in said
    assert "Left out, since SENI Score 2026-27 is not given: School 5 (row 7)." in said
    kept = json.loads((tmp_path / "fit.json").read_text())
    assert kept["left_out"]["EL Rate 2025-26 is “*”"][-1] == "School 36 (row 38)"
    assert (kept["scaling"], len(kept["used"])) == ("percentile", 110)


def test_columns_can_be_named_where_their_headings_do_not_say_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, schools())
    file.write_text(file.read_text().replace("SENI Score 2026-27", "Points").replace("School Type", "Kind"))
    with pytest.raises(SystemExit, match="no column with “score” in its heading"):
        main(["fit-index", str(file), "--without", "1st Grade Literacy Score"])
    main(["fit-index", str(file), "--score", "Points", "--level", "Kind"])
    assert "E (80 schools): EL Rate 2025-26 50.0%" in capsys.readouterr().out


def test_a_heading_that_no_column_has_is_refused_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(BadFiles, match=r"no column is called “Skore”\. The file has “CDS Code”, “School Name”"):
        fit_from_file(written(tmp_path, schools()), None, Asked(score="Skore"))


def test_too_few_schools_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFiles, match="3 schools have a score, too few for 3 weights"):
        fit_from_file(written(tmp_path, schools()[:3]), None)


def test_few_schools_for_many_weights_are_told_to_be_no_proof(tmp_path: Path) -> None:
    few = fit_from_file(written(tmp_path, schools()[:12]), None)
    assert "E (12 schools)" in few
    assert "they may fit by chance" in few
    assert "by chance" not in fit_from_file(written(tmp_path, schools()), None)


def test_a_file_without_scores_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "index.csv"
    file.write_text("code,EL Rate\na,3\n")
    with pytest.raises(BadFiles, match="score"):
        fit_from_file(file, None)


def test_several_scores_are_never_guessed_between(tmp_path: Path) -> None:
    file = tmp_path / "index.csv"
    file.write_text("code,Roof Score,Stairs Score,Average\na,1,3,2\nb,3,5,4\nc,5,1,3\nd,1,1,1\ne,3,1,2\n")
    with pytest.raises(BadFiles, match="several columns are called a score: “Roof Score”, “Stairs Score”"):
        fit_from_file(file, None)
    said = fit_from_file(file, None, Asked(score="Average"))
    assert "Roof Score 50.0%, Stairs Score 50.0%" in said
