"""Revisions side by side: what a reader could subtract, and what therefore stays as it was published.

Whoever has read one revision and reads another knows the difference of every number. A difference from one to less
than the least group tells of the few people who came, went or changed, so such a number is not published anew: the one
that was published stays, and says of which revision it is. A table keeps all of its numbers together, since its cells
add up to the total; a total that stays keeps its tables with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

Count = tuple[int, int]
"""How many people, and how many of them count."""
Cells = dict[str, Any]
TOTAL = ""


def told(before: Count, after: Count, few: int) -> bool:
    """Whether two counts may be read side by side: no difference is that of a few people."""
    sizes, counting = after[0] - before[0], after[1] - before[1]
    return all(abs(each) == 0 or abs(each) >= few for each in (sizes, counting, sizes - counting))


def counts_of(cohort: Mapping[str, Any]) -> dict[tuple[str, str], Count]:
    """The counts behind a frozen figure: of everybody, and of each category of each breakdown."""
    sizes: Counter[tuple[str, str]] = Counter()
    counting: Counter[tuple[str, str]] = Counter()
    names, keys = cohort.get("dimensions", ()), cohort.get("keys", ())
    for atom, counts in zip(cohort.get("atoms", ()), cohort.get("counts", ()), strict=True):
        for cell in ((TOTAL, TOTAL), *zip(names, keys[atom], strict=True)):
            sizes[cell] += 1
            counting[cell] += counts
    return {cell: (size, counting[cell]) for cell, size in sizes.items()}


Counts = Mapping[tuple[str, str], Count]


def total_of(counts: Counts) -> Count:
    """How many people altogether, and how many of them count."""
    return counts.get((TOTAL, TOTAL), (0, 0))


@dataclass(frozen=True)
class Earlier:
    """An earlier revision: what was published with it, and the counts behind it."""

    revision: int
    cells: Cells
    counts: Counts


def revised(fresh: Cells, earlier: Sequence[Earlier], counts: Counts, *, open_total: bool) -> Cells:
    """What may be published of a revision beside everything that was published of the period before, in its order.

    `open_total` says that the total is no secret.
    """
    few, read = fresh["threshold"], [replace(each, cells=stamped(each.cells, each.revision)) for each in earlier]
    total_told = open_total or all(
        told(total_of(each.counts), total_of(counts), few)
        for each in read
        if revision_of(each.cells["total"]) == each.revision
    )
    tables = []
    for table in fresh["tables"]:
        known = [(each, held) for each in read for held in _tables(each.cells, table["name"])]
        if not known:
            tables.append(table if total_told else hidden_whole(table))
        elif total_told and all(
            _table_told(table["name"], each.counts, counts, few)
            for each, held in known
            if revision_of(held) == each.revision
        ):
            tables.append(table)
        else:
            tables.append(known[-1][1])
    return {**fresh, "total": fresh["total"] if total_told else read[-1].cells["total"], "tables": tables}


def _tables(cells: Cells, name: str) -> list[dict[str, Any]]:
    return [table for table in cells["tables"] if table["name"] == name]


def revision_of(held: Mapping[str, Any]) -> int:
    """The revision of which a published number or table is."""
    return int(held.get("of", 1))


def stamped(cells: Cells, revision: int) -> Cells:
    """The cells with the revision of which they are, wherever none is said yet."""
    tables = [{"of": revision, **table} for table in cells.get("tables", ())]
    return {**cells, "total": {"of": revision, **cells.get("total", {})}, "tables": tables}


def hidden_whole(table: Mapping[str, Any]) -> dict[str, Any]:
    """A breakdown of which nothing is shown."""
    return {**table, "dropped": True, "cells": [{"key": cell["key"], "state": 0} for cell in table["cells"]]}


def _table_told(name: str, then: Counts, counts: Counts, few: int) -> bool:
    """Whether a whole breakdown may be read beside the one that was published."""
    cells = {cell for cell in (*then, *counts) if cell[0] == name}
    return all(told(then.get(cell, (0, 0)), counts.get(cell, (0, 0)), few) for cell in cells)
