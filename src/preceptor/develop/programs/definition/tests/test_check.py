"""check-program and the reference page."""

from __future__ import annotations

from pathlib import Path

from preceptor.develop.programs.definition import CATALOGUE, check_program
from preceptor.develop.programs.definition.reference import render

ROOT = Path(__file__).parents[6]


def test_a_wrong_program_gets_every_fault_and_exit_code_1(tmp_path: Path) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text((ROOT / "programs/nps-2023-24.toml").read_text().replace('who = "mentor"', 'who = "mentr"'))
    code, text = check_program(file)
    assert code == 1
    assert text.count("There is no role called 'mentr'.") == 6
    assert "Nothing was imported" in text


def test_a_missing_file_gets_exit_code_2(tmp_path: Path) -> None:
    code, text = check_program(tmp_path / "none.toml")
    assert (code, "cannot be read" in text) == (2, True)


def test_a_file_that_is_not_text_gets_exit_code_2(tmp_path: Path) -> None:
    file = tmp_path / "bytes.toml"
    file.write_bytes(b"\xff\xfe\x00")
    assert check_program(file)[0] == 2


def test_the_reference_page_is_current() -> None:
    page = ROOT / "docs/reference/definitions.md"
    assert page.read_text(encoding="utf-8") == render(), "write it again: check-program --reference"


def test_the_reference_page_describes_every_field() -> None:
    rows = [line for line in render().splitlines() if line.startswith("| `")]
    assert not [row for row in rows if row.rstrip("| ").endswith("|")]


def test_every_fact_has_a_source_and_a_sentence() -> None:
    assert all(fact.source and fact.says.endswith(".") for fact in CATALOGUE.values())


def test_the_facts_of_a_persons_standing_that_hurt_are_adverse() -> None:
    adverse = {name for name, fact in CATALOGUE.items() if fact.adverse}
    assert adverse == {"below_standard_evaluation", "notice_of_unsatisfactory_act", "suspension"}
