"""What the office sees, days counted once, and who owes a duty that depends on something."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.develop.activities.rules.evaluate import evaluate
from preceptor.develop.activities.rules.privacy import office_sees
from preceptor.develop.activities.rules.values import Owing, Span, merged
from preceptor.develop.activities.tests.spring import AFTER, ALL, CHECK_IN, MENTOR, OTHER, SPRING, owed

DAYS = st.dates(date(2024, 1, 1), date(2024, 3, 1))
SPANS = st.lists(st.tuples(DAYS, st.integers(0, 30)).map(lambda two: Span(two[0], two[0] + timedelta(days=two[1]))))


@pytest.mark.parametrize(
    ("words", "measure", "kinds", "seen"),
    [
        (["hours"], "hours", ["coaching", "school_visit"], True),
        (["kinds", "visits"], "hours", ["coaching"], False),
        (["visits"], "occurrences", ["school_visit"], True),
        (["visits"], "occurrences", ["coaching", "school_visit"], False),
        (["kinds"], "occurrences", ["coaching"], True),
        ([], "occurrences", ["coaching"], False),
    ],
)
def test_the_office_sees_amounts_of_what_it_may_see(
    words: list[str], measure: str, kinds: list[str], seen: bool
) -> None:
    assert office_sees(words).amount(measure, kinds) is seen


@given(SPANS)
def test_days_that_are_merged_are_the_same_days_once(spans: list[Span]) -> None:
    def days(found: Span) -> set[date]:
        assert found.last is not None
        return {found.first + timedelta(days=n) for n in range((found.last - found.first).days + 1)}

    once = merged(spans)
    assert set().union(*map(days, once)) == set().union(*map(days, spans))
    assert sum(len(days(each)) for each in once) == len(set().union(*map(days, spans)))


def test_a_span_without_an_end_takes_in_what_follows() -> None:
    assert merged([Span(date(2024, 3, 1), date(2024, 3, 5)), Span(date(2024, 1, 1))]) == (Span(date(2024, 1, 1)),)


def test_only_those_for_whom_a_condition_holds_owe_the_duty() -> None:
    both = owed(alone=(Owing(MENTOR, None, (ALL,)), Owing(OTHER, None, (ALL,))))
    grids = evaluate((replace(CHECK_IN, owers=frozenset({OTHER})), CHECK_IN), both, (), SPRING, AFTER)
    assert [{each.person_id for each in grid.owing} for grid in grids] == [{OTHER}, {MENTOR, OTHER}]
