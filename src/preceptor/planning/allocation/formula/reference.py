"""The reference page of the language of formulas, written from its models."""

from __future__ import annotations

from preceptor.languages.reference import tables
from preceptor.planning.allocation.formula.formula import Formula

_HEAD = """# Formulas

*This page is written by `preceptor write-reference` from the language itself; a test keeps it current. Change the
models in `src/preceptor/planning/allocation/formula`, then write it again.*

A formula is one TOML file, like those in `formulas/`. It names the columns that it reads, makes figures of them one
step of arithmetic at a time, gathers indicators into need indices, and gives pools away in grants. Columns, figures
and indices share one set of names, and any of them may be read wherever a number is wanted. Arithmetic is decimal
with 50 digits; nothing is rounded but where `digits` or `unit` says so. Every fault is told at once, with its line
and how to mend it: `preceptor plan allocation --formula FILE.toml --schools FILE.csv --json OUT`.
"""


def render() -> str:
    """Write the whole page in Markdown."""
    return "\n".join([_HEAD, *tables(Formula)]).rstrip() + "\n"
