"""Dollars for each pupil over the score, read from a published file: steps, or a broken line, with or without a base.

Three forms are tried: an amount for each pupil that is level within bands of the score; one that follows a broken line
over the score; and the same beside a base amount for every school. Schools that get nothing, and those of one and the
same least or greatest amount, are set aside first: they show a bound and not the curve. The form with most schools
within a dollar is told, and how near it comes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
NEAR = 1.0
"""Dollars by which a school may be off before the curve gets another point."""
MOST_POINTS = 8
MOST_STEPS = 12
ALIKE = 3
"""So many schools of exactly the same least or greatest amount show a bound."""
APART = 400
"""New points keep this part of the scores' range from others."""
ENOUGH = 0.999
"""What lowers the typical error by less is not worth another turn or another point."""
BETTER = 0.95
"""A base is only claimed when it lowers the typical error to this part at least."""


@dataclass(frozen=True, slots=True)
class Curve:
    """How dollars follow from score and pupils, and how near that comes.

    Attributes
    ----------
    kind
        `steps`: from each point's score on, its rate holds; `line`: straight lines between the points.
    points
        Score and dollars for each pupil.
    base
        Dollars for every school beside those for its pupils.
    least, most
        Amounts at which schools are held; None without. `held` counts those schools, `nothing` those that get none.
    schools, explained, typical_error, largest_error, share_within_a_dollar
        The schools read, the share of the dollars' variance explained, and by how many dollars a school is off.
    """

    kind: str
    points: tuple[tuple[float, float], ...]
    base: float
    schools: int
    explained: float
    typical_error: float
    largest_error: float
    share_within_a_dollar: float
    least: float | None = None
    most: float | None = None
    held: int = 0
    nothing: int = 0


def curve_of(scores: Floats, pupils: Floats, dollars: Floats) -> Curve | None:
    """Read the curve; None without dollars and pupils for three schools at least."""
    known = ~np.isnan(scores) & ~np.isnan(dollars) & (np.nan_to_num(pupils) > 0)
    paid = known & (np.nan_to_num(dollars) > 0)
    least, most = _bound(dollars[paid], -1), _bound(dollars[paid], 1)
    held = paid & ((dollars == least) | (dollars == most))
    free = paid & ~held
    if free.sum() < ALIKE or len(np.unique(scores[free])) < 2:
        return None
    order = np.argsort(scores[free], kind="stable")
    x, heads, amounts = (column[free][order] for column in (scores, pupils, dollars))
    plain, based = _line(x, heads, amounts, has_base=False), _line(x, heads, amounts, has_base=True)
    line = based if based.typical_error < plain.typical_error * BETTER and plain.largest_error > NEAR else plain
    steps = _steps(x, heads, amounts)
    found = line if steps is None or _rank(line) >= _rank(steps) else steps
    return replace(found, least=least, most=most, held=int(held.sum()), nothing=int((known & ~paid).sum()))


def _rank(curve: Curve) -> tuple[float, int]:
    """Give what makes one form better than another: more schools within a dollar, then fewer points."""
    return curve.share_within_a_dollar, -len(curve.points)


def _bound(dollars: Floats, way: int) -> float | None:
    """Give the least (-1) or greatest (1) amount when several schools have exactly it."""
    if not len(dollars):
        return None
    edge = float(dollars.max() if way > 0 else dollars.min())
    return edge if int((dollars == edge).sum()) >= ALIKE else None


def _judged(kind: str, points: list[tuple[float, float]], base: float, amounts: Floats, said: Floats) -> Curve:
    """Give a curve with how near it comes."""
    off = np.abs(amounts - said)
    spread = float(((amounts - amounts.mean()) ** 2).sum())
    return Curve(
        kind=kind,
        points=tuple(points),
        base=base,
        schools=len(amounts),
        explained=1 - float((off**2).sum()) / spread if spread else 1.0,
        typical_error=float(np.sqrt((off**2).mean())),
        largest_error=float(off.max()),
        share_within_a_dollar=float((off <= NEAR).mean()),
    )


