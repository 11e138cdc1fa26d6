"""Three CSV files in, one JSON file out; a wrong file is refused by row, with everything wrong in it."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.develop.pairing.plans.files import _plain_cells, plan_from_files
from preceptor.languages.answers import SHOWN, BadFiles

MENTORS = "id,capacity\nana,2\nben,1\n"
MENTEES = "id\nxu\nyan\nzoe\nwei\nlee\n"
SCORES = "mentor,mentee,score\nana,xu,9\nana,yan,7\nben,zoe,5\nben,xu,4\nben,wei,5\n"


def planned(folder: Path, mentors: str = MENTORS, mentees: str = MENTEES, scores: str = SCORES) -> dict[str, object]:
    paths = [folder / name for name in ("mentors.csv", "mentees.csv", "scores.csv")]
    for path, text in zip(paths, (mentors, mentees, scores), strict=True):
        path.write_text(text, encoding="utf-8")
    plan_from_files(*paths, folder / "out.json")
    return dict(json.loads((folder / "out.json").read_text(encoding="utf-8")))


def refused(folder: Path, **files: str) -> list[str]:
    with pytest.raises(BadFiles) as caught:
        planned(folder, **files)
    assert not (folder / "out.json").exists()
    return list(caught.value.faults)


def test_the_answer_holds_the_plan_and_its_proof(tmp_path: Path) -> None:
    answer = planned(tmp_path)
    asked = {"status", "pairs", "matched", "worst", "total", "certificate", "seconds", "unmatched"}
    assert asked <= answer.keys()
    assert (answer["status"], answer["matched"], answer["worst"], answer["total"]) == ("optimal", 3, 5, 21)


def test_each_unmatched_mentee_has_a_reason_and_a_contest(tmp_path: Path) -> None:
    answer = planned(tmp_path)
    told = {row["mentee"]: row for row in answer["unmatched"]}  # type: ignore[attr-defined]  # plain JSON
    assert told["lee"]["code"] == "no_pair"
    waits = next(row for name, row in told.items() if name != "lee")
    assert waits["reason"].startswith("The mentor listed is full.")
    contest = answer["contests"][waits["contest"]]  # type: ignore[index]  # plain JSON
    assert (contest["mentors"], contest["rivals"]) == (["ben"], ["wei", "zoe"])


def test_columns_may_stand_in_any_order_and_a_byte_order_mark_is_no_matter(tmp_path: Path) -> None:
    answer = planned(tmp_path, mentors="\ufeffcapacity,id\n2,ana\n1,ben\n\n")
    assert answer["matched"] == 3


def test_files_in_another_order_of_rows_give_the_same_plan(tmp_path: Path) -> None:
    first = planned(tmp_path)
    rows = SCORES.splitlines()
    again = planned(tmp_path, scores="\n".join([rows[0], *reversed(rows[1:])]) + "\n")
    assert (again["pairs"], again["certificate"]) == (first["pairs"], first["certificate"])


def test_nobody_matchable_is_an_answer_with_reasons_not_an_error(tmp_path: Path) -> None:
    answer = planned(tmp_path, scores="mentor,mentee,score\n")
    assert (answer["status"], answer["pairs"], answer["worst"]) == ("impossible", [], None)


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"mentors": "id,capacity,phone\nana,1,5\n"}, "mentors.csv: unknown column “phone”."),
        ({"mentors": "id\nana\n"}, "mentors.csv: the column “capacity” is missing."),
        ({"mentees": ""}, "mentees.csv: the file is empty."),
        ({"mentees": "id\n"}, "mentees.csv: no rows follow the heading."),
        ({"mentors": "id,capacity\nana,2\nana,1\n"}, "mentors.csv, row 3: the mentor “ana” is already in row 2."),
        ({"mentees": "id\nxu\n\nxu\n"}, "mentees.csv, row 4: the mentee “xu” is already in row 2."),
        ({"mentors": "id,capacity\nana,-1\n"}, "mentors.csv, row 2: the capacity is -1."),
        ({"mentors": "id,capacity\nana,1_0\n"}, "mentors.csv, row 2: capacity is “1_0”."),
        ({"scores": "mentor,mentee,score\neva,xu,1\n"}, "scores.csv, row 2: the mentor “eva” is not on the list"),
        ({"scores": "mentor,mentee,score\nana,xu,1\nana,bo,1\n"}, "scores.csv, row 3: the mentee “bo” is not on"),
        ({"scores": "mentor,mentee,score\nana,xu,1.5\n"}, "scores.csv, row 2: score is “1.5”."),
        ({"scores": "mentor,mentee,score\nana,xu,\n"}, "scores.csv, row 2: score is empty."),
        ({"scores": "mentor,mentee,score\nana,xu\n"}, "scores.csv, row 2: 2 columns instead of 3."),
        ({"scores": "mentor,mentee,score\nana,xu,9999999999\n"}, "scores.csv, row 2: the score is beyond"),
        ({"scores": SCORES + "ana,xu,3\n"}, "scores.csv, row 7: the pair “ana” and “xu” is already in row 2."),
    ],
)
def test_a_wrong_file_is_refused_by_row_with_the_remedy(tmp_path: Path, files: dict[str, str], sentence: str) -> None:
    (problem,) = refused(tmp_path, **files)
    assert problem.startswith(sentence)
    assert problem.count(".") > sentence.count(".") or ":" in problem


def test_all_faults_are_told_at_once_and_two_hundred_in_full(tmp_path: Path) -> None:
    scores = "mentor,mentee,score\n" + "".join(f"eva{at},xu,x\n" for at in range(120))
    problems = refused(tmp_path, scores=scores)
    assert len(problems) == 240
    assert str(BadFiles(problems)).splitlines()[SHOWN] == "… and 40 more."


def test_a_missing_file_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(BadFiles, match="there is no such file"):
        plan_from_files(tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "c.csv", tmp_path / "out.json")


def test_an_answer_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    planned(tmp_path)
    paths = [tmp_path / name for name in ("mentors.csv", "mentees.csv", "scores.csv")]
    with pytest.raises(BadFiles, match="cannot be written"):
        plan_from_files(*paths, tmp_path / "nowhere" / "out.json")


@given(body=st.text(alphabet='a1 ,;"\r\n\0é', max_size=40), width=st.integers(1, 3))
def test_the_quick_reading_gives_what_a_csv_reader_gives(body: str, width: int) -> None:
    heading = ",".join("abc"[:width])
    quick = _plain_cells(f"{heading}\n{body}", width)
    if quick is not None and body:
        rows = list(csv.reader(io.StringIO(body, newline="")))
        assert all(len(row) == width and any(row) for row in rows)
        assert quick == [cell for row in rows for cell in row]


@pytest.mark.parametrize("body", ["ana,1\nben,2\n", "ana,1\r\nben,2", "ana, 1\nben,2\n"])
def test_a_plain_table_is_read_the_quick_way(body: str) -> None:
    assert _plain_cells(f"id,capacity\n{body}", 2) is not None
