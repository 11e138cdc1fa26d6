"""The page that teaches a coordinator to write a program: each step is valid, and what it says of pages is so."""

from __future__ import annotations

import re
from itertools import accumulate
from pathlib import Path

import pytest

from preceptor.develop.programs.definition import Definition, check_program, load_definition
from preceptor.develop.programs.definition.edits import kind_of

PAGE = (Path(__file__).parents[6] / "docs/how-to/write-a-program.md").read_text(encoding="utf-8")
STEPS = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
FILES = list(accumulate(STEPS, lambda before, step: f"{before}\n{step}"))


def test_the_page_has_ten_steps_with_a_block_each() -> None:
    headings = re.findall(r"^## (\d+)\. ", PAGE, re.MULTILINE)
    assert (headings, len(STEPS)) == ([str(step) for step in range(1, 11)], 10)


# The third step names a text that it brings along itself, so every prefix of the file holds together.
@pytest.mark.parametrize("text", FILES, ids=[str(step) for step in range(1, len(FILES) + 1)])
def test_the_file_is_valid_after_each_step(tmp_path: Path, text: str) -> None:
    file = tmp_path / "welcome.toml"
    file.write_text(text, encoding="utf-8")
    code, told = check_program(file)
    assert (code, "valid." in told) == (0, True), told


def test_the_whole_file_uses_what_the_steps_are_about() -> None:
    found = load_definition(FILES[-1], "welcome.toml")
    assert isinstance(found, Definition)
    parts = ("roles", "timeline", "admission", "texts", "pairing", "duties", "logs", "pay", "awards", "cohorts")
    assert [part for part in (*parts, "open", "assumptions", "by_hand") if not getattr(found, part)] == []


def test_the_fault_on_the_page_is_the_one_that_the_checker_tells() -> None:
    log = FILES[-1].index("[logs.monthly]")
    wrong = FILES[-1][:log] + FILES[-1][log:].replace('who = "mentor"', 'who = "mentr"', 1)
    faults = load_definition(wrong, "welcome.toml")
    assert isinstance(faults, list)
    assert [f"```text\n{fault}\n```" in PAGE for fault in faults] == [True]


@pytest.mark.parametrize(
    ("path", "on_a_page"),
    [
        ("timeline.call_closes.when", True),
        ("pay.stipend.amount", True),
        ("duties.hours.limits.0.at_least", True),
        ("texts.promise.body", True),
        ("open.hours.used", True),
        ("duties.hours.activities", False),
        ("admission.mentor.rules.experience.condition", False),
        ("pay.stipend.formula", False),
        ("privacy.office_sees", False),
        ("by_hand.substitutes.says", False),
    ],
)
def test_pages_change_what_the_page_says_they_do(path: str, *, on_a_page: bool) -> None:
    assert (kind_of(path) is not None) is on_a_page
