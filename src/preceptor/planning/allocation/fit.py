"""Weights and a dollar curve recovered from published scores: what a district's own file says about its formula.

A published file holds each school's indicators and score, but rarely the weights. For each way of scaling, and compared
with all schools or within levels, the scores are fitted by least squares to the scaled indicators, level by level. The
way that fits best is told with how well it fits; nothing is claimed beyond that. Dollars for each pupil are then read
as a broken line over the score, with as few points as reach the stated nearness.

Floating point throughout: this is an estimate, and the formula written from it is data like any other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from preceptor.planning.allocation.methods.scaling import rank_from_top, scale

Floats = npt.NDArray[np.float64]
WAYS = tuple((how, within) for how in ("as_given", "percentile", "min_max", "z") for within in (False, True))
NEAR = 1.0
"""Dollars by which a school may be off before the curve gets another point."""
MOST_POINTS = 8


@dataclass(frozen=True, slots=True, eq=False)
class Published:
    """A published file: indicators in columns, scores, and levels, pupils and dollars where they are given."""

    indicators: Mapping[str, Sequence[Decimal]]
    scores: Sequence[Decimal]
    levels: Sequence[str]
    pupils: Sequence[Decimal] | None = None
    dollars: Sequence[Decimal] | None = None


@dataclass(frozen=True, slots=True)
class LevelFit:
    """One level: each weight as a share of all, negative where less is need; and the scale and base of its scores."""

    schools: int
    weights: Mapping[str, float]
    scale: float
    base: float
    undetermined: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """Dollars for each pupil over the score: points of a broken line, and the most that a school is off in dollars."""

    points: tuple[tuple[float, float], ...]
    largest_error: float
    share_within_a_dollar: float


@dataclass(frozen=True, slots=True)
class Fit:
    """The best way of scaling, weights by level, and how well they explain the scores.

    `explained` is the share of the scores' variance; `largest_error` in points of the score; `same_rank` the share of
    schools whose rank comes out the same.
    """

    scaling: str
    within_level: bool
    levels: Mapping[str, LevelFit]
    explained: float
    largest_error: float
    same_rank: float
    curve: Curve | None


def fit(published: Published) -> Fit:
    """Find the way of scaling and the weights that explain the scores best; the simplest of equally good ones."""
    scores = np.array([float(each) for each in published.scores])
    tried = []
    for place, (how, within) in enumerate(WAYS):
        levels, fitted = _by_level(published, scores, how, within)
        tried.append((round(float(np.abs(scores - fitted).max()), 9), place, levels, fitted))
    _error, place, levels, fitted = min(tried, key=lambda each: each[:2])
    how, within = WAYS[place]
    spread = float(((scores - scores.mean()) ** 2).sum())
    missed = float(((scores - fitted) ** 2).sum())
    return Fit(
        scaling=how,
        within_level=within,
        levels=levels,
        explained=1 - missed / spread if spread else 1.0,
        largest_error=float(np.abs(scores - fitted).max()),
        same_rank=_same_rank(scores, fitted),
        curve=_curve(published, scores),
    )


def _by_level(published: Published, scores: Floats, how: str, within: bool) -> tuple[dict[str, LevelFit], Floats]:
    """Fit each level by least squares on the scaled indicators."""
    groups = published.levels if within else None
    scaled = np.array(
        [[float(each or 0) for each in scale(cells, groups, how, True)] for cells in published.indicators.values()]
    ).T
    fitted = np.empty_like(scores)
    levels = {}
    for level in dict.fromkeys(published.levels):
        rows = np.array([each == level for each in published.levels])
        table = np.column_stack([scaled[rows], np.ones(int(rows.sum()))])
        answer, _rest, rank, _values = np.linalg.lstsq(table, scores[rows], rcond=1e-10)
        fitted[rows] = table @ answer
        whole = float(np.abs(answer[:-1]).sum())
        shares = answer[:-1] / whole if whole else answer[:-1]
        weights = {name: float(share) for name, share in zip(published.indicators, shares, strict=True)}
        levels[level] = LevelFit(int(rows.sum()), weights, whole, float(answer[-1]), int(rank) < table.shape[1])
    return levels, fitted


def _same_rank(scores: Floats, fitted: Floats) -> float:
    """Give the share of schools whose rank by the fit is that of the published scores."""
    ranks = [rank_from_top([Decimal(round(float(x), 6)) for x in column]) for column in (scores, fitted)]
    return float(np.mean([one == other for one, other in zip(*ranks, strict=True)]))


def _curve(published: Published, scores: Floats) -> Curve | None:
    """Read dollars for each pupil as a broken line over the score, adding points until every school is near."""
    if published.dollars is None or published.pupils is None:
        return None
    pupils = np.array([float(each) for each in published.pupils])
    dollars = np.array([float(each) for each in published.dollars])
    used = pupils > 0
    order = np.argsort(scores[used], kind="stable")
    x, y, heads = scores[used][order], (dollars[used] / pupils[used])[order], pupils[used][order]
    at = [0, len(x) - 1]
    while True:
        knots = sorted(set(at))
        off = np.abs(np.interp(x, x[knots], y[knots]) - y) * heads
        if off.max() <= NEAR or len(knots) >= MOST_POINTS:
            points = tuple((float(x[knot]), float(y[knot])) for knot in knots)
            return Curve(points, float(off.max()), float((off <= NEAR).mean()))
        at.append(int(off.argmax()))
