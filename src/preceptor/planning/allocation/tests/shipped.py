"""The shipped formulas and the published data that tests read."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from preceptor.planning.allocation.formula.formula import Formula
from preceptor.planning.allocation.formula.loader import load_formula
from preceptor.planning.allocation.plan import Outcome, Plan
from preceptor.planning.allocation.reading import problem_of
from preceptor.planning.allocation.solve import solve

ROOT = Path(__file__).parents[5]
DATA = ROOT.parent / "shared" / "data"
FORMULAS = sorted((ROOT / "formulas").glob("*.toml"))
Row = Mapping[str, object]


def read(text: str) -> Formula:
    """Read a formula that is known to be sound."""
    formula = load_formula(text, "formula.toml")
    assert isinstance(formula, Formula), [str(fault) for fault in formula]
    return formula


def shipped(name: str) -> Formula:
    """Read a shipped formula."""
    return read((ROOT / "formulas" / f"{name}.toml").read_text(encoding="utf-8"))


def run(formula: Formula, rows: list[Row], pools: Mapping[str, int] | None = None) -> Outcome:
    """Allocate to rows given as plain values."""
    texts = [{heading: str(cell) for heading, cell in row.items()} for row in rows]
    return solve(problem_of(formula, texts, pools={name: Decimal(amount) for name, amount in (pools or {}).items()}))


def plan(formula: Formula, rows: list[Row], pools: Mapping[str, int] | None = None) -> Plan:
    """Allocate, and give the plan."""
    outcome = run(formula, rows, pools)
    assert outcome.plan is not None, [str(fault) for fault in outcome.reasons]
    return outcome.plan


def table(*place: str) -> list[dict[str, str]]:
    """Read a published table, or skip the test where the data is not at hand."""
    path = DATA.joinpath(*place)
    if not path.exists():
        pytest.skip(f"the published data ({'/'.join(place)}) is not beside the project")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
