"""What no single value shows: names that lead nowhere, circles, bands and weights that do not hold together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter

from preceptor.languages.faults import Finding, Path
from preceptor.languages.walk import marked
from preceptor.languages.worded import worded
from preceptor.planning.allocation.formula.figures import Sum
from preceptor.planning.allocation.formula.fitting import fitting_findings
from preceptor.planning.allocation.formula.formula import Formula
from preceptor.planning.allocation.formula.grants import Share


def findings(formula: Formula) -> Iterator[Finding]:
    """Find everything in a well-formed formula that does not hold together."""
    yield from _names(formula)
    yield from _same_names(formula)
    yield from _circles(formula)
    yield from _pools(formula)
    yield from fitting_findings(formula)


def numbers_of(formula: Formula) -> set[str]:
    """Give the names of everything that is a number of each school."""
    columns = {name for name, column in formula.columns.items() if column.kind != "words"}
    return columns | formula.figures.keys() | formula.indices.keys()


def words_of(formula: Formula) -> set[str]:
    """Give the names of the columns of words."""
    return {name for name, column in formula.columns.items() if column.kind == "words"}


def reads(formula: Formula, name: str) -> set[str]:
    """Give the names that a figure or an index reads directly."""
    part = formula.figures.get(name) or formula.indices[name]
    return {
        str(path[-1]) if path[0] == "terms" else str(value) for path, kind, value, _ in marked(part) if kind == "source"
    }


def order_of(formula: Formula) -> list[str]:
    """Give figures and indices in an order in which each finds what it reads; raises CycleError for a circle."""
    made = formula.figures.keys() | formula.indices.keys()
    graph = {name: sorted(reads(formula, name) & made) for name in sorted(made)}
    return list(TopologicalSorter(graph).static_order())


def _names(formula: Formula) -> Iterator[Finding]:
    """Find names that lead nowhere."""
    known = {"source": numbers_of(formula), "words": words_of(formula), "pool": set(formula.pools)}
    called = {"source": worded("number"), "words": worded("column of words"), "pool": worded("pool")}
    for path, kind, value, holder in marked(formula):
        name = str(path[-1]) if isinstance(holder, Sum) and path[-2:-1] == ("terms",) else str(value)
        if name not in known[kind]:
            yield _unknown(path, called[kind], name, known[kind])
    for key, sharing in formula.sharing.items():
        if sharing.amount not in formula.grants:
            yield _unknown(("sharing", key, "amount"), worded("grant"), sharing.amount, formula.grants)


def _unknown(path: Path, kind: str, name: str, known: Iterable[str]) -> Finding:
    """Say that a name leads nowhere, with the nearest that leads somewhere."""
    names = sorted(known)
    near = get_close_matches(name, names, n=1, cutoff=0.5)
    have = (
        worded("This formula has: {names}.", names=", ".join(names))
        if names
        else worded("This formula names no {kind} yet.", kind=kind)
    )
    remedy = worded("Did you mean '{near}'?", near=near[0]) if near else have
    return Finding(path, worded("There is no {kind} called '{name}'.", kind=kind, name=name), remedy, (name,))


def _same_names(formula: Formula) -> Iterator[Finding]:
    """Find a column, a figure and an index of one name."""
    times = Counter([*formula.columns, *formula.figures, *formula.indices])
    tables = {"figures": formula.figures.keys(), "indices": formula.indices.keys()}
    for table, names in tables.items():
        for name in sorted(names):
            if times[name] > 1:
                yield Finding(
                    (table, name),
                    worded("'{name}' is the name of something else too.", name=name),
                    worded("Give it another name."),
                )


def _circles(formula: Formula) -> Iterator[Finding]:
    """Find figures that are made of themselves."""
    try:
        order_of(formula)
    except CycleError as circle:
        names = list(dict.fromkeys(circle.args[1]))
        table = "figures" if names[0] in formula.figures else "indices"
        yield Finding(
            (table, names[0]),
            worded("It is made of itself: {names}.", names=" -> ".join([*names, names[0]])),
            worded("Break the circle."),
        )


def _pools(formula: Formula) -> Iterator[Finding]:
    """Find pools that nobody draws from, and a second grant for what is left of one."""
    drawn = [(key, grant.pool) for key, grant in formula.grants.items() if grant.pool]
    for key, groups in formula.groups.items():
        if groups.pool in {pool for _, pool in drawn}:
            yield Finding(
                ("groups", key),
                worded("A grant draws from '{pool}' too.", pool=groups.pool),
                worded("Give the groups their own pool."),
            )
        drawn.append((key, groups.pool))
    for name in formula.pools:
        if name not in {pool for _, pool in drawn}:
            yield Finding(
                ("pools", name),
                worded("Nobody gets anything of '{name}'.", name=name),
                worded('Write pool = "{name}" in a grant.', name=name),
            )
    emptied: set[str] = set()
    for key, pool in drawn:
        if pool in emptied:
            remedy = worded("Put it before, as an entitlement, or give it a pool of its own.")
            yield Finding(
                ("grants", key),
                worded("An earlier grant shares out all of '{pool}', so nothing is left.", pool=pool),
                remedy,
            )
        if key in formula.grants and not isinstance(formula.grants[key], Share):
            continue
        emptied.add(str(pool))
