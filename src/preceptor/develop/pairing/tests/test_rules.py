"""How well two people fit, which pairs are never made, who is a mentee, and which pairs go on."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preceptor.develop.pairing.plans.scoring import exclusions, term_table
from preceptor.develop.pairing.queries.words import wish_badge
from preceptor.develop.pairing.rules.arrivals import Standing, going_on, jobs_asked, program_year, room
from preceptor.develop.pairing.rules.blocks import BLOCKS, Known, blocked_by
from preceptor.develop.pairing.rules.fit import TERMS, Side, seen, terms

words = st.frozensets(st.sampled_from("abcd"), max_size=3)
sides = st.builds(
    Side,
    person_id=st.integers(1, 40),
    level=st.sampled_from(["", "elementary", "high"]),
    local_district=st.sampled_from(["", "North", "South"]),
    latitude=st.none() | st.floats(33, 36),
    longitude=st.none() | st.floats(-120, -117),
    enrollment=st.none() | st.integers(0, 3000),
    need_share=st.none() | st.floats(0, 1),
    years=st.integers(0, 30),
    language=st.sampled_from(["en", "es"]),
    topics=words,
    languages=words,
    wished=st.frozensets(st.integers(1, 40), max_size=3),
    held_levels=st.frozensets(st.sampled_from(["elementary", "high"])),
)
ids = st.integers(1, 12)
people_pairs = st.sets(st.tuples(ids, ids), max_size=6)
knowns = st.builds(
    Known,
    lines=st.dictionaries(ids, st.lists(ids, max_size=3).map(tuple), max_size=6),
    evaluators=st.dictionaries(ids, ids, max_size=4),
    units=st.dictionaries(ids, st.lists(st.integers(100, 103), max_size=2), max_size=6),
    districts=st.dictionaries(ids, st.sampled_from(["", "North", "South"]), max_size=6),
    conflicts=people_pairs,
    failed=people_pairs,
)


@given(sides, sides)
def test_every_term_lies_between_nothing_and_full(mentor, mentee):
    assert all(0 <= term(mentor, mentee) <= 100 for term in TERMS.values())


@settings(max_examples=40)
@given(st.lists(sides, min_size=1, max_size=6), st.lists(sides, min_size=1, max_size=6))
def test_tables_of_terms_hold_what_each_rule_says(mentors, mentees):
    for kind, term in TERMS.items():
        table = term_table(kind, mentors, mentees)
        assert table.tolist() == [[term(mentor, mentee) for mentee in mentees] for mentor in mentors]


@given(knowns, st.sets(ids), st.sets(ids))
def test_exclusions_name_exactly_the_pairs_that_a_rule_excludes(known, mentors, mentees):
    asked = {(mentor, mentee): blocked_by(known, mentor, mentee, BLOCKS) for mentor in mentors for mentee in mentees}
    assert exclusions(known, mentors, mentees, BLOCKS) == {pair: rule for pair, rule in asked.items() if rule}


@given(knowns, ids, ids)
def test_lines_schools_and_conflicts_exclude_both_ways(known, one, other):
    for rule in ("own_supervisor", "reporting_line", "same_school", "declared_conflict", "same_district"):
        assert blocked_by(known, one, other, [rule]) == blocked_by(known, other, one, [rule])


def test_nobody_mentors_themselves_whatever_the_definition_says():
    assert blocked_by(Known({}, {}, {}, {}, (), ()), 1, 1, []) == "same_person"


@given(sides, sides, st.sets(st.sampled_from(sorted(TERMS))))
def test_what_is_not_looked_at_is_not_kept_and_changes_no_score(mentor, mentee, kinds):
    weights = dict.fromkeys(kinds, 10)
    assert terms(seen(mentor, weights), seen(mentee, weights), weights) == terms(mentor, mentee, weights)


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(0, 4000))
def test_the_program_year_never_falls_and_begins_with_one(start, days):
    on = start + timedelta(days)
    assert program_year(start, start) == 1
    assert program_year(start, on) <= program_year(start, on + timedelta(1)) <= program_year(start, on) + 1


def test_the_second_program_year_begins_on_the_anniversary():
    assert [program_year(date(2025, 7, 1), on) for on in (date(2026, 6, 30), date(2026, 7, 1))] == [1, 2]


def test_pairs_go_on_while_both_are_here_and_the_years_last():
    pairs = [Standing(1, 11, 1), Standing(1, 12, 2), Standing(2, 13, 1), Standing(1, 14, 1)]
    assert going_on(pairs, {11, 12, 13}, {1}, 2) == [Standing(1, 11, 2)]


@given(st.integers(0, 5), st.integers(0, 9))
def test_room_is_never_negative(capacity, held):
    assert room(capacity, held) == max(0, capacity - held)


@pytest.mark.parametrize(
    ("wished", "standing", "capacity", "word"),
    [
        (True, 1, 1, "Said"),
        (False, 0, 2, "Not said yet"),
        (False, 1, 2, "Can still be said"),
        (False, 1, 1, "Not needed any more"),
    ],
)
def test_a_wish_is_asked_for_while_it_can_still_change_something(wished, standing, capacity, word):
    assert wish_badge(wished, standing, capacity)[1] == word


def test_only_holders_of_a_job_are_looked_at_when_the_condition_demands_it():
    assert jobs_asked(["current_principal", "charter"], lambda _facts: False) == {"principal"}


def test_everybody_is_looked_at_when_the_condition_may_find_others():
    assert jobs_asked(["current_principal", "administrator"], lambda _facts: None) is None
