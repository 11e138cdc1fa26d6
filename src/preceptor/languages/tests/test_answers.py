"""Plans from plain files: faults counted, answers whole or not at all."""

import json
from pathlib import Path

import pytest

from preceptor.languages.answers import SHOWN, BadFiles, write_answer


def test_faults_beyond_two_hundred_are_counted():
    assert str(BadFiles([f"row {n}" for n in range(SHOWN + 3)])).splitlines()[SHOWN:] == ["… and 3 more."]


def test_an_answer_replaces_the_one_before(tmp_path):
    out = tmp_path / "out.json"
    out.write_text("old", encoding="utf-8")
    write_answer(out, {"pairs": ["Ñ"]})
    assert json.loads(out.read_text(encoding="utf-8")) == {"pairs": ["Ñ"]}


def test_an_answer_that_fails_half_way_leaves_the_one_before_and_nothing_beside_it(tmp_path, monkeypatch):
    out = tmp_path / "out.json"
    out.write_text("old", encoding="utf-8")

    def half(self: Path, text: str, encoding: str) -> None:
        with self.open("w", encoding=encoding) as file:
            file.write(text[:3])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", half)
    with pytest.raises(BadFiles, match=r"out\.json: it cannot be written \(No space left on device\)\. Choose another"):
        write_answer(out, {"pairs": []})
    assert [each.name for each in tmp_path.iterdir()] == ["out.json"]
    assert out.read_bytes() == b"old"


@pytest.mark.parametrize("place", [".", "missing/out.json"])
def test_a_place_that_takes_no_file_is_told(tmp_path, place):
    with pytest.raises(BadFiles, match="Choose another place"):
        write_answer(tmp_path / place, {})
