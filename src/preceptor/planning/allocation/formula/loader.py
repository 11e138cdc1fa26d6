"""Read a formula: a whole one, or every fault in it with its line."""

from __future__ import annotations

from preceptor.languages.faults import Fault
from preceptor.languages.loader import Language
from preceptor.planning.allocation.formula.crossref import findings
from preceptor.planning.allocation.formula.formula import Formula

FORMULAS = Language(
    model=Formula,
    findings=findings,
    page="docs/reference/formulas.md",
    whole="a formula",
    stubs={"format": 1, "key": "unnamed", "title": "-", "source": "-", "columns": {}},
)
"""The language of formulas."""


def load_formula(text: str, file: str) -> Formula | list[Fault]:
    """Read a formula from TOML, or tell every fault at once, each with its line."""
    return FORMULAS.load(text, file)
