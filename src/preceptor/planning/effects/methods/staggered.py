"""Staggered beginnings: the effect on each cohort in each year, against schools not coached by then.

Group-time effects and their sums follow B. Callaway and P. Sant'Anna, "Difference-in-Differences with multiple time
periods", Journal of Econometrics 225 (2021): a school that was coached earlier is never compared with, which is what
makes the usual two-way regression wrong when effects grow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from preceptor.planning.effects.methods.intervals import covariance, interval, joint
from preceptor.planning.effects.methods.robust import difference
from preceptor.planning.effects.plan import Interval, Step, Trend
from preceptor.planning.effects.problem import Numbers, Panel, matrix

FEWEST = 2
"""Coached schools of a cohort, and schools to compare with, for a cell to be estimated."""


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """One cohort in one year: years since its start, its schools, the difference and every school's influence."""

    cohort: int
    years: int
    schools: int
    estimate: float
    influence: Numbers
    doubly: bool


def cells(panel: Panel) -> list[Cell]:
    """Estimate every cohort in every year but the one before its start, which is what all is compared with."""
    design = matrix(panel.covariates, len(panel.units))
    found = []
    for cohort, year in _pairs(panel):
        mine = panel.first == cohort
        last = max(year, cohort - 1)
        others = (panel.first < 0) | (panel.first > last)
        chosen = mine | others & ~mine
        if mine.sum() < FEWEST or (others & ~mine).sum() < design.shape[1] + FEWEST:
            continue
        change = panel.outcome[chosen, year] - panel.outcome[chosen, cohort - 1]
        given = difference(change, mine[chosen].astype(float), design[chosen])
        influence = np.zeros(len(panel.units))
        influence[chosen] = given.influence * len(panel.units) / chosen.sum()
        found.append(Cell(cohort, year - cohort, int(mine.sum()), given.estimate, influence, given.doubly))
    return found


def _pairs(panel: Panel) -> Iterator[tuple[int, int]]:
    """List cohorts with a year before them, and the years to compare."""
    for cohort in sorted({int(each) for each in panel.first if each > 0}):
        yield from ((cohort, year) for year in range(len(panel.periods)) if year != cohort - 1)


def freedom_of(panel: Panel) -> int:
    """Give the degrees of freedom: clusters of the smaller side, less one."""
    coached = {name for name, first in zip(panel.clusters, panel.first, strict=True) if first > 0}
    others = {name for name, first in zip(panel.clusters, panel.first, strict=True) if first < 0}
    sides = [len(side) for side in (coached, others) if side]
    return min(sides, default=1) - 1 if len(sides) > 1 else max(sides, default=2) - 1


def _weighted(chosen: Sequence[Cell], panel: Panel) -> tuple[float, Numbers]:
    """Sum cells by the size of their cohorts; the sizes are estimates too, and enter the influence."""
    sizes = np.array([cell.schools for cell in chosen], dtype=float) / len(panel.units)
    total = sizes.sum()
    shares = sizes / total
    estimates = np.array([cell.estimate for cell in chosen])
    mean = float(shares @ estimates)
    member = np.column_stack([(panel.first == cell.cohort).astype(float) for cell in chosen]) - sizes
    drift = (member @ estimates - member.sum(axis=1) * mean) / total
    influence = np.column_stack([cell.influence for cell in chosen]) @ shares
    return mean, influence + drift


def overall(found: Sequence[Cell], panel: Panel) -> Interval | None:
    """Give the mean effect over all coached schools and years since their start; None without such a cell."""
    after = [cell for cell in found if cell.years >= 0]
    if not after:
        return None
    estimate, influence = _weighted(after, panel)
    error = float(np.sqrt(covariance(influence[:, None], panel.clusters)[0, 0]))
    return interval(estimate, error, freedom_of(panel))


def steps(found: Sequence[Cell], panel: Panel) -> tuple[Step, ...]:
    """Give the difference by years since the start, before it too."""
    told = []
    for years in sorted({cell.years for cell in found}):
        chosen = [cell for cell in found if cell.years == years]
        estimate, influence = _weighted(chosen, panel)
        error = float(np.sqrt(covariance(influence[:, None], panel.clusters)[0, 0]))
        schools = sum(cell.schools for cell in chosen)
        told.append(Step(years, schools, interval(estimate, error, freedom_of(panel))))
    return tuple(told)


def trend(found: Sequence[Cell], panel: Panel) -> Trend | None:
    """Test whether the years before the start differ; None when no cohort has two years before it."""
    before = sorted({cell.years for cell in found if cell.years < -1})
    if not before:
        return None
    parts = [_weighted([cell for cell in found if cell.years == years], panel) for years in before]
    estimates = np.array([estimate for estimate, _ in parts])
    covered = covariance(np.column_stack([influence for _, influence in parts]), panel.clusters)
    statistic, p = joint(estimates, covered, freedom_of(panel))
    return Trend(len(before), statistic, p)
