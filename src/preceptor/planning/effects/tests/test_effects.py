"""Effects: intervals keep their word, answers agree with a plain computation, and refusals say why."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from preceptor.planning.effects.check import check
from preceptor.planning.effects.explain import limits, sentences
from preceptor.planning.effects.methods.staggered import cells
from preceptor.planning.effects.plan import Outcome, Status
from preceptor.planning.effects.problem import Demands, Panel
from preceptor.planning.effects.simulate import cross, panel, true_effect
from preceptor.planning.effects.solve import solve

RUNS = 100
LEAST, MOST = stats.binom.ppf(0.0005, RUNS, 0.95) / RUNS, 1.0
ALARMS = stats.binom.ppf(0.9995, RUNS, 0.05) / RUNS
"""Bounds that a sound 95% interval breaks in one of a thousand seeds; the seeds are fixed."""


def plain(schools: int = 40, effect: float = 2.0, seed: int = 1) -> Panel:
    """One cohort of half the schools, nothing to adjust for."""
    draw = np.random.default_rng(seed)
    first = np.where(np.arange(schools) % 2 == 0, 3, -1).astype(np.int64)
    outcome = draw.normal(size=(schools, 6)) + draw.normal(size=schools)[:, None] * 4
    outcome[first > 0, 3:] += effect
    names = tuple(f"s{at}" for at in range(schools))
    return Panel(names, names, tuple("123456"), outcome, first)


def runs(effect: float) -> tuple[float, float]:
    """Give the share of answered runs that cover the truth, and the share that find an effect."""
    covered, found, answered = 0, 0, 0
    for seed in range(RUNS):
        drawn = panel(seed, 60, effect, years=6)
        # The drawn need is taken out of the outcome again, so that there is nothing to adjust for.
        even = drawn.outcome - drawn.covariates["need"][:, None] * 0.4 * np.arange(6)
        drawn = replace(drawn, outcome=even, covariates={})
        outcome = solve(drawn)
        if outcome.effect is not None:
            answered += 1
            covered += outcome.effect.low <= true_effect(drawn, effect) <= outcome.effect.high
            found += outcome.effect.found
    assert answered >= RUNS * 0.8
    return covered / answered, found / answered


def test_the_interval_covers_a_known_effect_as_often_as_it_says():
    covered, found = runs(1.5)
    assert LEAST <= covered <= MOST
    assert found > 0.5


def test_where_coaching_does_nothing_alarms_are_as_rare_as_they_should_be():
    covered, found = runs(0.0)
    assert covered >= LEAST
    assert found <= ALARMS


def test_adjusting_finds_what_a_plain_difference_would_get_wrong():
    biased, adjusted = [], []
    for seed in range(20):
        drawn = panel(seed, 160, 0.0)
        coached = drawn.first > 0
        change = drawn.outcome[:, -1] - drawn.outcome[:, 2]
        biased.append(change[coached].mean() - change[~coached].mean())
        adjusted.append(np.mean([cell.estimate for cell in cells(drawn) if cell.years >= 0]))
    assert np.mean(biased) > 0.5
    assert abs(np.mean(adjusted)) < np.mean(biased) / 2


@pytest.mark.parametrize("problem", [plain(), plain(effect=0.0, seed=5), cross(3, 200, 0.2)])
def test_answers_hold_together_and_agree_with_a_plain_computation(problem):
    outcome = solve(replace(problem, covariates={}) if isinstance(problem, Panel) else problem)
    assert check(problem, outcome) == ()
    assert outcome.effect is not None


def test_the_check_sees_an_answer_that_was_changed():
    outcome = solve(plain())
    assert outcome.effect is not None
    wrong = replace(outcome, effect=replace(outcome.effect, estimate=outcome.effect.estimate + 1))
    assert check(plain(), wrong) != ()


def test_what_can_be_detected_shrinks_with_the_number_of_schools_and_ignores_the_effect():
    small, large, strong = solve(plain(40)), solve(plain(160)), solve(plain(40, effect=9))
    assert small.detectable is not None
    assert large.detectable is not None
    assert large.detectable < small.detectable
    assert strong.detectable == pytest.approx(small.detectable)


def test_order_of_schools_changes_nothing():
    drawn = panel(7, 80, 1.0)
    turn = np.random.default_rng(0).permutation(80)
    turned = replace(
        drawn,
        units=tuple(np.asarray(drawn.units)[turn]),
        clusters=tuple(np.asarray(drawn.clusters)[turn]),
        outcome=drawn.outcome[turn],
        first=drawn.first[turn],
        covariates={name: values[turn] for name, values in drawn.covariates.items()},
    )
    one, other = solve(drawn), solve(turned)
    assert one.trend is not None
    assert other.trend is not None
    assert one.trend.p == pytest.approx(other.trend.p)
    assert one.detectable == pytest.approx(other.detectable)


def test_schools_that_share_a_fate_widen_the_interval():
    drawn = cross(11, 400, 0.1, per_school=4)
    doubled = replace(drawn, clusters=drawn.units)
    shared = solve(drawn)
    alone = solve(doubled)
    assert shared.effect is not None
    assert alone.effect is not None
    assert shared.effect.estimate == pytest.approx(alone.effect.estimate)
    assert shared.effect.error != pytest.approx(alone.effect.error)


def codes(outcome: Outcome) -> set[str]:
    assert outcome.status is Status.REFUSED
    assert outcome.effect is None
    assert not any(step.years >= 0 for step in outcome.steps)
    return {reason.code for reason in outcome.reasons}


def test_small_groups_are_refused():
    assert "few_coached" in codes(solve(plain(12)))
    assert {"few_coached", "few_others"} & codes(solve(cross(1, 8, 0.0)))


def test_trends_that_differed_before_are_refused_and_the_effect_is_not_shown():
    drawn = plain(80)
    drawn.outcome[drawn.first > 0] += np.arange(6) * 3.0
    assert "pre_trend" in codes(solve(drawn))


def test_no_history_is_refused():
    drawn = plain(60)
    assert "no_history" in codes(solve(replace(drawn, first=np.where(drawn.first > 0, 1, -1))))


def test_groups_without_overlap_are_refused():
    drawn = cross(2, 200, 0.1)
    apart = {"need": drawn.treated * 10.0 + np.random.default_rng(1).normal(size=200)}
    assert "no_overlap" in codes(solve(replace(drawn, covariates=apart)))


def test_many_gaps_are_refused_and_few_are_told():
    drawn = plain(60)
    drawn.outcome[:20, 0] = np.nan
    assert "gaps" in codes(solve(drawn))
    few = plain(60)
    few.outcome[:2, 0] = np.nan
    assert solve(few).left_out == 2


def test_everybody_coached_in_the_end_is_still_compared_with_those_not_coached_yet():
    drawn = plain(60)
    drawn.first[drawn.first < 0] = 5
    outcome = solve(drawn)
    assert outcome.others == 0
    assert outcome.effect is not None
    assert abs(outcome.effect.estimate - 2.0) < 1.0


def test_sentences_say_what_could_be_found_before_what_was():
    told = sentences(solve(plain(effect=0.0, seed=5)), share=False)
    places = [at for at, text in enumerate(told) if "four cases of five" in text or "effect is shown" in text]
    assert len(places) == 2
    assert "four cases of five" in told[places[0]]
    assert any("percentage points" in text for text in sentences(solve(cross(3, 200, 0.2)), share=True))
    assert any("by lot" in text for text in limits())


def test_demands_can_be_raised():
    assert "few_coached" in codes(solve(replace(plain(40), demands=Demands(least_group=25))))


def test_where_everybody_stayed_there_is_no_effect_to_name() -> None:
    drawn = cross(2, 200, 0.1)
    stayed = solve(replace(drawn, outcome=np.ones(200)))
    assert codes(stayed) == {"coached_alike", "others_alike"}
    assert (stayed.effect, stayed.detectable) == (None, None)
    one_side = solve(replace(drawn, outcome=np.where(drawn.treated, 1.0, drawn.outcome)))
    assert codes(one_side) == {"coached_alike"}
