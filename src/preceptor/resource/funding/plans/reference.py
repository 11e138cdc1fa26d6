"""The reference page of the language of formulas."""

from __future__ import annotations

from preceptor.planning.allocation.formula.reference import render


def formulas_page() -> str:
    """Write the page in Markdown, from the language itself."""
    return render()
