"""What no single value shows: names that lead nowhere, circles of dates, settings that do not fit together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from .conditions import trouble_with
from .dates import read_moment
from .duties import Due, Duty
from .faults import Finding, Path
from .moments import GRAMMAR, OWN_START, ByRule, NotAMoment, leans_on
from .pay_checks import pay_findings
from .program import Definition

PERIOD_DUES = tuple(f"end of each {period}" for period in ("week", "month", "semester", "year")) + (
    "end of the program",
    "set by the office",
)


def findings(definition: Definition) -> Iterator[Finding]:
    """Everything in a well-formed definition that does not hold together."""
    yield from _references(definition)
    yield from _timeline(definition)
    yield from _roles(definition)
    yield from _admission(definition)
    yield from _duties(definition)
    yield from pay_findings(definition)
    yield from _conditions(definition)
    yield from _readings(definition)


def _unknown(path: Path, what: str, name: str, known: Iterable[str]) -> Finding:
    """A name that leads nowhere, with the nearest that does."""
    names = sorted(known)
    near = get_close_matches(name, names, n=1, cutoff=0.5)
    have = f"This definition has {', '.join(names)}." if names else f"This definition names no {what} yet."
    return Finding(path, f"There is no {what} called {name}.", f"Did you mean {near[0]}?" if near else have)


def _references(definition: Definition) -> Iterator[Finding]:
    """Names that lead nowhere."""
    tables = {
        "role": definition.roles,
        "date": definition.timeline,
        "activity": definition.activities,
        "duty": definition.duties,
        "log": definition.logs,
        "award": definition.awards,
        "text": definition.texts,
    }
    for path, what, name in _named(definition):
        if name not in tables[what]:
            yield _unknown(path, what, name, tables[what])


def _named(definition: Definition) -> Iterator[tuple[Path, str, str]]:
    """Every name that one part of a definition gives another, with where and of what kind."""
    for path, what, names in (*_named_in_admission(definition), *_named_in_work(definition), *_named_in_end(definition)):
        if isinstance(names, str):
            yield path, what, names
        elif names is not None:
            yield from ((*path, place), what, name) for place, name in enumerate(names)
