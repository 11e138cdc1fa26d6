"""Sentences that can be said again in another language: a template and its facts, kept beside the English text.

A `Worded` is the English sentence itself, so that files, logs and tests read it as text; `kept` turns it into plain
data for a table, and `said` says the data again, in whatever language the callable translates into.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any


class Worded(str):
    """An English sentence that still knows its template and its facts."""

    __slots__ = ("facts", "template")

    template: str
    facts: Mapping[str, str]


def worded(template: str, **facts: object) -> Worded:
    """Fill a template with facts; a fact that is worded itself stays so."""
    shown = {name: fact if isinstance(fact, str) else str(fact) for name, fact in facts.items()}
    text = Worded(template.format(**shown) if shown else template)
    text.template, text.facts = template, shown
    return text


def listed(parts: Sequence[str]) -> Worded:
    """Join several facts by commas; one that is worded itself, or a title, is said again in its own right."""
    names = [f"part{at}" for at in range(len(parts))]
    return worded(", ".join(f"{{{name}}}" for name in names), **dict(zip(names, parts, strict=True)))


def kept(text: str) -> Any:
    """Give a sentence as plain data: text, or a list of its template and its facts."""
    if not isinstance(text, Worded):
        return text
    return [text.template, {name: kept(fact) for name, fact in text.facts.items()}]


def said(data: Any, _: Callable[[str], str], titles: Mapping[str, str] | None = None) -> str:
    """Say kept data again: templates through `_`, and facts that are titles in the language of `titles`."""
    if isinstance(data, str):
        return (titles or {}).get(data, data)
    template, facts = data
    words = _(template)
    return words.format(**{name: said(fact, _, titles) for name, fact in facts.items()}) if facts else words
