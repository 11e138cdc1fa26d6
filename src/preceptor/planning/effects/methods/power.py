"""The smallest effect that could be found, from counts and from what varies among those who were not coached."""

from __future__ import annotations

import math

import numpy as np
from scipy import special

from preceptor.planning.effects.problem import ALPHA, POWER, Numbers, Panel


def detectable(spread: float, coached: float, others: float) -> float:
    """Give the effect found in four cases of five at the usual level, for a difference of two means."""
    freedom = max(min(coached, others) - 1, 1)
    reach = float(special.stdtrit(freedom, 1 - ALPHA / 2) + special.stdtrit(freedom, POWER))
    return reach * spread * math.sqrt(1 / coached + 1 / others)


def spread_of_changes(panel: Panel, design: Numbers) -> float:
    """Give how much changes vary among schools that were not coached, as the mean over cohorts.

    Each cohort's change is its mean over the years since the start less the year before, as the effect is made of.
    """
    found = []
    for cohort in sorted({int(each) for each in panel.first if each > 0}):
        never = panel.first < 0
        rows = panel.outcome[never if never.sum() > design.shape[1] + 1 else panel.first > cohort]
        columns = design[never if never.sum() > design.shape[1] + 1 else panel.first > cohort]
        if len(rows) <= design.shape[1] + 1:
            continue
        change = rows[:, cohort:].mean(axis=1) - rows[:, cohort - 1]
        rest = change - columns @ np.linalg.lstsq(columns, change, rcond=None)[0]
        found.append(float(rest @ rest) / (len(rows) - columns.shape[1]))
    return math.sqrt(float(np.mean(found))) if found else math.nan
