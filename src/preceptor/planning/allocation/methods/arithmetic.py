"""Figures: each kind's arithmetic over whole columns. A number that is unknown makes what is made of it unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any

from preceptor.languages.worded import worded
from preceptor.planning.allocation.formula import figures as kinds
from preceptor.planning.allocation.formula.figures import Band, Condition, Step
from preceptor.planning.allocation.methods.scaling import rank_from_top
from preceptor.planning.allocation.problem import Cells, Fault, Note, Schools

ROUNDINGS = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "up": ROUND_CEILING, "down": ROUND_FLOOR}
ZERO, ONE = Decimal(0), Decimal(1)


@dataclass(slots=True)
class Work:
    """The figures made so far, and what was met on the way."""

    schools: Schools
    made: dict[str, Cells]
    faults: list[Fault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def tell(self, at: int | None, code: str, sentence: str, remedy: str) -> None:
        """Note a fault at a school, or of the whole file."""
        self.faults.append(Fault(0 if at is None else self.schools.rows[at], code, sentence, remedy))

    def columns(self, names: Sequence[str]) -> list[Cells]:
        """Give several columns."""
        return [self.made[name] for name in names]


def make(figure: Step, work: Work) -> Cells:
    """Make one figure for every school, rounded as it says."""
    cells = _MAKERS[type(figure)](figure, work)
    if figure.digits is None:
        return cells
    return [None if each is None else to_digits(each, figure.digits, figure.rounding) for each in cells]


def to_digits(value: Decimal, digits: int, rounding: str = "half_up") -> Decimal:
    """Round to so many decimals."""
    return value.quantize(ONE.scaleb(-digits), ROUNDINGS[rounding])


def _fixed(figure: kinds.Fixed, work: Work) -> Cells:
    return [figure.value] * len(work.schools)


def _sum(figure: kinds.Sum, work: Work) -> Cells:
    total: list[Decimal | None] = [figure.plus] * len(work.schools)
    for name, weight in figure.terms.items():
        total = [
            None if so_far is None or cell is None else so_far + cell * weight
            for so_far, cell in zip(total, work.made[name], strict=True)
        ]
    return total


def _product(figure: kinds.Product, work: Work) -> Cells:
    total: list[Decimal | None] = [figure.times] * len(work.schools)
    for name in figure.of:
        total = [
            None if so_far is None or cell is None else so_far * cell
            for so_far, cell in zip(total, work.made[name], strict=True)
        ]
    return total


def _ratio(figure: kinds.Ratio, work: Work) -> Cells:
    cells: list[Decimal | None] = []
    for at, (of, by) in enumerate(zip(work.made[figure.of], work.made[figure.by], strict=True)):
        if of is None or by is None:
            cells.append(None)
        elif by:
            cells.append(of * figure.times / by)
        else:
            cells.append(figure.when_nothing)
            if figure.when_nothing is None:
                said = worded("{title} cannot be made: what it is divided by is zero.", title=figure.title)
                work.tell(
                    at, "divided_by_zero", said, worded("Mend the figure, or say when_nothing = ... in the formula.")
                )
    return cells


def _rolling(figure: kinds.Rolling, work: Work) -> Cells:
    parts = list(zip(*work.columns(figure.of), strict=True))
    wholes = list(zip(*work.columns(figure.by), strict=True)) if figure.by else [None] * len(parts)
    return [_rolled(work, at, (part, wholes[at])) for at, part in enumerate(parts)]


def _rolled(
    work: Work,
    at: int,
    years: tuple[Sequence[Decimal | None], Sequence[Decimal | None] | None],
) -> Decimal | None:
    """Average one school's years; only a school that has just opened may lack some."""
    parts, wholes = years
    known = [
        (part, ONE if wholes is None else wholes[year])
        for year, part in enumerate(parts)
        if part is not None and (wholes is None or wholes[year] is not None)
    ]
    if len(known) < len(parts) and work.schools.codes[at] not in work.schools.opened:
        return None
    whole = sum((each or ZERO for _, each in known), ZERO)
    return sum((part for part, _ in known), ZERO) / whole if whole else None


def _greatest(figure: kinds.Greatest, work: Work) -> Cells:
    rows = zip(*work.columns(figure.of), strict=True)
    return [max(known) if (known := [each for each in row if each is not None]) else None for row in rows]


def _beyond(figure: kinds.Beyond, work: Work) -> Cells:
    return [None if cell is None else max(cell - figure.threshold, ZERO) for cell in work.made[figure.of]]


def _bounded(figure: kinds.Bounded, work: Work) -> Cells:
    least, most = figure.at_least, figure.at_most

    def hold(cell: Decimal) -> Decimal:
        lifted = cell if least is None else max(cell, least)
        return lifted if most is None else min(lifted, most)

    return [None if cell is None else hold(cell) for cell in work.made[figure.of]]


def _piecewise(figure: kinds.Piecewise, work: Work) -> Cells:
    return [None if cell is None else along(figure.points, cell) for cell in work.made[figure.of]]


