"""The reference page of the indicator language, written from its models and from the records on offer."""

from django.utils import translation

from preceptor.foundation.indicators.definition import Definition
from preceptor.foundation.indicators.queries.registry import record_kinds
from preceptor.languages.reference import tables

_HEAD = """# Indicator definitions

*This page is written by `preceptor write-reference` from the language itself; a test keeps it current. Change
`src/preceptor/foundation/indicators/definition.py`, then write it again.*

An indicator is one TOML file, like those in `src/preceptor/foundation/indicators/reference/definitions`. It says who
counts, out of whom, on which day and without whom, or what an owner enters with which evidence. Every fault is told at
once, with its line and how to mend it: `preceptor load-indicators FILE.toml --dry-run`, or *Load a definition*.
"""


def language_page() -> str:
    """The whole page in Markdown."""
    with translation.override("en"):
        rows = [
            f"| `{kind.code}` | {kind.title} | {kind.of} | "
            + ("; ".join(_field(name, values) for name, values in kind.fields.items()) or "none")
            + " |"
            for kind in record_kinds()
        ]
    head = ["## Records on offer", "", "| records | what they are | about | fields |", "|---|---|---|---|"]
    return "\n".join([_HEAD, *tables(Definition), *head, *rows]).rstrip() + "\n"


def _field(name: str, values: frozenset[str] | None) -> str:
    return f"`{name}`" if values is None else f"`{name}`: {', '.join(sorted(values))}"
