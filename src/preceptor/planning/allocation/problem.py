"""What an allocation is asked: a formula, the schools' figures in columns, and the size of each pool."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from preceptor.languages.worded import listed, worded
from preceptor.planning.allocation.formula.formula import Formula

Cells: TypeAlias = Sequence[Decimal | None]
"""One number for each school, in the order of `Schools.codes`; None is unknown."""

PRECISION = 50
"""Significant digits of all arithmetic: a rounding error stays far below any unit that is given away."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Why nothing can be computed as it stands: the row (0 for the whole file), what happened, what to do next."""

    row: int
    code: str
    sentence: str
    remedy: str

    def __str__(self) -> str:
        """Say it with its row."""
        return self.words

    @property
    def words(self) -> str:
        """Say it with its row, so that it can be said again in another language."""
        if not self.row:
            return worded("{what} {remedy}", what=self.sentence, remedy=self.remedy)
        return worded("row {row}: {what} {remedy}", row=self.row, what=self.sentence, remedy=self.remedy)


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """Something that was done and that people must know; nothing is wrong."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A school of the file that takes no part, since the formula says so where these columns are empty."""

    code: str
    name: str
    row: int
    lacks: tuple[str, ...]

    def __str__(self) -> str:
        """Say it."""
        return self.sentence

    @property
    def sentence(self) -> str:
        """Say it, so that it can be said again."""
        called = f"“{self.code}” ({self.name})" if self.name and self.name != self.code else f"“{self.code}”"
        return worded("{school} is left out: unknown are {lacks}.", school=called, lacks=listed(self.lacks))


@dataclass(frozen=True, eq=False)
class Schools:
    """The schools in columns, sorted by code.

    Attributes
    ----------
    codes, names, rows
        Each school's code, name and row in the file.
    numbers
        Columns of numbers by name; shares are fractions here, however the file writes them.
    words
        Columns of words by name.
    opened
        The codes of schools that opened this year.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[int, ...]
    numbers: Mapping[str, Cells]
    words: Mapping[str, Sequence[str]]
    opened: frozenset[str] = frozenset()

    def __len__(self) -> int:
        """Give the number of schools."""
        return len(self.codes)


@dataclass(frozen=True, eq=False)
class Problem:
    """One allocation problem, frozen.

    `pools` gives amounts that the formula leaves open, or other ones than it names; `unread` are the faults met while
    rows were read, `notes` what was done on the way (a merged school's figures moved), `left_out` the schools that
    the formula's own rule leaves out. `what_if` sets numbers of schools, by name and code, to other ones as soon as
    they are made: what follows from them is computed, what they come from is not.
    """

    formula: Formula
    schools: Schools
    pools: Mapping[str, Decimal] = field(default_factory=dict)
    unread: tuple[Fault, ...] = ()
    notes: tuple[Note, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    what_if: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)


def faults(problem: Problem) -> tuple[Fault, ...]:
    """Tell everything that keeps the problem from being computed, all at once; nothing when it is sound."""
    found = [*problem.unread]
    formula = problem.formula
    for name, pool in formula.pools.items():
        amount = problem.pools.get(name, pool.amount)
        if amount is None:
            found.append(
                _pool_fault(
                    name, worded("has no amount"), worded("Say it with the run: --pool {name}=250000000.", name=name)
                )
            )
        elif amount < 0:
            found.append(_pool_fault(name, worded("has {amount}", amount=amount), worded("An amount is zero or more.")))
        elif reserved_of(problem, name) > amount:
            found.append(_pool_fault(name, worded("is smaller than what is reserved from it"), worded("Reserve less.")))
    for name in sorted(problem.pools.keys() - formula.pools.keys()):
        have = ", ".join(sorted(formula.pools)) or worded("none")
        found.append(_pool_fault(name, worded("is not in the formula"), worded("The formula has: {have}.", have=have)))
    if not len(problem.schools) and not found:
        found.append(
            Fault(
                0, "no_schools", worded("There is no school left to give to."), worded("Give one row for each school.")
            )
        )
        remedy = worded("Give these figures, or change what the formula says about missing ones.")
        found += [Fault(each.row, "left_out", each.sentence, remedy) for each in problem.left_out]
    return tuple(sorted(found))


def amount_of(problem: Problem, pool: str) -> Decimal:
    """Give the size of a pool."""
    return problem.pools.get(pool, problem.formula.pools[pool].amount) or Decimal(0)


def reserved_of(problem: Problem, pool: str) -> Decimal:
    """Give what is taken from a pool before any school gets its part."""
    return sum(reservations_of(problem, pool).values(), Decimal(0))


def reservations_of(problem: Problem, pool: str) -> dict[str, Decimal]:
    """Give each reservation of a pool; a share is rounded to the cent."""
    amount = amount_of(problem, pool)
    return {
        name: taken.amount if taken.amount is not None else round(amount * (taken.share or Decimal(0)), 2)
        for name, taken in problem.formula.pools[pool].reservations.items()
    }


def _pool_fault(name: str, what: str, remedy: str) -> Fault:
    """Say what is wrong with a pool."""
    return Fault(0, "pool", worded("The pool “{name}” {what}.", name=name, what=what), remedy)
