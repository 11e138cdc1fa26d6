"""Overlaps and consolidation from files: what comes out, and what is refused."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from preceptor.languages.answers import BadFiles
from preceptor.planning.consolidation.bound import proven_bound
from preceptor.planning.consolidation.certificate import from_data
from preceptor.relieve.compliance.public import consolidation_from_files, overlaps_from_file

ITEMS = """id,name,requirements,times,minutes,minutes_low,minutes_high,opening,form,data_minutes,signer,owner
WATER,Flushing,PIPES,12,6,4,10,1,,0.5,principal,Health
BOOK,Handbook,BOOK,1,10,5,20,2,fall,,principal,Schools
CODE,Conduct,CONDUCT,2,20,10,40,3,fall,,principal,Staff
OLD,Nobody knows,,2,30,20,60,2,,,principal,?
"""
REQUIREMENTS = "id,times,signers\nPIPES,12,principal;data\nBOOK,1,\nCONDUCT,1,designee\n"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def consolidated(folder: Path, items: str = ITEMS, requirements: str = REQUIREMENTS) -> dict[str, object]:
    out = folder / "out.json"
    schools = written(folder, "schools.csv", "scope,schools\nelementary,500\nhigh,100\n")
    consolidation_from_files(
        written(folder, "items.csv", items), written(folder, "floors.csv", requirements), out, schools
    )
    answer: dict[str, object] = json.loads(out.read_text())
    return answer


def refused(folder: Path, items: str = ITEMS, requirements: str = REQUIREMENTS) -> list[str]:
    with pytest.raises(BadFiles) as caught:
        consolidated(folder, items, requirements)
    assert not (folder / "out.json").exists()
    return list(caught.value.faults)


def test_a_consolidation_tells_what_becomes_of_each_item(tmp_path: Path) -> None:
    items = consolidated(tmp_path)["items"]
    assert isinstance(items, list)
    assert {it["item"]: it["acts"] for it in items} == {
        "WATER": ["prove by data"],
        "BOOK": ["combine"],
        "CODE": ["combine", "space out"],
        "OLD": ["eliminate"],
    }


def test_hours_saved_are_a_range_over_all_schools(tmp_path: Path) -> None:
    hours = consolidated(tmp_path)["hours"]
    assert isinstance(hours, dict)
    # Water 12 x 4, 6, 10; conduct once less and old twice less; one opening of two minutes shared.
    assert hours["principal"]["saved"] == {"low": 1000.0, "likely": 1540.0, "high": 2820.0}


def test_cover_is_shown_before_and_after(tmp_path: Path) -> None:
    cover = consolidated(tmp_path)["cover"]
    assert isinstance(cover, list)
    assert len(cover) == 6
    assert all(row["before"] and row["after"] for row in cover)


def test_steps_add_up_to_the_hours_between_today_and_the_plan(tmp_path: Path) -> None:
    answer = consolidated(tmp_path)
    steps, hours = answer["steps"], answer["weighted_hours"]
    assert isinstance(steps, list)
    assert isinstance(hours, dict)
    assert steps[-1]["saved_so_far"] == pytest.approx(hours["today"] - hours["plan"])


def test_the_proof_in_the_file_can_be_checked_again(tmp_path: Path) -> None:
    from preceptor.relieve.compliance.plans.files import read_problem

    answer = consolidated(tmp_path)
    proof, hours = answer["certificate"], answer["weighted_hours"]
    assert isinstance(proof, dict)
    assert isinstance(hours, dict)
    problem = read_problem(*(tmp_path / name for name in ("items.csv", "floors.csv", "schools.csv")))
    assert proven_bound(problem, from_data(proof)) == hours["bound"] * 360_000


def test_every_fault_of_every_row_is_told_at_once_in_order(tmp_path: Path) -> None:
    bad = "id,requirements,times,minutes,signer,keep\na,X,0,5,,\na,,1,abc,boss,perhaps\n\n,,1,,,\nb,BOOK,1,5\n"
    told = refused(tmp_path, bad, "id,times\nBOOK,none\n")
    assert [sentence.partition(":")[0] for sentence in told] == [
        "items.csv, row 2",
        "items.csv, row 3",
        "items.csv, row 5",
        "items.csv, row 6",
        "floors.csv, row 2",
    ]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("a,BOOK,0,5,,", "times is “0”"),
        ("a,BOOK,1,abc,,", "minutes is “abc”"),
        ("a,BOOK,1,1_0,,", "minutes is “1_0”"),
        ("a,BOOK,1,0.001,,", "whole seconds"),
        ("a,BOOK,1,nan,,", "minutes is “nan”"),
        ("a,BOOK,1,-1,,", "minutes is “-1”"),
        ("a,BOOK,1,,,", "minutes is empty"),
        ("a,BOOK,1,5,boss,", "signer names “boss”"),
        ("a,BOOK,1,5,,perhaps", "Write yes or no"),
        ("a,NONE,1,5,,", "which is not in the file of requirements"),
        (",BOOK,1,5,,", "the id is empty"),
    ],
)
def test_a_bad_cell_is_refused_with_its_row_and_what_to_write(tmp_path: Path, cells: str, words: str) -> None:
    told = refused(tmp_path, f"id,requirements,times,minutes,signer,keep\n{cells}\n")
    assert any(it.startswith("items.csv, row 2: ") and words in it for it in told)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path, "id,times,minutes\na,1,5\n") == [
        "items.csv: the column “requirements” is missing. The first row must name: id,requirements,times,minutes"
    ]


def test_a_kind_of_school_that_is_not_counted_is_refused(tmp_path: Path) -> None:
    told = refused(tmp_path, "id,requirements,times,minutes,scopes\na,BOOK,1,5,middle\n")
    assert "scopes names “middle”" in told[0]


def test_items_of_one_form_with_and_without_oath_are_refused(tmp_path: Path) -> None:
    items = "id,requirements,times,minutes,form\na,BOOK,1,5,f\nb,OATH,1,5,f\n"
    assert "only some are made under oath" in refused(tmp_path, items, "id,times,oath\nBOOK,1,no\nOATH,1,yes\n")[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "the column “id” is missing"), (b"id,text\n", "no rows follow"), (b"id,text\na,\xff\n", "not UTF-8")],
)
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "items.csv"
    path.write_bytes(content)
    with pytest.raises(BadFiles, match=words):
        overlaps_from_file(path, 5, tmp_path / "out.json")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFiles, match="no such file"):
        overlaps_from_file(tmp_path / "none.csv", 5, tmp_path / "out.json")


def test_overlaps_come_ranked_with_words_and_citations(tmp_path: Path) -> None:
    rows = [
        ("a", "Post the fire drill log", "BUL-1234.1"),
        ("b", "Fire drill logs are posted monthly", "BUL-1234.2"),
        ("c", "Tell parents of pesticide use", ""),
    ]
    text = "id,text,ref,doc\n" + "".join(",".join(row) + ",x\n" for row in rows)
    assert overlaps_from_file(written(tmp_path, "items.csv", text), 200, tmp_path / "out.json") >= 1
    best = json.loads((tmp_path / "out.json").read_text())["pairs"][0]
    assert (best["a"], best["b"]) == ("a", "b")
    assert {"fire", "drill"} <= {it["word"] for it in best["why"]["words"]}
    assert [it["citation"] for it in best["why"]["citations"]] == ["BUL 1234"]


@pytest.mark.parametrize("what", ["overlaps", "consolidation"])
def test_the_command_plans_without_django(what: str, tmp_path: Path) -> None:
    (tmp_path / "items.csv").write_text(
        "id,text,requirements,times,minutes\nA,Fire drills were held and logged,R,10,5\nB,Fire drills were held,R,4,5\n"
    )
    (tmp_path / "requirements.csv").write_text("id,times\nR,4\n")
    files = ["--items", "items.csv", "--json", "out.json"]
    more = ["--requirements", "requirements.csv"] if what == "consolidation" else []
    command = "import sys; from preceptor.config.cli import main; main(); assert 'django.db.models' not in sys.modules"
    ran = subprocess.run(
        [sys.executable, "-c", command, "plan", what, *files, *more],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, "written to out.json" in ran.stdout) == (0, True), ran.stderr
