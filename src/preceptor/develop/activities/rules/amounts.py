"""Sums in cells: what was done, what of it counts under the shares, over how much it was spread."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from preceptor.develop.activities.rules.columns import Columns, Links, different, keys_of
from preceptor.develop.activities.rules.periods import Ints
from preceptor.develop.activities.rules.presence import Bools
from preceptor.develop.activities.rules.values import DutyTerms, LimitTerm, Owing, ShareTerm

WHOLE_PERCENT = 100
KEYS_OF_MEASURE = {"sessions": "sessions", "mastery": "tasks", "people": "people"}


@dataclass(frozen=True)
class Cells:
    """Entries laid out over who owes (rows) and periods (columns)."""

    table: Columns
    linked: Links
    people: Sequence[Owing]
    period_of: Ints
    width: int

    @property
    def flat(self) -> Ints:
        """The cell of each link; -1 where the day lies outside every period."""
        columns = self.period_of[self.linked.entries]
        return np.where(columns < 0, -1, self.linked.rows * self.width + columns)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return len(self.people), self.width

    def kept(self, mask: Bools) -> "Cells":
        """The same with only those links for which the mask holds."""
        return replace(self, linked=self.linked.kept(mask))

    def until(self, closes: Ints) -> "Cells":
        """The same with only what was done before each cell closes."""
        inside = self.kept(self.flat >= 0)
        return inside.kept(inside.table.moments[inside.linked.entries] < closes.ravel()[inside.flat])


def amount(duty: DutyTerms, cells: Cells) -> Ints:
    """What was done in each cell, in the duty's measure: minutes, or a number."""
    if duty.measure == "mastery":
        cells = cells.kept(cells.table.mastered[cells.linked.entries])
    cells = cells.kept(cells.flat >= 0)
    size = cells.shape[0] * cells.shape[1]
    if duty.measure in KEYS_OF_MEASURE:
        positions, keys = keys_of(cells.table, cells.linked, cells.people, KEYS_OF_MEASURE[duty.measure])
        return different(cells.flat[positions], keys, size).reshape(cells.shape)
    weights = cells.table.minutes[cells.linked.entries] if duty.measure == "hours" else None
    return np.bincount(cells.flat, weights=weights, minlength=size).astype(np.int64).reshape(cells.shape)


def counted(duty: DutyTerms, cells: Cells) -> Ints:
    """What counts of it: what goes beyond a limited share is set aside, so that doing more never harms."""
    total = amount(duty, cells)
    result = total
    for share in duty.shares:
        named = _named(share, cells)
        if share.at_least_percent:
            result = np.minimum(result, amount(duty, cells.kept(named)) * WHOLE_PERCENT // share.at_least_percent)
        if share.at_most_percent is not None and share.at_most_percent < WHOLE_PERCENT:
            rest = amount(duty, cells.kept(~named))
            result = np.minimum(result, rest * WHOLE_PERCENT // (WHOLE_PERCENT - share.at_most_percent))
    return result


def _named(share: ShareTerm, cells: Cells) -> Bools:
    """The links that a share speaks of: by mode, by activity, or both."""
    index = cells.linked.entries
    named = np.ones(len(index), dtype=np.bool_)
    if share.modes:
        named &= cells.table.in_mode(share.modes)[index]
    if share.kinds:
        named &= cells.table.of_kind(share.kinds)[index]
    return named


def spreads(duty: DutyTerms, cells: Cells) -> tuple[Ints, ...]:
    """For each spread of the duty, over how many different ones each cell is spread."""
    inside = cells.kept(cells.flat >= 0)
    size = cells.shape[0] * cells.shape[1]
    found = []
    for term in duty.spread:
        positions, keys = keys_of(inside.table, inside.linked, inside.people, term.over)
        found.append(different(inside.flat[positions], keys, size).reshape(cells.shape))
    return tuple(found)


def gate(
    duty: DutyTerms, limits: Sequence[LimitTerm], table: Columns, linked: Links, people: Sequence[Owing]
) -> dict[int, float]:
    """For each person the moment at which a duty that comes first was met; infinity while it is not.

    Whom the office exempted from it waits for nothing.
    """
    at_least = max((limit.at_least or 0 for limit in limits), default=0)
    free = {person_id for person_id, _period in duty.exemptions}
    opened = {each.person_id: -np.inf if not at_least or each.person_id in free else np.inf for each in people}
    seen: dict[int, set[str]] = {}
    done: dict[int, int] = {}
    for row, index in zip(linked.rows, linked.entries, strict=True):
        entry, person_id = table.entries[index], people[row].person_id
        if entry.kind not in duty.kinds or (duty.measure == "mastery" and not entry.mastered):
            continue
        key = entry.key or f"entry {entry.id}"
        if duty.measure in KEYS_OF_MEASURE and key in seen.setdefault(person_id, set()):
            continue
        seen.setdefault(person_id, set()).add(key)
        done[person_id] = done.get(person_id, 0) + (entry.minutes if duty.measure == "hours" else 1)
        if done[person_id] >= at_least:
            opened[person_id] = min(opened[person_id], float(table.moments[index]))
    return opened