def _steps(x: Floats, heads: Floats, amounts: Floats) -> Curve | None:
    """Read level rates by bands of the score; None where there are more bands than a district would publish."""
    rates = amounts / heads
    begins = [0]
    low, high = -np.inf, np.inf
    for at, rate in enumerate(rates):
        near = NEAR / heads[at]
        low, high = max(low, rate - near), min(high, rate + near)
        if low > high:
            begins.append(at)
            low, high = rate - near, rate + near
            if len(begins) > MOST_STEPS:
                return None
    said = np.empty_like(amounts)
    points = []
    for begin, end in zip(begins, [*begins[1:], len(x)], strict=True):
        rate = float(amounts[begin:end].sum() / heads[begin:end].sum())
        points.append((float(x[begin]), rate))
        said[begin:end] = rate * heads[begin:end]
    return _judged("steps", points, 0.0, amounts, said)


def _line(x: Floats, heads: Floats, amounts: Floats, *, has_base: bool) -> Curve:
    """Read a broken line, adding points where it is furthest off until every school is near."""
    read = _Read(x, heads, amounts, has_base)
    knots = np.array([x[0], x[-1]])
    best, off = _fitted(read, knots)
    while best.largest_error > NEAR and len(knots) < MOST_POINTS:
        new = _furthest(x, off, knots)
        if new is None:
            break
        knots = _settled(read, np.sort(np.append(knots, new)))
        curve, off = _fitted(read, knots)
        if curve.typical_error > best.typical_error * ENOUGH:
            break
        best = curve
    return best


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """What a line is read from: scores in order, pupils, dollars, and whether schools have a base."""

    x: Floats
    heads: Floats
    amounts: Floats
    has_base: bool


def _furthest(x: Floats, off: Floats, knots: Floats) -> float | None:
    """Give the score at which a new point is wanted most; None when all that are off lie at points."""
    apart = (x[-1] - x[0]) / APART
    order = np.argsort(-np.abs(off), kind="stable")
    return next((float(x[at]) for at in order if np.abs(knots - x[at]).min() >= apart), None)


def _settled(read: _Read, knots: Floats) -> Floats:
    """Move the inner knots until the fit is no longer better: to where lines meet, then each one along its way."""
    error = _fitted(read, knots)[0].typical_error
    for _turn in range(6):
        before = error
        base = _fitted(read, knots)[0].base
        moved = _met(read, knots, base)
        if (met := _fitted(read, moved)[0].typical_error) < error:
            knots, error = moved, met
        for at in range(1, len(knots) - 1):
            moved = _along(read, knots, at)
            if (better := _fitted(read, moved)[0].typical_error) < error:
                knots, error = moved, better
        if error > before * ENOUGH:
            break
    return knots


def _along(read: _Read, knots: Floats, at: int) -> Floats:
    """Move one knot to its best place between its neighbours."""

    def error(place: float) -> float:
        moved = knots.copy()
        moved[at] = place
        return _fitted(read, moved)[0].typical_error

    found = minimize_scalar(error, bounds=(knots[at - 1], knots[at + 1]), method="bounded", options={"xatol": 1e-6})
    moved = knots.copy()
    moved[at] = float(found.x)
    return moved


def _fitted(read: _Read, knots: Floats) -> tuple[Curve, Floats]:
    """Fit the rates at given knots, and the base, by least squares of the dollars."""
    hats = np.array([np.interp(read.x, knots, unit) for unit in np.eye(len(knots))]).T * read.heads[:, None]
    table = np.hstack([hats, np.ones((len(read.x), 1))]) if read.has_base else hats
    answer, *_rest = np.linalg.lstsq(table, read.amounts, rcond=None)
    rates, base = answer[: len(knots)], float(answer[-1]) if read.has_base else 0.0
    said = table @ answer
    points = [(float(knot), float(rate)) for knot, rate in zip(knots, rates, strict=True)]
    return _judged("line", points, base, read.amounts, said), read.amounts - said


def _met(read: _Read, knots: Floats, base: float) -> Floats:
    """Move each inner knot to where the straight lines through its two sides meet."""
    rates, lines = (read.amounts - base) / read.heads, []
    for low, high in pairwise(knots):
        inside = (read.x > low) & (read.x < high)
        if inside.sum() < 2 or np.ptp(read.x[inside]) == 0:
            return knots
        lines.append(np.polyfit(read.x[inside], rates[inside], 1, w=read.heads[inside]))
    moved = knots.copy()
    for at, (one, other) in enumerate(pairwise(lines), start=1):
        slope = one[0] - other[0]
        meets = (other[1] - one[1]) / slope if abs(slope) > 1e-12 else knots[at]
        if moved[at - 1] < meets < knots[at + 1]:
            moved[at] = meets
    return moved
