"""Errors from influence functions, summed by cluster, and the intervals and tests they give."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import special

from preceptor.planning.effects.plan import Interval
from preceptor.planning.effects.problem import ALPHA, Numbers


def by_cluster(influence: Numbers, clusters: Sequence[str]) -> Numbers:
    """Sum rows by cluster: whoever shares a cluster may vary together."""
    _names, places = np.unique(np.asarray(clusters), return_inverse=True)
    sums = np.zeros((int(places.max()) + 1, *influence.shape[1:]))
    np.add.at(sums, places, influence)
    return sums


def covariance(influence: Numbers, clusters: Sequence[str]) -> Numbers:
    """Give the covariance of estimates from their influence functions (units by estimates)."""
    sums = by_cluster(influence, clusters)
    count = len(sums)
    centred = sums - sums.mean(axis=0)
    correction = count / max(count - 1, 1)
    return np.asarray(correction * centred.T @ centred / len(influence) ** 2)


def interval(estimate: float, error: float, freedom: int) -> Interval:
    """Give the interval that Student's distribution allows; `freedom` is that of the smaller group of clusters."""
    reach = float(special.stdtrit(max(freedom, 1), 1 - ALPHA / 2)) * error
    return Interval(estimate, error, estimate - reach, estimate + reach)


def joint(estimates: Numbers, covered: Numbers, freedom: int) -> tuple[float, float]:
    """Test whether several estimates are all zero: Wald's statistic over their number, and its p-value by F."""
    rank = int(np.linalg.matrix_rank(covered))
    if rank == 0:
        return 0.0, 1.0
    statistic = float(estimates @ np.linalg.pinv(covered) @ estimates) / rank
    return statistic, float(special.fdtrc(rank, max(freedom, 1), statistic))
