"""The difference between coached and others, adjusted for what they were like before, with its influence function.

The doubly robust and the regression estimator of the effect on the treated, and their influence functions, follow
P. Sant'Anna and J. Zhao, "Doubly robust difference-in-differences estimators", Journal of Econometrics 219 (2020).
The same formulas, on a level instead of a change, give the weighted effect for people at one moment.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from preceptor.planning.effects.problem import Numbers

ENOUGH = 10
"""Coached and other units for each column of the adjustment, at least, before a propensity is fitted in one cell."""
MOST_SURE = 0.999
"""A propensity is held below this, so that no single unit carries the whole comparison."""


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """An adjusted difference, what each unit contributes to its error (mean zero), and whether it is doubly robust."""

    estimate: float
    influence: Numbers
    doubly: bool


def propensity(design: Numbers, treated: Numbers) -> Numbers:
    """Give each unit's chance of being coached, by its covariates; `design` has a constant first."""
    if design.shape[1] == 1:
        return np.full(len(treated), float(np.mean(treated)))
    model = LogisticRegression(C=np.inf, fit_intercept=False, solver="newton-cholesky")
    model.fit(design, treated.astype(int))
    return np.asarray(np.minimum(model.predict_proba(design)[:, 1], MOST_SURE), dtype=np.float64)


def difference(change: Numbers, treated: Numbers, design: Numbers) -> Difference:
    """Give the effect on the coached, adjusted by regression, and by weights where there are units enough.

    Parameters
    ----------
    change
        What came of each unit: a change, or a level.
    treated
        1 for coached units, 0 for others.
    design
        Constant and covariates; as many rows.
    """
    others = 1 - treated
    weighted = design * others[:, None]
    inverse = np.linalg.pinv(weighted.T @ design / len(change))
    slopes = inverse @ (weighted.T @ change / len(change))
    rest = change - design @ slopes
    slack = (others * rest)[:, None] * design @ inverse
    smaller = min(float(treated.sum()), float(others.sum()))
    if design.shape[1] > 1 and smaller >= ENOUGH * design.shape[1]:
        return _doubly_robust(rest, treated, design, slack)
    return _regression(rest, treated, design, slack)


def _regression(rest: Numbers, treated: Numbers, design: Numbers, slack: Numbers) -> Difference:
    """Compare coached units with what the regression on others expects of them."""
    share = treated.mean()
    effect = float((treated * rest).mean() / share)
    mean = (treated[:, None] * design).mean(axis=0)
    influence = (treated * (rest - effect) - slack @ mean) / share
    return Difference(effect, influence, False)


def _doubly_robust(rest: Numbers, treated: Numbers, design: Numbers, slack: Numbers) -> Difference:
    """Weight others so that they are like the coached, too; right when either model is."""
    chance = propensity(design, treated)
    weight = chance * (1 - treated) / (1 - chance)
    mine, theirs = treated.mean(), weight.mean()
    coached, compared = float((treated * rest).mean() / mine), float((weight * rest).mean() / theirs)
    spread = (design * (chance * (1 - chance))[:, None]).T @ design / len(rest)
    scores = (treated - chance)[:, None] * design @ np.linalg.pinv(spread)
    pull = (weight[:, None] * (rest - compared)[:, None] * design).mean(axis=0)
    one = (treated * (rest - coached) - slack @ (treated[:, None] * design).mean(axis=0)) / mine
    two = (weight * (rest - compared) + scores @ pull - slack @ (weight[:, None] * design).mean(axis=0)) / theirs
    return Difference(coached - compared, one - two, True)
