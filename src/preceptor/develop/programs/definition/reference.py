"""The reference page of the language, written from the models and the catalogue of facts."""

from __future__ import annotations

from preceptor.languages.reference import tables

from .conditions import OPERATORS
from .facts import CATALOGUE
from .moments import GRAMMAR
from .program import Definition

_HEAD = """# Program definitions

*This page is written by `preceptor.develop.programs.definition.reference` from the language itself; a test keeps it
current. Change the models, then write it again:* `preceptor check-program --reference docs/reference/definitions.md`

A program is one TOML file, like those in `programs/`. `preceptor check-program FILE` explains it in plain sentences, or
tells every fault at once with its line and how to mend it. Names of entries (`[duties.coaching]`) are small letters,
digits and underscores, and are what other parts refer to. A rule that the language cannot say goes under
`[by_hand.<name>]`: it is shown to people and never run by the engine.
"""
_KINDS = {
    "yes_no": "yes or no",
    "whole": "whole number",
    "number": "number",
    "word": "word",
    "date": "date",
}


def render() -> str:
    """The whole page in Markdown."""
    return "\n".join([_HEAD, *tables(Definition), *_dates(), *_conditions(), *_facts()]).rstrip() + "\n"


def _dates() -> list[str]:
    """The words for dates."""
    return [
        "## Words for dates",
        "",
        GRAMMAR,
        "",
        "Days, weeks, months and years keep the time on the clock; hours and minutes are elapsed time. A time that the "
        "clock skips moves on by the gap; of a time that the clock shows twice, a deadline takes the later and "
        "everything else the earlier. The fifth weekday of a month that has only four is its last.",
        "",
    ]


def _conditions() -> list[str]:
    """What a condition may say."""
    shown = "`&&` `||` `!` `==` `!=` `<` `<=` `>` `>=` `in` `timestamp('2024-05-03T00:00:00Z')`"
    return [
        "## Conditions",
        "",
        f"A condition is a CEL expression over the facts below. It may use {shown} and nothing else ({len(OPERATORS)} "
        "operators, no macros). On loading it is run over every combination of samples: unknown facts, kinds that do "
        "not go together, answers other than yes or no, and facts that can never matter are faults. Judging is "
        "three-valued: what is not known leaves the answer unknown unless the rest decides it, and what is missing is "
        "named.",
        "",
    ]


def _facts() -> list[str]:
    """The catalogue of facts."""
    rows = []
    for fact in CATALOGUE.values():
        kind = _KINDS[fact.kind] + (f": {', '.join(f'`{word}`' for word in fact.words)}" if fact.words else "")
        adverse = " *Adverse: confidential.*" if fact.adverse else ""
        rows.append(f"| `{fact.name}` | {kind} | {fact.source} | {fact.says}{adverse} |")
    return ["## Facts", "", "| fact | kind | source | means |", "|---|---|---|---|", *rows, ""]
