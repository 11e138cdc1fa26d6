"""How comparable the groups are: standardised differences before and after weighting, and who is beyond comparison."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from preceptor.planning.effects.methods.robust import propensity
from preceptor.planning.effects.plan import Balance
from preceptor.planning.effects.problem import Numbers, matrix


def chances(covariates: Mapping[str, Numbers], treated: Numbers) -> Numbers:
    """Give each unit's chance of being coached."""
    return propensity(matrix(covariates, len(treated)), treated)


def balance(covariates: Mapping[str, Numbers], treated: Numbers, chance: Numbers) -> tuple[Balance, ...]:
    """Compare the groups in every covariate; weights make others like the coached."""
    weight = chance / (1 - chance) * (1 - treated)
    return tuple(_one(name, values, treated, weight) for name, values in covariates.items())


def _one(name: str, values: Numbers, treated: Numbers, weight: Numbers) -> Balance:
    """Compare one covariate."""
    mine, theirs = values[treated == 1], values[treated == 0]
    spread = float(np.sqrt((np.var(mine) + np.var(theirs)) / 2)) or 1.0
    mean, other = float(np.mean(mine)), float(np.mean(theirs))
    adjusted = float(np.average(values, weights=weight))
    return Balance(name, mean, other, (mean - other) / spread, (mean - adjusted) / spread)


def outside(chance: Numbers, treated: Numbers) -> float:
    """Give the share of coached units whose chance lies above that of every other unit, or is next to certain."""
    most = float(np.max(chance[treated == 0]))
    return float(np.mean(chance[treated == 1] > min(most, 0.98)))


def effective(chance: Numbers, treated: Numbers) -> float:
    """Give how many units the weighted others are worth (Kish)."""
    weight = (chance / (1 - chance))[treated == 0]
    return float(weight.sum() ** 2 / (weight**2).sum())
