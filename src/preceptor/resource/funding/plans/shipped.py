"""The formulas that come with the product."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from preceptor.planning.allocation.formula.formula import Formula
from preceptor.planning.allocation.formula.loader import load_formula

FOLDER = Path(__file__).resolve().parents[5] / "formulas"


@dataclass(frozen=True)
class ShippedFormula:
    """A formula of the product: its key, title and text, and its words in other languages."""

    key: str
    title: str
    text: str
    translations: Mapping[str, Mapping[str, str]]


@cache
def shipped_formulas() -> tuple[ShippedFormula, ...]:
    """Every shipped formula that reads, by title; the district's own first."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        read = load_formula(text, path.name)
        if isinstance(read, Formula):
            found.append(ShippedFormula(read.key, read.title, text, read.translations))
    return tuple(sorted(found, key=lambda each: (each.key != "district_by_need", each.title)))
