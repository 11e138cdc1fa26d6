"""What no single value shows: names that lead nowhere, circles of dates, conditions and readings that do not hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from preceptor.languages.faults import Finding, Path
from preceptor.languages.parts import Part
from preceptor.languages.walk import marked

from .conditions import trouble_with
from .fitting import fitting_findings
from .moments import GRAMMAR, STARTS, ByRule, NotAMomentError, leans_on, read_moment
from .program import Definition
from .timeline import DateEntry

_PERIODIC = re.compile(
    r"^(?:(?:\d+ days? (?:before|after) )?(?:the )?end of (?:each (?:week|month|semester|year)|the program)"
    r"|set by the office)$"
)
_DUE_GRAMMAR = (
    "Write 'end of each month' (or week, semester, year), '5 days after end of each month', 'end of the program', "
    "'set by the office', the name of a date, '30 days after own start', or '9 months after pair start'."
)


def findings(definition: Definition) -> Iterator[Finding]:
    """Everything in a well-formed definition that does not hold together."""
    checks = _checks(definition)
    for path, kind, value, holder in marked(definition):
        yield from checks[kind](path, value, holder)
    yield from _admission_keys(definition)
    yield from _circles(definition)
    yield from _unread(definition)
    yield from fitting_findings(definition)


Check = Callable[[Path, Any, Part], Iterator[Finding]]


def _checks(definition: Definition) -> dict[str, Check]:
    """One check for each kind of marked value."""
    tables: dict[str, Iterable[str]] = {
        "role": definition.roles,
        "date": definition.timeline,
        "activity": definition.activities,
        "duty": definition.duties,
        "log": definition.logs,
        "award": definition.awards,
        "text": definition.texts,
        "framework": definition.frameworks,
        "framework item": [f"{key}.{item}" for key, frame in definition.frameworks.items() for item in frame.items],
        "reading": [f"{key}.{reading}" for key, figure in definition.open.items() for reading in figure.readings],
    }
    checks = {kind: _in_table(kind, known) for kind, known in tables.items()}
    checks["condition"] = _condition
    checks["when"] = _when(definition)
    checks["due"] = _due(definition)
    return checks


def unknown_name(path: Path, kind: str, name: str, known: Iterable[str]) -> Finding:
    """A name that leads nowhere, with the nearest that leads somewhere."""
    names = sorted(known)
    near = get_close_matches(name, names, n=1, cutoff=0.5)
    have = f"This definition has: {', '.join(names)}." if names else f"This definition names no {kind} yet."
    return Finding(
        path, f"There is no {kind} called '{name}'.", f"Did you mean '{near[0]}'?" if near else have, (name,)
    )


def _in_table(kind: str, known: Iterable[str]) -> Check:
    """A check that a name is among those that the definition gives."""
    names = frozenset(known)

    def check(path: Path, value: Any, _holder: Part) -> Iterator[Finding]:
        """Find what is wrong with one value."""
        if value not in names:
            yield unknown_name(path, kind, value, names)

    return check


def _condition(path: Path, value: Any, _holder: Part) -> Iterator[Finding]:
    """A condition must hold together over every combination of samples."""
    yield from (Finding(path, trouble.what, trouble.remedy) for trouble in trouble_with(value))


def _when(definition: Definition) -> Check:
    """A check that a date's words can be read, lean on a known date and lie in their window."""

    def check(path: Path, value: Any, holder: Part) -> Iterator[Finding]:
        """Find what is wrong with one value."""
        yield from _moment(path, value, definition)
        if isinstance(holder, DateEntry) and _window_is_empty(holder):
            yield Finding((*path[:-1], "not_before"), "not_before is later than not_after.", "Exchange the two.")

    return check


def _window_is_empty(entry: DateEntry) -> bool:
    """Whether no day lies between the first and the last one allowed."""
    return entry.not_before is not None and entry.not_after is not None and entry.not_before > entry.not_after


def _due(definition: Definition) -> Check:
    """A check that a due date is one of the periodic ones, a name, or the words of a date."""

    def check(path: Path, value: Any, _holder: Part) -> Iterator[Finding]:
        """Find what is wrong with one value."""
        if _PERIODIC.match(value.lower()) or value in definition.timeline:
            return
        if re.fullmatch(r"[a-z][a-z0-9_]*", value):
            yield unknown_name(path, "date", value, definition.timeline)
            return
        yield from _moment(path, value, definition, _DUE_GRAMMAR)

    return check


def _moment(path: Path, value: Any, definition: Definition, grammar: str = GRAMMAR) -> Iterator[Finding]:
    """The words of a date, and the date that it leans on."""
    try:
        moment = read_moment(value)
    except NotAMomentError as error:
        yield Finding(path, str(error), grammar)
        return
    anchor = leans_on(moment)
    if anchor is not None and anchor not in {*definition.timeline, *STARTS}:
        yield unknown_name(path, "date", anchor, definition.timeline)
    if isinstance(moment, ByRule) and moment.ordinal == 5 and moment.weekday not in {"day", "weekday"}:
        yield Finding(path, "Not every month has a fifth such day.", "Write 'last' instead of 'fifth'.")


def _admission_keys(definition: Definition) -> Iterator[Finding]:
    """The way into a role is named after the role."""
    for name in definition.admission:
        if name not in definition.roles:
            yield unknown_name(("admission", name), "role", name, definition.roles)


def _circles(definition: Definition) -> Iterator[Finding]:
    """Dates that are counted from each other."""
    told: set[str] = set()
    for name in definition.timeline:
        chain = _chain(name, definition)
        if chain and not told & set(chain):
            told |= set(chain)
            yield Finding(
                ("timeline", chain[0], "when"),
                f"These dates are counted from each other in a circle: {' -> '.join([*chain, chain[0]])}.",
                "Give one of them a day of its own.",
            )


def _chain(name: str, definition: Definition) -> list[str]:
    """The circle that a date is part of, beginning with it; empty when there is none."""
    chain = [name]
    while True:
        step = _anchor(definition, chain[-1])
        if step is None or step not in definition.timeline:
            return []
        if step in chain:
            return chain if step == name else []
        chain.append(step)


def _anchor(definition: Definition, name: str) -> str | None:
    """The date that another one is counted from."""
    try:
        return leans_on(read_moment(definition.timeline[name].when))
    except NotAMomentError:
        return None


def _unread(definition: Definition) -> Iterator[Finding]:
    """The reading in use must be one of those given."""
    for key, figure in definition.open.items():
        if figure.used not in figure.readings:
            yield unknown_name(("open", key, "used"), "reading", figure.used, figure.readings)
