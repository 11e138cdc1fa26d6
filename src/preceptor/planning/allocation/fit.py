"""Weights recovered from published scores: what a district's own file says about its formula.

A published file holds each school's indicators and score, but rarely the weights. For each way of scaling, compared
with all schools or within levels, with counts as they are or as shares of the pupils, the scores are fitted by least
squares to the scaled indicators. Where figures lack, both readings are tried: the school is left out, or its other
indicators carry the weight, as in our own indices. The simplest way that fits best is told with how well it fits;
nothing is claimed beyond that.

Floating point throughout: this is an estimate, and the formula written from it is data like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import product

import numpy as np
import numpy.typing as npt

from preceptor.planning.allocation.curve import Curve, curve_of
from preceptor.planning.allocation.methods.scaling import rank_from_top, scale
from preceptor.planning.allocation.problem import Cells

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
_Scales = Callable[[str, bool, bool], Floats]
SCALINGS = ("as_given", "percentile", "min_max", "z", "quintile")
ALL = "all"
MOSTLY = 0.5
"""An indicator belongs to a level where so many of its schools have it; a school that lacks it is left out."""
FEW = 3
"""Where others carry the weight, an indicator belongs to a level that has it so many times."""
AS_GOOD = 1.02
"""A simpler way is taken when its error is at most so many times that of the finer one."""
EXACT = 1e-6
"""Errors below this part of the scores' spread are the published file's own rounding."""


@dataclass(frozen=True, slots=True, eq=False)
class Published:
    """A published file: indicators in columns, scores, and levels, pupils and dollars where they are given.

    `counts` names the indicators that count pupils; None in a cell is unknown.
    """

    indicators: Mapping[str, Cells]
    scores: Sequence[Decimal]
    levels: Sequence[str]
    pupils: Cells | None = None
    dollars: Cells | None = None
    counts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LevelFit:
    """One level: each weight as a share of all, negative where less is need; and the scale and base of its scores."""

    schools: int
    weights: Mapping[str, float]
    scale: float
    base: float
    undetermined: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """The best way of scaling, weights by level, and how well they explain the scores.

    `explained` is the share of the scores' variance (R²); `typical_error` (root of the mean square) and
    `largest_error` are in points of the score; `same_rank` is the share of schools whose rank comes out the same.
    `carried` says that others carry the weight of what is unknown; `as_shares` that counts were divided by pupils.
    `used` are the positions of the schools fitted, `left_out` what the others lack; levels of too few schools for
    their weights are in `too_few`.
    """

    scaling: str
    within_level: bool
    as_shares: bool
    carried: bool
    levels: Mapping[str, LevelFit]
    used: tuple[int, ...]
    left_out: Mapping[int, tuple[str, ...]]
    too_few: tuple[str, ...]
    explained: float
    typical_error: float
    largest_error: float
    same_rank: float
    curve: Curve | None


@dataclass(frozen=True, slots=True, eq=False)
class _Way:
    """One way to read the file: how it scales, and how its levels and gaps are treated."""

    scaling: str
    within_level: bool
    as_shares: bool
    carried: bool
    pooled: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Tried:
    """What one way came to; `fitted` is not a number where a school was not fitted."""

    way: _Way
    levels: Mapping[str, LevelFit]
    belongs: Mapping[str, tuple[str, ...]]
    fitted: Floats
    error: float


def fit(published: Published) -> Fit | None:
    """Find the way of scaling and the weights that explain the scores best; the simplest of equally good ones.

    None when no level has more schools than weights.
    """
    scores = np.array([float(each) for each in published.scores])
    scales = _scales(published)
    tried = [each for way in _ways(published) if (each := _try(published, scores, way, scales)).levels]
    if not tried:
        return None
    best = _simplest([_best(tried, *kind) for kind in product((False, True), repeat=2)], float(scores.std()))
    used = ~np.isnan(best.fitted)
    off = (scores - best.fitted)[used]
    spread = float(((scores[used] - scores[used].mean()) ** 2).sum())
    return Fit(
        scaling=best.way.scaling,
        within_level=best.way.within_level,
        as_shares=best.way.as_shares,
        carried=best.way.carried,
        levels=best.levels,
        used=tuple(int(at) for at in np.flatnonzero(used)),
        left_out=_left_out(published, best, used),
        too_few=tuple(level for level in best.belongs if level not in best.levels),
        explained=1 - float((off**2).sum()) / spread if spread else 1.0,
        typical_error=best.error,
        largest_error=float(np.abs(off).max()),
        same_rank=_same_rank(scores[used], best.fitted[used]),
        curve=curve_of(scores, _floats(published.pupils, scores), _floats(published.dollars, scores)),
    )


def _ways(published: Published) -> Iterator[_Way]:
    """List the ways to read a file, the plainest first; only those that can make a difference."""
    either = (False, True)
    gaps = any(cell is None for cells in published.indicators.values() for cell in cells)
    levels = len(set(published.levels)) > 1
    flags = (
        either if levels else (False,),
        either if published.counts and published.pupils is not None else (False,),
        either if gaps else (False,),
        either if levels else (False,),
    )
    return (_Way(how, *more) for how, *more in product(SCALINGS, *flags))


def _best(tried: Sequence[_Tried], carried: bool, pooled: bool) -> _Tried | None:
    """Give the way of least error among those that treat gaps and levels alike; the first of equal ones."""
    alike = [each for each in tried if (each.way.carried, each.way.pooled) == (carried, pooled)]
    return min(alike, key=lambda each: round(each.error, 9), default=None)


def _simplest(found: Sequence[_Tried | None], spread: float) -> _Tried:
    """Give the first way, or a later one that has as many schools and fits as well, or leaves fewer weights open.

    A fit that others would equal says nothing of the weights, however near it comes.
    """
    known = [each for each in found if each is not None]
    best = known[0]
    for other in known[1:]:
        rows = [int((~np.isnan(each.fitted)).sum()) for each in (best, other)]
        doubts = [sum(each.undetermined for each in one.levels.values()) for one in (best, other)]
        is_as_good = other.error <= max(best.error * AS_GOOD, spread * EXACT) and doubts[1] <= doubts[0]
        if rows[1] >= rows[0] and (is_as_good or doubts[1] < doubts[0]):
            best = other
    return best


def _try(published: Published, scores: Floats, way: _Way, scales: _Scales) -> _Tried:
    """Fit the scores in one way, level by level."""
    table = scales(way.scaling, way.within_level, way.as_shares)
    known = ~np.isnan(table)
    names = list(published.indicators)
    fitted = np.full(scores.shape, np.nan)
    levels: dict[str, LevelFit] = {}
    belongs: dict[str, tuple[str, ...]] = {}
    for level in [ALL] if way.pooled else dict.fromkeys(published.levels):
        rows = np.array([way.pooled or each == level for each in published.levels])
        own = _belonging(known[rows], way)
        belongs[level] = tuple(name for name, is_own in zip(names, own, strict=True) if is_own)
        full = rows & (known[:, own].any(axis=1) if way.carried else known[:, own].all(axis=1))
        if full.sum() <= own.sum() + 1 or not own.any():
            continue
        made = _solve(table[full][:, own], scores[full])
        fitted[full] = made[1]
        levels[level] = _level(belongs[level], made, int(full.sum()))
    used = ~np.isnan(fitted)
    error = float(np.sqrt(((scores - fitted)[used] ** 2).mean())) if used.any() else float("inf")
    return _Tried(way, levels, belongs, fitted, error)


def _belonging(known: Flags, way: _Way) -> Flags:
    """Tell which indicators a level has."""
    if way.carried:
        return np.asarray(known.sum(axis=0) >= FEW)
    return np.asarray(known.mean(axis=0) >= MOSTLY)


def _scales(published: Published) -> _Scales:
    """Give the scaled table, schools by indicators, each way computed once; what is unknown is not a number."""

    @cache
    def table(how: str, within_level: bool, as_shares: bool) -> Floats:
        groups = published.levels if within_level else None
        columns = [scale(_cells(published, name, as_shares), groups, how, True) for name in published.indicators]
        return np.array([[float("nan") if each is None else float(each) for each in column] for column in columns]).T

    return table


def _cells(published: Published, name: str, as_shares: bool) -> Cells:
    """Give an indicator's numbers; counts as shares of the pupils where that is asked."""
    cells = published.indicators[name]
    if not as_shares or name not in published.counts or published.pupils is None:
        return cells
    return [
        None if cell is None or not whole else cell / whole for cell, whole in zip(cells, published.pupils, strict=True)
    ]