def along(points: Sequence[tuple[Decimal, Decimal]], at: Decimal) -> Decimal:
    """Read a broken line; it is level before its first and after its last point."""
    if at <= points[0][0]:
        return points[0][1]
    for (left, low), (right, high) in pairwise(points):
        if at <= right:
            return low + (high - low) * (at - left) / (right - left)
    return points[-1][1]


def _bands(figure: kinds.Bands, work: Work) -> Cells:
    return [None if cell is None else band_of(figure.bands, cell).gives for cell in work.made[figure.of]]


def band_of(bands: Sequence[Band], value: Decimal) -> Band:
    """Find the band into which a number falls."""
    for band in bands[:-1]:
        if (band.up_to is not None and value <= band.up_to) or (band.below is not None and value < band.below):
            return band
    return bands[-1]


def _gate(figure: kinds.Gate, work: Work) -> Cells:
    results = [_condition(each, work) for each in figure.conditions]
    cells: list[Decimal | None] = []
    for row in zip(*results, strict=True):
        unknown = any(each is None for each in row) and not any(each is False for each in row)
        cells.append(None if unknown else Decimal(all(row)))
    return cells


def _condition(each: Condition, work: Work) -> list[bool | None]:
    """Judge one condition for every school; None where it cannot be known."""
    if each.words is not None:
        return [word in each.among for word in work.schools.words[each.words]]
    return [None if cell is None else _within(each, cell) for cell in work.made[each.of or ""]]


def _within(each: Condition, value: Decimal) -> bool:
    """Judge one number."""
    return (
        (each.above is None or value > each.above)
        and (each.at_least is None or value >= each.at_least)
        and (each.below is None or value < each.below)
        and (each.at_most is None or value <= each.at_most)
    )


def _lookup(figure: kinds.Lookup, work: Work) -> Cells:
    cells: list[Decimal | None] = []
    for at, word in enumerate(work.schools.words[figure.of]):
        given = figure.gives.get(word, figure.otherwise)
        if given is None:
            said = worded("{title} has no number for “{word}”.", title=figure.title, word=word)
            work.tell(at, "no_word", said, worded("Add the word to gives, or say otherwise = ...."))
        cells.append(given)
    return cells


def _groups(within: str | None, work: Work) -> dict[str, list[int]]:
    """Give the places of the schools of each word, or all of them."""
    words = work.schools.words[within] if within else ["all"] * len(work.schools)
    groups: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        groups.setdefault(word, []).append(at)
    return groups


def _ranked(of: str, within: str | None, work: Work) -> list[tuple[str, list[int], list[int]]]:
    """Give each group's word, its schools with a known number, and their ranks."""
    cells = work.made[of]
    ranked = []
    for word, places in _groups(within, work).items():
        known = [at for at in places if cells[at] is not None]
        ranked.append((word, known, rank_from_top([cells[at] or ZERO for at in known])))
    return ranked


def _rank(figure: kinds.Rank, work: Work) -> Cells:
    cells: list[Decimal | None] = [None] * len(work.schools)
    for _word, known, ranks in _ranked(figure.of, figure.within, work):
        for at, rank in zip(known, ranks, strict=True):
            cells[at] = Decimal(rank)
    return cells


def _tier(figure: kinds.Tier, work: Work) -> Cells:
    cells: list[Decimal | None] = [None] * len(work.schools)
    for _word, known, ranks in _ranked(figure.of, figure.within, work):
        for at, rank in zip(known, ranks, strict=True):
            cells[at] = Decimal((rank - 1) * len(figure.names) // len(known) + 1)
    return cells


def _top(figure: kinds.Top, work: Work) -> Cells:
    cells: list[Decimal | None] = [ZERO] * len(work.schools)
    numbers: Mapping[int, Decimal | None] = dict(enumerate(work.made[figure.of]))
    for word, known, ranks in _ranked(figure.of, figure.within, work):
        count = figure.counts.get(word, 0)
        order = [at for _, at in sorted(zip(ranks, known, strict=True))]
        for at in order[:count]:
            cells[at] = ONE
        if 0 < count < len(order) and numbers[order[count - 1]] == numbers[order[count]]:
            names = [work.schools.codes[order[at]] for at in (count - 1, count)]
            said = worded(
                "{title}: {one} and {other} have the same number at the edge; the code decided.",
                title=figure.title,
                one=names[0],
                other=names[1],
            )
            work.notes.append(Note("tie", said))
    return cells


_MAKERS: dict[type[Step], Callable[[Any, Work], Cells]] = {
    kinds.Fixed: _fixed,
    kinds.Sum: _sum,
    kinds.Product: _product,
    kinds.Ratio: _ratio,
    kinds.Rolling: _rolling,
    kinds.Greatest: _greatest,
    kinds.Beyond: _beyond,
    kinds.Bounded: _bounded,
    kinds.Piecewise: _piecewise,
    kinds.Bands: _bands,
    kinds.Gate: _gate,
    kinds.Lookup: _lookup,
    kinds.Rank: _rank,
    kinds.Tier: _tier,
    kinds.Top: _top,
}
