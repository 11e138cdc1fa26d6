"""Faults of a formula: all at once, each on its line, each with a remedy."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from preceptor.languages.faults import Fault
from preceptor.planning.allocation.formula.loader import load_formula
from preceptor.planning.allocation.formula.reference import render
from preceptor.planning.allocation.tests.shipped import FORMULAS, ROOT

TEXT = (ROOT / "formulas" / "seni-like-lausd-2019.toml").read_text(encoding="utf-8")

# (the line as it stands, the line as it is planted, a piece of what is said, a piece of the remedy)
PLANTED = [
    ('of = "low_income"', 'of = "low_incom"', "no number called 'low_incom'", "Did you mean 'low_income'?"),
    ('kind = "piecewise"', 'kind = "picewise"', "no kind that fits", "'piecewise'"),
    ('within_km = 2', 'with_km = 2', "no word 'with_km'", "within_km"),
    ('method = "largest_remainder"', 'method = "largest"', "not one of the choices", "webster"),
    ('points = [[20, 1.0], [50, 1.5], [90, 4.0]]', 'points = [[20, 1.0], [10, 1.5]]', "does not lie beyond", "Order"),
    ('means = { title = "Means of the family", weight = 2 }', 'ways = { title = "M" }', "no domain 'means'", "ways"),
    ('pool = "nurse_days"', 'pool = "nurses"', "no pool called 'nurses'", "nurse_days"),
    ('bounds = { minimum = 1, maximum = 10 }', 'bounds = { minimum = 11, maximum = 10 }', "greater than", "Exchange"),
    ('of = "need"\nnames', 'of = "tier"\nnames', "made of itself", "Break the circle"),
    ('amount = 250000000', 'amount = -1', "out of bounds", "greater than or equal"),
    ('[figures.rank]', '[figures.need]', "name of something else", "another name"),
]  # fmt: skip


@pytest.mark.parametrize(("stands", "planted", "said", "remedy"), PLANTED, ids=[each[2] for each in PLANTED])
def test_a_planted_fault_is_told_on_its_line(stands: str, planted: str, said: str, remedy: str) -> None:
    assert TEXT.count(stands) >= 1
    found = load_formula(TEXT.replace(stands, planted, 1), "f.toml")
    assert isinstance(found, list)
    assert any(said in fault.what and remedy in fault.remedy and fault.line > 1 for fault in found), found


def test_all_faults_are_told_at_once() -> None:
    text = TEXT.replace('by = "weighted_pupils"', 'by = "weighted"').replace('kind = "rank"', 'kind = "ranking"')
    found = load_formula(text, "f.toml")
    assert isinstance(found, list)
    assert len(found) >= 3
    assert all(isinstance(fault, Fault) and fault.remedy for fault in found)


def test_what_is_no_toml_is_told() -> None:
    found = load_formula('format = 1\ntitle = "open', "f.toml")
    assert isinstance(found, list)
    assert found[0].line == 2


def test_the_reference_page_is_current() -> None:
    page = ROOT / "docs/reference/formulas.md"
    assert page.read_text(encoding="utf-8") == render(), "write it again: preceptor write-reference"


def spoken(part: object, name: str = "") -> Iterator[str]:
    """Every word of a formula that people read: titles, labels, purposes, tiers, assumptions, choices."""
    if isinstance(part, dict):
        for key, inner in part.items():
            if key not in {"translations", "mistakes", "source", "why"}:
                yield from spoken(inner, key)
    elif isinstance(part, list):
        for inner in part:
            yield from spoken(inner, name)
    elif isinstance(part, str) and name in {"title", "label", "purpose", "says", "names", "choices"}:
        yield part


@pytest.mark.parametrize("path", FORMULAS, ids=lambda path: path.stem)
def test_every_shipped_formula_is_told_in_spanish(path: Path) -> None:
    formula = tomllib.loads(path.read_text(encoding="utf-8"))
    spanish = formula.get("translations", {}).get("es", {})
    assert set(spoken(formula)) <= spanish.keys()
