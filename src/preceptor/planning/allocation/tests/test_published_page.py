"""The page of published figures names tests that are there, formulas that are there, and every slip of a source."""

from __future__ import annotations

import re
from pathlib import Path

from preceptor.planning.allocation.tests.shipped import FORMULAS, ROOT, shipped

PAGE = (ROOT / "docs/reference/published-figures.md").read_text(encoding="utf-8")


def test_every_test_that_the_page_names_is_there() -> None:
    written = "\n".join(file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_*.py"))
    named = set(re.findall(r"`(test_\w+)`", PAGE))
    assert len(named) > 30
    assert [name for name in sorted(named) if f"def {name}(" not in written] == []


def test_every_published_formula_is_on_the_page() -> None:
    own = {"district-by-need"}
    assert [file.stem for file in FORMULAS if file.stem not in own and f"`{file.stem}`" not in PAGE] == []


def test_every_slip_of_a_source_is_on_the_page() -> None:
    slips = [slip for file in FORMULAS for slip in shipped(file.stem).mistakes.values()]
    assert len(slips) == 6
    assert [slip for slip in slips if slip.printed not in PAGE or slip.right not in PAGE] == []
