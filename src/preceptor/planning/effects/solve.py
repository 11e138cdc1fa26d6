"""One entry: problem in, outcome out. What could be found comes first, then balance and trends, and last the effect.

The order is kept on purpose: nothing about the effect is computed before it is known whether the data can carry it.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from preceptor.planning.effects import refusing
from preceptor.planning.effects.methods import staggered
from preceptor.planning.effects.methods.balance import balance, chances, effective, outside
from preceptor.planning.effects.methods.intervals import covariance, interval
from preceptor.planning.effects.methods.power import detectable, spread_of_changes
from preceptor.planning.effects.methods.robust import difference
from preceptor.planning.effects.plan import Outcome, Reason, Status
from preceptor.planning.effects.problem import Cross, Numbers, Panel, Problem, matrix


def solve(problem: Problem) -> Outcome:
    """Estimate the effect on the coached, or refuse with every reason."""
    return _panel(problem) if isinstance(problem, Panel) else _cross(problem)


def complete(panel: Panel) -> Panel:
    """Leave out schools that lack a figure, and those coached from the first year on, whose start nothing shows."""
    known = ~np.isnan(panel.outcome).any(axis=1) & (panel.first != 0)
    for values in panel.covariates.values():
        known &= ~np.isnan(values)
    return replace(
        panel,
        units=tuple(np.asarray(panel.units)[known].tolist()),
        clusters=tuple(np.asarray(panel.clusters)[known].tolist()),
        outcome=panel.outcome[known],
        first=panel.first[known],
        covariates={name: values[known] for name, values in panel.covariates.items()},
    )


def _panel(asked: Panel) -> Outcome:
    """Estimate staggered beginnings."""
    panel = complete(asked)
    demands, left = panel.demands, len(asked.units) - len(panel.units)
    treated = (panel.first > 0).astype(float)
    coached, others = int(treated.sum()), int((1 - treated).sum())
    # Schools coached last serve as others until then, so a district that coaches all of them can still be judged.
    later = others or int((panel.first == panel.first.max(initial=0)).sum())
    reasons = [
        *refusing.too_few(coached, later, demands),
        *refusing.too_many_gaps(left, len(asked.units), demands),
    ]
    known = Outcome(Status.REFUSED, coached, others, left, reasons=tuple(reasons))
    if coached < staggered.FEWEST or later < staggered.FEWEST:
        return known
    design = matrix(panel.covariates, len(panel.units))
    known = replace(known, detectable=_finite(detectable(spread_of_changes(panel, design), coached, later)))
    if others >= staggered.FEWEST:
        known, more = _compared(known, treated, panel)
        reasons += more
    found = staggered.cells(panel)
    trend = staggered.trend(found, panel)
    effect = staggered.overall(found, panel)
    reasons += [refusing.no_history()] if trend is None else refusing.other_trend(trend, demands)
    reasons += [refusing.nothing_to_compare()] if effect is None else []
    known = replace(known, trend=trend, reasons=tuple(reasons), method=_method([cell.doubly for cell in found]))
    steps = staggered.steps(found, panel)
    if reasons or effect is None:
        return replace(known, steps=tuple(step for step in steps if step.years < 0))
    return replace(known, status=Status.ESTIMATED, steps=steps, effect=effect)


def _method(doubly: list[bool]) -> str:
    """Name the method that was used."""
    return "group_time_doubly_robust" if doubly and all(doubly) else "group_time_regression"


def _finite(value: float) -> float | None:
    """Give a number, or nothing where there is none."""
    return value if np.isfinite(value) else None


def _compared(known: Outcome, treated: Numbers, problem: Problem) -> tuple[Outcome, list[Reason]]:
    """Add the balance, and say what of it forbids an answer."""
    chance = chances(problem.covariates, treated)
    rows = balance(problem.covariates, treated, chance)
    reasons: list[Reason] = []
    if rows:
        reasons = [
            *refusing.no_overlap(outside(chance, treated), problem.demands),
            *refusing.unbalanced(rows, problem.demands),
        ]
    return replace(known, balance=rows), reasons


def _cross(asked: Cross) -> Outcome:
    """Estimate at one moment, by weights and regression."""
    known_rows = ~np.isnan(asked.outcome)
    for values in asked.covariates.values():
        known_rows &= ~np.isnan(values)
    cross = replace(
        asked,
        units=tuple(np.asarray(asked.units)[known_rows].tolist()),
        clusters=tuple(np.asarray(asked.clusters)[known_rows].tolist()),
        treated=asked.treated[known_rows],
        outcome=asked.outcome[known_rows],
        covariates={name: values[known_rows] for name, values in asked.covariates.items()},
    )
    demands, left = cross.demands, len(asked.units) - len(cross.units)
    treated = cross.treated.astype(float)
    coached, others = int(treated.sum()), int((1 - treated).sum())
    reasons = [
        *refusing.too_few(coached, others, demands),
        *refusing.too_many_gaps(left, len(asked.units), demands),
    ]
    known = Outcome(Status.REFUSED, coached, others, left, reasons=tuple(reasons), method="weighting_doubly_robust")
    if coached < demands.least_group or others < demands.least_group:
        return known
    alike = [*refusing.all_alike(cross.outcome[treated == 1], cross.outcome[treated == 0])]
    if alike:
        return replace(known, reasons=(*reasons, *alike))
    chance = chances(cross.covariates, treated)
    spread = float(np.std(cross.outcome[treated == 0], ddof=1))
    known = replace(known, detectable=detectable(spread, coached, effective(chance, treated)))
    known, more = _compared(known, treated, cross)
    reasons += more
    if reasons:
        return replace(known, reasons=tuple(reasons))
    given = difference(cross.outcome, treated, matrix(cross.covariates, len(cross.units)))
    error = float(np.sqrt(covariance(given.influence[:, None], cross.clusters)[0, 0]))
    freedom = min(len({*_side(cross, True)}), len({*_side(cross, False)})) - 1
    return replace(known, status=Status.ESTIMATED, effect=interval(given.estimate, error, freedom))


def _side(cross: Cross, treated: bool) -> list[str]:
    """Give the clusters of one side."""
    return [name for name, mine in zip(cross.clusters, cross.treated, strict=True) if bool(mine) is treated]
