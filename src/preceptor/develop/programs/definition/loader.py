"""Read a definition: a whole one, or every fault in it with its line."""

from __future__ import annotations

from preceptor.languages.faults import Fault
from preceptor.languages.loader import Language

from .crossref import findings
from .program import Definition

PROGRAMS = Language(
    model=Definition,
    findings=findings,
    page="docs/reference/definitions.md",
    whole="a definition",
    stubs={
        "format": 1,
        "key": "unnamed",
        "title": "-",
        "issuer": "-",
        "purpose": "-",
        "contact": {"office": "-"},
        "scope": {"says": "-"},
    },
    beyond="A rule that none of them says goes under [by_hand.<name>].",
)
"""The language of program definitions."""


def load_definition(text: str, file: str) -> Definition | list[Fault]:
    """Read a definition from TOML, or tell every fault at once, each with its line."""
    return PROGRAMS.load(text, file)