_Solved = tuple[Floats, Floats, bool]
"""The answer (weights, then the base), the fitted scores, and whether other weights would fit as well."""


def _solve(table: Floats, scores: Floats) -> _Solved:
    """Fit by least squares; where cells are unknown, the known ones of the row carry the whole weight.

    That makes the fit depend on its own weights, so it is repeated until they stay.
    """
    known = ~np.isnan(table)
    cells = np.where(known, table, 0.0)
    weights = np.full(table.shape[1], 1 / table.shape[1])
    ones = np.ones((len(scores), 1))
    for _turn in range(200):
        carried = known @ weights
        design = np.hstack([cells / np.where(carried > 0, carried, 1.0)[:, None], ones])
        answer, _rest, rank, _values = np.linalg.lstsq(design, scores, rcond=1e-10)
        whole = float(np.abs(answer[:-1]).sum())
        after = np.abs(answer[:-1]) / whole if whole else weights
        stays = bool(known.all()) or float(np.abs(after - weights).max()) < 1e-10
        weights = after
        if stays:
            break
    weights_and_base = np.asarray(answer, dtype=np.float64)
    return weights_and_base, design @ weights_and_base, int(rank) < design.shape[1]


def _level(names: Sequence[str], made: _Solved, schools: int) -> LevelFit:
    """Give what a level's fit says."""
    answer, _fitted, undetermined = made
    whole = float(np.abs(answer[:-1]).sum())
    shares = answer[:-1] / whole if whole else answer[:-1]
    weights = {name: float(share) for name, share in zip(names, shares, strict=True)}
    return LevelFit(schools, weights, whole, float(answer[-1]), undetermined)


def _left_out(published: Published, best: _Tried, used: Flags) -> dict[int, tuple[str, ...]]:
    """Give what each school lacks that was not fitted; nothing where its level has too few schools."""
    found = {}
    for at in (int(each) for each in np.flatnonzero(~used)):
        own = best.belongs[ALL if best.way.pooled else published.levels[at]]
        found[at] = tuple(name for name in own if published.indicators[name][at] is None)
    return found


def _floats(cells: Cells | None, scores: Floats) -> Floats:
    """Give a column as numbers; unknown where there is none."""
    if cells is None:
        return np.full(scores.shape, np.nan)
    return np.array([float("nan") if each is None else float(each) for each in cells])


def _same_rank(scores: Floats, fitted: Floats) -> float:
    """Give the share of schools whose rank by the fit is that of the published scores."""
    ranks = [rank_from_top([Decimal(round(float(x), 6)) for x in column]) for column in (scores, fitted)]
    return float(np.mean([one == other for one, other in zip(*ranks, strict=True)]))
