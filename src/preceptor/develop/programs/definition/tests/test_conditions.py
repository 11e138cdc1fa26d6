"""Conditions: what is refused on loading, and judging in three values."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preceptor.develop.programs.definition import FactValue, decide, judge, names_in, trouble_with

NAMES = ("good_standing", "permanent_principal", "suspension", "charter")
TODAY = dt.date(2025, 1, 6)


def known(**values: bool | int | str | dt.datetime | None) -> dict[str, FactValue]:
    return {name: FactValue(value, "Personnel records", TODAY) for name, value in values.items()}


@pytest.mark.parametrize(
    "condition",
    [
        "current_principal && good_standing",
        "!suspension || years_as_principal > 10",
        "school_level in ['middle', 'high']",
        "first_principal_start < timestamp('2020-07-01T00:00:00Z')",
        "months_as_principal < 24 && months_as_principal >= 0",
        "good_standing == true",
    ],
)
def test_a_sound_condition_has_no_trouble(condition: str) -> None:
    assert trouble_with(condition) == []


@pytest.mark.parametrize(
    ("condition", "what"),
    [
        ("good_standing &&", "cannot be read"),
        ("god_standing", "no fact called god_standing"),
        ("size(school_level) > 3", "uses size"),
        ("[1, 2].exists(x, x > years_as_principal)", "which conditions may not"),
        ("good_standing ? charter : suspension", "which conditions may not"),
        ("school_level.startsWith('m')", "which conditions may not"),
        ("years_as_principal > 'three'", "kinds that do not go together"),
        ("years_as_principal", "does not answer yes or no"),
        ("school_level == 'primary'", "can never change the answer"),
        ("years_as_principal == true", "can never change the answer"),
        ("good_standing || true", "can never change the answer"),
        ("school_level.level == 'high'", "looks inside a fact"),
    ],
)
def test_a_wrong_condition_is_told(condition: str, what: str) -> None:
    assert any(what in trouble.what for trouble in trouble_with(condition)), trouble_with(condition)


def test_false_and_missing_is_false() -> None:
    assert decide("good_standing && permanent_principal", {"permanent_principal": False}) is False


def test_true_and_missing_is_unknown() -> None:
    assert decide("good_standing && permanent_principal", {"permanent_principal": True}) is None


def test_true_or_missing_is_true() -> None:
    assert decide("good_standing || permanent_principal", {"permanent_principal": True}) is True


def test_a_fact_without_value_is_missing() -> None:
    assert decide("!suspension", {"suspension": None}) is None


def test_a_judgement_names_what_is_missing() -> None:
    judged = judge("good_standing && permanent_principal", "s", known(good_standing=True))
    assert (judged.verdict, judged.missing) == ("unknown", ("permanent_principal",))


def test_a_judgement_shows_the_facts_with_source_and_date() -> None:
    judged = judge("good_standing", "In good standing.", known(good_standing=True, charter=False))
    assert judged.verdict == "met"
    assert judged.facts == known(good_standing=True)


def test_a_decided_judgement_names_nothing_as_missing() -> None:
    judged = judge("good_standing && permanent_principal", "s", known(good_standing=False))
    assert (judged.verdict, judged.missing) == ("not_met", ())


def test_a_rule_without_a_condition_is_for_reviewers() -> None:
    assert judge(None, "A proven record.", {}).verdict == "for_reviewers"


def test_names_are_those_of_the_condition() -> None:
    assert names_in("a && (b || !a)") == ("a", "b")


conditions = st.recursive(
    st.sampled_from(NAMES),
    lambda inner: st.one_of(
        inner.map("!({})".format),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]}) && ({pair[1]})"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]}) || ({pair[1]})"),
    ),
    max_leaves=6,
)
partly = st.dictionaries(st.sampled_from(NAMES), st.booleans())


@settings(max_examples=60, deadline=None)
@given(conditions, partly, st.lists(st.booleans(), min_size=4, max_size=4))
def test_what_is_decided_on_part_of_the_facts_stays_so_on_all(
    condition: str, part: dict[str, bool], rest: list[bool]
) -> None:
    answer = decide(condition, part)
    whole = dict(zip(NAMES, rest, strict=True)) | part
    assert answer is None or decide(condition, whole) is answer


@settings(max_examples=60, deadline=None)
@given(conditions, st.lists(st.booleans(), min_size=4, max_size=4))
def test_with_all_facts_the_answer_is_that_of_plain_logic(condition: str, values: list[bool]) -> None:
    facts = dict(zip(NAMES, values, strict=True))
    python = condition.replace("!", " not ").replace("&&", "and").replace("||", "or")
    assert decide(condition, facts) is eval(python, {}, facts)


@settings(max_examples=60, deadline=None)
@given(conditions, partly)
def test_an_unknown_answer_always_names_something_missing(condition: str, part: dict[str, bool]) -> None:
    judged = judge(condition, "s", known(**part))
    assert (judged.verdict == "unknown") == bool(judged.missing)
