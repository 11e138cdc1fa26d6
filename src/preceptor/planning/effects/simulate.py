"""Data with a known effect, to see whether the intervals keep their word: benchmarks and tests draw from here."""

from __future__ import annotations

import numpy as np

from preceptor.planning.effects.problem import Cross, Panel


def panel(seed: int, schools: int, effect: float, years: int = 7) -> Panel:
    """Draw schools whose need decides both who is coached and how they grow; coaching adds `effect`, more each year.

    The mean effect over coached schools and years is what `true_effect` gives.
    """
    draw = np.random.default_rng(seed)
    need = draw.normal(size=schools)
    size = draw.normal(size=schools)
    chance = 1 / (1 + np.exp(0.4 - 0.6 * need))
    starts = np.array([3, 4, 5])
    first = np.where(draw.random(schools) < chance, draw.choice(starts, schools), -1)
    school = draw.normal(scale=5, size=schools)
    year = np.arange(years)
    common = 50 + 0.5 * year
    outcome = school[:, None] + common + need[:, None] * 0.4 * year + draw.normal(scale=3, size=(schools, years))
    since = year - first[:, None] + 1
    outcome += np.where((first[:, None] > 0) & (since > 0), effect * since, 0.0)
    names = tuple(f"s{at}" for at in range(schools))
    periods = tuple(str(2018 + at) for at in range(years))
    return Panel(names, names, periods, outcome, first.astype(np.int64), {"need": need, "size": size})


def true_effect(drawn: Panel, effect: float) -> float:
    """Give the mean effect over the coached schools and years of a draw."""
    years = len(drawn.periods)
    since = [year - first + 1 for first in drawn.first if first > 0 for year in range(first, years)]
    return effect * float(np.mean(since))


def cross(seed: int, people: int, effect: float, per_school: int = 2) -> Cross:
    """Draw principals in schools that share their luck; need and experience decide who is coached and who stays."""
    draw = np.random.default_rng(seed)
    schools = np.repeat(np.arange(people // per_school), per_school)
    need = np.repeat(draw.normal(size=people // per_school), per_school)
    experience = draw.normal(size=people)
    luck = np.repeat(draw.normal(scale=0.05, size=people // per_school), per_school)
    treated = draw.random(people) < 1 / (1 + np.exp(-0.5 * need + 0.4 * experience + 0.3))
    stays = np.clip(0.7 - 0.05 * need + 0.04 * experience + luck + effect * treated, 0.02, 0.98)
    outcome = (draw.random(people) < stays).astype(float)
    names = tuple(f"p{at}" for at in range(people))
    groups = tuple(f"s{at}" for at in schools)
    return Cross(names, groups, treated, outcome, {"need": need, "experience": experience})
