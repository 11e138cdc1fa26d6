"""The independent check: does an answer hold together, and agree with a plain computation that shares no code?

* The interval is around its estimate, and as wide as its error says.
* What was refused names no effect; what was estimated names no reason, and both sides are as large as demanded.
* Without covariates and with one cohort, the effect is a difference of mean changes, computed here by hand.
"""

from __future__ import annotations

import math
from statistics import fmean

from preceptor.planning.effects.plan import Outcome, Status
from preceptor.planning.effects.problem import Cross, Panel, Problem
from preceptor.planning.effects.solve import complete

CLOSE = 1e-7


def check(problem: Problem, outcome: Outcome) -> tuple[str, ...]:
    """Give everything wrong with an answer; nothing means that it holds together."""
    found = []
    if (outcome.status is Status.REFUSED) != bool(outcome.reasons):
        found.append("A refusal has reasons, an estimate has none.")
    if (outcome.effect is None) != (outcome.status is Status.REFUSED):
        found.append("An effect is named exactly when it was estimated.")
    effect = outcome.effect
    if effect is None:
        return tuple(found)
    if min(outcome.coached, outcome.others or outcome.coached) < problem.demands.least_group:
        found.append("A group is smaller than demanded.")
    if not (effect.low <= effect.estimate <= effect.high and effect.error >= 0):
        found.append("The interval does not lie around its estimate.")
    if abs((effect.high + effect.low) / 2 - effect.estimate) > CLOSE * max(1.0, abs(effect.estimate)):
        found.append("The interval is not centred.")
    by_hand = _by_hand(problem)
    if by_hand is not None and abs(by_hand - effect.estimate) > CLOSE * max(1.0, abs(by_hand)):
        found.append(f"By hand the effect is {by_hand:.6f}.")
    return tuple(found)


def _by_hand(problem: Problem) -> float | None:
    """Give the effect as a plain difference of means where nothing is adjusted for; None elsewhere."""
    if problem.covariates:
        return None
    if isinstance(problem, Cross):
        both = zip(problem.treated, problem.outcome, strict=True)
        pairs = [(bool(t), float(y)) for t, y in both if not math.isnan(y)]
        return fmean(y for t, y in pairs if t) - fmean(y for t, y in pairs if not t)
    return _one_cohort(complete(problem))


def _one_cohort(panel: Panel) -> float | None:
    """Give the mean change of the only cohort less that of schools never coached."""
    starts = {int(first) for first in panel.first if first > 0}
    if len(starts) != 1 or not any(first < 0 for first in panel.first):
        return None
    start = starts.pop()
    rows = panel.outcome.tolist()
    changes = [fmean(row[start:]) - row[start - 1] for row in rows]
    mine = [change for change, first in zip(changes, panel.first, strict=True) if first > 0]
    theirs = [change for change, first in zip(changes, panel.first, strict=True) if first < 0]
    return fmean(mine) - fmean(theirs)
