"""What the evaluator says: a grid of cells for each duty, and one readable verdict for each cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from preceptor.develop.activities.rules.amounts import Cells
from preceptor.develop.activities.rules.periods import Ints, Period
from preceptor.develop.activities.rules.presence import Bools
from preceptor.develop.activities.rules.values import DutyTerms, LimitTerm, Owing, Status


@dataclass(frozen=True)
class Verdict:
    """One duty of one person (or pair) in one period, with the sum, the limits and the entries behind it."""

    duty: str
    person_id: int
    partner_id: int | None
    period: Period
    status: Status
    amount: int
    counted: int
    at_least: int | None
    at_most: int | None
    spread: tuple[tuple[str, int, int], ...]
    entry_ids: tuple[int, ...]
    exemption_id: int | None = None

    @property
    def standing(self) -> str:
        """How it stands, by name; what the office exempted somebody from is told apart from what nobody owed."""
        return "EXEMPTED" if self.status is Status.EXEMPT and self.exemption_id is not None else self.status.name

    @property
    def missing(self) -> int:
        """How much is missing to the least that is owed."""
        return max((self.at_least or 0) - self.counted, 0)


@dataclass(frozen=True)
class Grid:
    """All cells of one duty over one kind of period: rows are those who owe it, columns the periods."""

    duty: DutyTerms
    limit: LimitTerm
    periods: tuple[Period, ...]
    owing: tuple[Owing, ...]
    status: Ints
    amount: Ints
    counted: Ints
    spread: tuple[Ints, ...]
    touched: Bools
    cells: Cells

    def verdicts(self) -> Iterator[Verdict]:
        """Every cell in which somebody took part or did something."""
        for row, column in zip(*np.nonzero(self.touched | (self.amount > 0)), strict=True):
            yield self.verdict(int(row), int(column))

    def verdict(self, row: int, column: int) -> Verdict:
        """One cell, readable."""
        owing = self.owing[row]
        return Verdict(
            self.duty.name,
            owing.person_id,
            owing.partner_id,
            self.periods[column],
            Status(int(self.status[row, column])),
            int(self.amount[row, column]),
            int(self.counted[row, column]),
            self.limit.at_least,
            self.limit.at_most,
            tuple(
                (term.over, int(reached[row, column]), term.at_least)
                for term, reached in zip(self.duty.spread, self.spread, strict=False)
            ),
            self.entries_of(row, column),
            self.duty.exemptions.get((owing.person_id, self.periods[column].key)),
        )

    def entries_of(self, row: int, column: int) -> tuple[int, ...]:
        """The numbers of the entries behind one cell, in order of time."""
        order, cells = self._by_cell
        cell = row * len(self.periods) + column
        found = order[np.searchsorted(cells, cell, "left") : np.searchsorted(cells, cell, "right")]
        return tuple(self.cells.table.entries[index].id for index in self.cells.linked.entries[found])

    @cached_property
    def _by_cell(self) -> tuple[Ints, Ints]:
        flat = self.cells.flat
        order = np.argsort(flat, kind="stable")
        return order, flat[order]
