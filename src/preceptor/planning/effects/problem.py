"""What an estimate is asked: who was coached from when, what came of it, and in what schools differ beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

ALPHA = 0.05
"""Intervals cover the truth in all but this share of repetitions."""
POWER = 0.8
"""An effect counts as detectable when it would be found in this share of repetitions."""


@dataclass(frozen=True, slots=True)
class Demands:
    """What the data must carry before anything is said.

    Attributes
    ----------
    least_group
        Units that were coached, and that were not, at least; smaller groups would also point at people.
    most_missing
        The share of units that may lack figures and be left out.
    most_outside
        The share of coached units that may be unlike every uncoached one.
    most_imbalance
        The standardised difference that may remain after weighting.
    pre_trend
        The p-value below which trends before coaching count as different.
    """

    least_group: int = 10
    most_missing: float = 0.2
    most_outside: float = 0.1
    most_imbalance: float = 0.25
    pre_trend: float = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """Schools over years: growth, for instance.

    Attributes
    ----------
    units, clusters
        One name for each school, and the group whose schools vary together (the school itself without one).
    periods
        Labels of the years, in order.
    outcome
        Schools by years; NaN is unknown.
    first
        The position of the first coached year; -1 for schools never coached.
    covariates
        What each school was like before, by name.
    """

    units: tuple[str, ...]
    clusters: tuple[str, ...]
    periods: tuple[str, ...]
    outcome: Numbers
    first: NDArray[np.int64]
    covariates: Mapping[str, Numbers] = field(default_factory=dict)
    demands: Demands = Demands()


@dataclass(frozen=True, slots=True, eq=False)
class Cross:
    """People at one moment: who was coached, and whether they stayed.

    Attributes
    ----------
    units, clusters
        One name for each person, and the school or pair of hands that several share.
    treated
        Whether the person was coached.
    outcome
        What came of it: 1 stayed, 0 left; or any number.
    covariates
        What was known before, by name.
    """

    units: tuple[str, ...]
    clusters: tuple[str, ...]
    treated: NDArray[np.bool_]
    outcome: Numbers
    covariates: Mapping[str, Numbers] = field(default_factory=dict)
    demands: Demands = Demands()


Problem = Panel | Cross


def matrix(covariates: Mapping[str, Numbers], count: int) -> Numbers:
    """Give a constant and the standardised covariates as columns; a covariate that never varies is left out.

    Standardising changes no estimate; it keeps the logistic fit well conditioned whatever the units are.
    """
    columns = [np.ones(count)]
    for values in covariates.values():
        spread = float(np.std(values))
        if spread > 0:
            columns.append((values - np.mean(values)) / spread)
    return np.column_stack(columns)
