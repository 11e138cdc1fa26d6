"""Weights and dollars recovered from scores that were made with known ones."""

from __future__ import annotations

import random
from decimal import Decimal

import numpy as np
import pytest

from preceptor.planning.allocation.curve import curve_of
from preceptor.planning.allocation.fit import Published, fit
from preceptor.planning.allocation.methods.scaling import percentiles

WEIGHTS = {"a": 0.5, "b": 0.3, "c": 0.2}


def drawn(schools: int, whole: bool = False) -> dict[str, list[Decimal | None]]:
    draw = random.Random(5)
    return {name: [Decimal(draw.randint(1, 100 if whole else 9999)) for _ in range(schools)] for name in WEIGHTS}


def test_an_indicator_that_a_level_lacks_keeps_nobody_out() -> None:
    columns = drawn(80)
    columns["c"][:40] = [None] * 40
    ranked = {name: iter(percentiles([each for each in cells if each is not None])) for name, cells in columns.items()}
    scaled = {name: [None if each is None else next(ranked[name]) for each in cells] for name, cells in columns.items()}
    own = [{"a": 0.6, "b": 0.4}] * 40 + [WEIGHTS] * 40
    scores = [Decimal(sum(w * float(scaled[name][at]) for name, w in each.items())) for at, each in enumerate(own)]
    found = fit(Published(columns, scores, ["low"] * 40 + ["high"] * 40))
    assert found is not None
    assert (found.scaling, len(found.used), found.left_out) == ("percentile", 80, {})
    assert found.levels["low"].weights == pytest.approx({"a": 0.6, "b": 0.4}, abs=1e-6)
    assert found.levels["high"].weights == pytest.approx(WEIGHTS, abs=1e-6)


def weighed(columns: dict[str, list[Decimal | None]], carried: bool) -> list[Decimal]:
    """Scores by the known weights; an unknown figure's weight goes to the others, or its points are lost."""
    found = []
    for cells in zip(*columns.values(), strict=True):
        known = {name: cell for name, cell in zip(WEIGHTS, cells, strict=True) if cell is not None}
        whole = sum(WEIGHTS[name] for name in known) if carried else 1
        found.append(Decimal(sum(WEIGHTS[name] * float(cell) for name, cell in known.items()) / whole))
    return found


def test_weights_that_others_carry_are_recovered_with_every_school() -> None:
    columns = drawn(60)
    for at in range(0, 60, 3):
        columns["abc"[at % 4 % 3]][at] = None
    found = fit(Published(columns, weighed(columns, carried=True), ["all"] * 60))
    assert found is not None
    assert (found.carried, len(found.used)) == (True, 60)
    assert found.levels["all"].weights == pytest.approx(WEIGHTS, abs=1e-6)


def test_a_school_that_lacks_a_figure_is_left_out_where_nothing_carries_its_weight() -> None:
    columns = drawn(60)
    columns["a"][7] = columns["c"][9] = columns["b"][9] = None
    found = fit(Published(columns, weighed(columns, carried=False), ["all"] * 60))
    assert found is not None
    assert (found.carried, found.left_out) == (False, {7: ("a",), 9: ("b", "c")})
    assert found.explained == pytest.approx(1)


def test_counts_are_taken_as_shares_where_that_fits() -> None:
    columns, draw = drawn(60, whole=True), random.Random(2)
    pupils = [Decimal(draw.randint(100, 900)) for _ in range(60)]
    scores = [sum(Decimal(str(w)) * columns[name][at] for name, w in WEIGHTS.items()) / pupils[at] for at in range(60)]
    found = fit(Published(columns, scores, ["all"] * 60, pupils, counts=frozenset(WEIGHTS)))
    assert found is not None
    assert (found.as_shares, found.typical_error) == (True, pytest.approx(0, abs=1e-9))
    assert found.levels["all"].weights == pytest.approx(WEIGHTS, abs=1e-6)


def test_levels_with_too_few_schools_are_told_and_never_fitted() -> None:
    columns = drawn(44)
    scores = weighed(columns, carried=True)
    levels = ["many"] * 40 + ["few"] * 4
    scores[40:] = [score * 7 for score in scores[40:]]
    found = fit(Published(columns, scores, levels))
    assert found is not None
    assert (found.too_few, len(found.used), set(found.levels)) == (("few",), 40, {"many"})


def test_nothing_is_claimed_of_three_schools() -> None:
    columns = drawn(3)
    assert fit(Published(columns, weighed(columns, carried=True), ["all"] * 3)) is None


def test_noise_is_told_as_noise() -> None:
    columns, draw = drawn(200), random.Random(1)
    noisy = [Decimal(draw.randint(1, 100)) for _ in range(200)]
    found = fit(Published(columns, noisy, ["all"] * 200))
    assert found is not None
    assert found.explained < 0.1
    assert found.same_rank < 0.1


X = np.linspace(0, 100, 300)
HEADS = np.array([100 + 37 * at % 900 for at in range(300)], dtype=float)


def test_a_broken_line_beside_a_base_is_recovered_through_the_rounding_to_dollars() -> None:
    dollars = np.round(25000 + HEADS * np.interp(X, [0, 20, 50, 90, 100], [200, 200, 300, 800, 800]))
    curve = curve_of(X, HEADS, dollars)
    assert curve is not None
    assert (curve.kind, curve.share_within_a_dollar) == ("line", 1)
    assert curve.base == pytest.approx(25000, abs=0.5)
    assert [round(score) for score, _rate in curve.points] == [0, 20, 50, 90, 100]
    assert [round(rate) for _score, rate in curve.points] == [200, 200, 300, 800, 800]


def test_steps_by_bands_are_recovered() -> None:
    dollars = np.round(HEADS * np.select([X < 40, X < 80], [100.0, 250.0], 600.0), 2)
    curve = curve_of(X, HEADS, dollars)
    assert curve is not None
    assert (curve.kind, curve.largest_error < 1) == ("steps", True)
    assert [round(rate) for _score, rate in curve.points] == [100, 250, 600]


def test_schools_at_a_bound_and_schools_with_nothing_are_set_aside() -> None:
    dollars = np.clip(HEADS * np.interp(X, [0, 100], [100, 500]), 60000, 200000)
    dollars[X < 10] = 0
    curve = curve_of(X, HEADS, dollars)
    assert curve is not None
    assert (curve.least, curve.most, curve.nothing) == (60000, 200000, 30)
    assert curve.share_within_a_dollar == 1


def test_without_dollars_there_is_no_curve() -> None:
    assert curve_of(X, HEADS, np.full(300, np.nan)) is None
