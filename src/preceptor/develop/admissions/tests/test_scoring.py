"""Scores, ranking, the draw of readers, decisions and the waitlist, on plain values."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preceptor.develop.admissions.rules.assignment import Need, Standing, conflict, share_out
from preceptor.develop.admissions.rules.decisions import (
    appeal_ends,
    appended,
    capacity_fits,
    capacity_given,
    fault_of_decision,
    first_of,
    is_considered,
    may_appeal,
    may_sign_second,
    moved,
    places_left,
)
from preceptor.develop.admissions.rules.scoring import (
    Scale,
    all_in,
    answered,
    fault_of_score,
    mean,
    ranking,
    total,
)

SCALES = {"success": Scale(1, 4, 2), "coaching": Scale(1, 4, 1)}
NOW = datetime(2026, 12, 1, tzinfo=UTC)
scores = st.integers(1, 4)


def test_a_criterion_counts_as_much_as_its_weight() -> None:
    assert total({"success": 4, "coaching": 1}, SCALES) == 3


def test_there_is_no_total_before_every_criterion_is_scored() -> None:
    assert total({"success": 4}, SCALES) is None


def test_weights_of_zero_count_as_equal() -> None:
    assert total({"a": 1, "b": 4}, {"a": Scale(1, 4, 0), "b": Scale(1, 4, 0)}) == Fraction(5, 2)


@given(scores, scores)
def test_a_total_lies_between_the_scores_given(success: int, coaching: int) -> None:
    found = total({"success": success, "coaching": coaching}, SCALES)
    assert found is not None
    assert min(success, coaching) <= found <= max(success, coaching)


@given(st.lists(st.fractions(1, 4), min_size=1, max_size=6))
def test_the_mean_does_not_depend_on_who_comes_first(totals: list[Fraction]) -> None:
    assert mean(totals) == mean(reversed(totals))


def test_without_readers_there_is_no_mean() -> None:
    assert mean([]) is None


@given(st.dictionaries(st.integers(1, 200), st.none() | st.integers(1, 4).map(Fraction), max_size=30))
def test_the_ranking_is_by_score_then_by_id_and_those_without_come_last(known: dict[int, Fraction | None]) -> None:
    keys = [(known[one] is None, -(known[one] or 0), one) for one in ranking(known)]
    assert keys == sorted(keys)
    assert sorted(ranking(known)) == sorted(known)


@pytest.mark.parametrize(
    ("finished", "assigned", "wanted", "expected"),
    [(2, 2, 2, True), (2, 3, 2, False), (1, 1, 2, False), (0, 0, 0, False)],
)
def test_all_scores_are_in_once_nobody_still_reads(finished: int, assigned: int, wanted: int, expected: bool) -> None:
    assert all_in(finished, assigned, wanted) is expected


@pytest.mark.parametrize(
    ("typed", "fault"),
    [("", "missing"), ("x", "not_a_number"), ("5", "out_of_range"), (" 3 ", None), ("³", "not_a_number")],
)
def test_a_score_is_a_number_of_its_scale(typed: str, fault: str | None) -> None:
    assert fault_of_score(typed, Scale(1, 4)) == fault


@pytest.mark.parametrize(
    ("answers", "complete", "expected"),
    [([True, True], True, "met"), ([False], True, "not_met"), ([True, False], True, "open"), ([True], False, "open")],
)
def test_readers_settle_a_rule_when_they_agree(answers: list[bool], complete: bool, expected: str) -> None:
    assert answered(answers, complete=complete) == expected


LINE = Standing(frozenset({7}), frozenset({100}))


@pytest.mark.parametrize(
    ("reader", "standing", "endorsers", "rivals", "expected"),
    [
        (1, Standing(), (), (), "self"),
        (2, Standing(), (), (2,), "applicant"),
        (7, Standing(), (), (), "reporting_line"),
        (8, Standing(frozenset({1})), (), (), "reporting_line"),
        (9, Standing(), (9,), (), "endorser"),
        (10, Standing(frozenset(), frozenset({100})), (), (), "same_place"),
        (11, Standing(frozenset({7}), frozenset({200})), (), (), None),
    ],
)
def test_conflicts(
    reader: int, standing: Standing, endorsers: tuple[int, ...], rivals: tuple[int, ...], expected: str | None
) -> None:
    assert conflict((reader, standing), (1, LINE), endorsers, rivals) == expected


@st.composite
def draws(draw: st.DrawFn) -> tuple[dict[int, Need], list[int], dict[int, int], int]:
    """Applications with conflicts, a pool with loads, and a seed."""
    pool = draw(st.lists(st.integers(1, 8), min_size=1, max_size=6, unique=True))
    some = st.frozensets(st.sampled_from(pool), max_size=3)
    needs = {
        one: Need(draw(st.integers(0, 3)), draw(some), draw(some)) for one in range(100, 100 + draw(st.integers(0, 9)))
    }
    loads = {one: draw(st.integers(0, 4)) for one in pool}
    return needs, pool, loads, draw(st.integers(0, 99))


@settings(max_examples=60, deadline=None)
@given(draws())
def test_nobody_is_drawn_against_a_conflict_or_twice(
    case: tuple[dict[int, Need], list[int], dict[int, int], int],
) -> None:
    needs, pool, loads, seed = case
    shares = share_out(needs, pool, loads, seed)
    for one, readers in shares.readers.items():
        free = {person for person in pool if person not in needs[one].blocked | needs[one].taken}
        assert readers <= free
        assert len(readers) == min(needs[one].lacking, len(free))


@settings(max_examples=60, deadline=None)
@given(draws())
def test_no_single_hand_over_makes_the_loads_more_even(
    case: tuple[dict[int, Need], list[int], dict[int, int], int],
) -> None:
    needs, pool, loads, seed = case
    shares = share_out(needs, pool, loads, seed)
    load = {person: loads[person] + sum(person in readers for readers in shares.readers.values()) for person in pool}
    for one, readers in shares.readers.items():
        free = set(pool) - needs[one].blocked - needs[one].taken - readers
        assert all(load[taker] >= load[giver] - 1 for giver in readers for taker in free)


@given(st.integers(1, 40), st.integers(1, 9), st.integers(0, 1000))
def test_without_conflicts_no_two_readers_differ_by_more_than_one(number: int, size: int, seed: int) -> None:
    shares = share_out({one: Need(min(2, size)) for one in range(number)}, range(size), {}, seed)
    load = [sum(person in readers for readers in shares.readers.values()) for person in range(size)]
    assert max(load) - min(load) <= 1


def test_the_same_seed_draws_the_same() -> None:
    needs = {one: Need(2) for one in range(20)}
    assert share_out(needs, range(7), {}, 5) == share_out(needs, range(7), {}, 5)


def test_what_is_lacking_is_told() -> None:
    assert share_out({1: Need(2, blocked=frozenset({8}))}, [8, 9], {}, 1).lacking == {1: 1}


@pytest.mark.parametrize(
    ("effect", "rules", "reason", "expected"),
    [
        ("admit", ("met",), "", None),
        ("admit", ("met", "open"), "", "rule_not_met"),
        ("admit", ("not_met",), "", "rule_not_met"),
        ("refuse", ("not_met",), "why", None),
        ("refuse", ("met",), "", "reason_missing"),
        ("wait", ("open",), "", None),
    ],
)
def test_what_may_be_decided(effect: str, rules: tuple[str, ...], reason: str, expected: str | None) -> None:
    found = fault_of_decision(effect, considered=True, rules=rules, reason_wanted=True, reason=reason)
    assert found == expected


def test_nothing_is_decided_about_what_is_not_considered() -> None:
    assert fault_of_decision("admit", considered=False, rules=(), reason_wanted=False, reason="") == "not_considered"


def test_a_definition_may_let_in_what_is_late_or_incomplete() -> None:
    assert is_considered("late", incomplete=False, late=True)
    assert is_considered("endorsement_missing", incomplete=True, late=False)
    assert not is_considered("withdrawn", incomplete=True, late=True)


@given(st.integers(0, 6), st.integers(1, 3), st.integers(1, 4))
def test_a_capacity_can_be_lowered_and_never_raised(typed: int, wished: int, at_most: int) -> None:
    given_number = capacity_given(typed, wished, at_most)
    assert given_number is not None
    assert 1 <= given_number <= min(wished, at_most)
    assert capacity_fits(typed, wished, at_most) is (1 <= typed <= min(wished, at_most))


def test_without_a_word_the_wish_is_granted() -> None:
    assert capacity_given(None, 3, 3) == 3


def test_newcomers_stand_behind_everybody_on_the_waitlist() -> None:
    assert appended({1: 1, 2: 4}, [9, 8]) == {9: 5, 8: 6}


@given(st.dictionaries(st.integers(1, 30), st.integers(1, 30), min_size=1, max_size=12), st.integers(-3, 40))
def test_moving_keeps_everybody_and_counts_from_one(waiting: dict[int, int], rank: int) -> None:
    who = min(waiting)
    after = moved(waiting, who, rank)
    assert sorted(after.values()) == list(range(1, len(waiting) + 1))
    assert after[who] == max(1, min(rank, len(waiting)))


def test_the_first_of_the_waitlist_has_the_lowest_rank() -> None:
    assert first_of({5: 2, 9: 1}) == 9
    assert first_of({}) is None


def test_places_are_never_below_none() -> None:
    assert places_left(4, 3) == 0
    assert places_left(4, None) is None


def test_the_last_second_of_an_appeal_still_counts() -> None:
    until = appeal_ends(NOW, 10)
    assert until is not None
    assert may_appeal(until + timedelta(milliseconds=900), until)
    assert not may_appeal(until + timedelta(seconds=1), until)
    assert appeal_ends(NOW, None) is None


@pytest.mark.parametrize(("signer", "expected"), [(1, False), (2, False), (3, True), (None, False)])
def test_a_waiver_takes_two_people_and_neither_is_the_applicant(signer: int | None, expected: bool) -> None:
    assert may_sign_second(signer, proposer=1, applicant=2) is expected
