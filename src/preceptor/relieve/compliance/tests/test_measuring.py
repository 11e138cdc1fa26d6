"""Measured minutes: one signature for many is counted once, and nothing shown speaks of a person."""

from hypothesis import given
from hypothesis import strategies as some

from preceptor.relieve.compliance.rules.measuring import ENOUGH, kept_back, share_of, shown_median, usual_share


def test_a_median_of_nine_is_not_shown() -> None:
    assert (shown_median([60] * 9), shown_median([60] * 10)) == (None, 60)


def test_one_person_who_signs_ten_times_is_not_ten_people() -> None:
    assert usual_share({1: [30] * 10}) is None


def test_each_person_counts_once_however_often_they_sign() -> None:
    often = {1: [600] * 50}
    assert usual_share({**often, **{number: [60] for number in range(2, 12)}}) == 60


@given(some.integers(0, 1800), some.integers(1, 400))
def test_the_shares_of_a_signature_add_up_to_its_time(seconds: int, obligations: int) -> None:
    shared = share_of(seconds, obligations) * obligations
    assert seconds <= shared < seconds + obligations


ROWS = some.dictionaries(some.text("abcdef", min_size=1, max_size=3), some.integers(0, 40), max_size=8)


@given(ROWS)
def test_no_hidden_row_is_the_sum_less_the_others(counts: dict[str, int]) -> None:
    hidden = kept_back(counts)
    assert len(hidden) != 1 or len(counts) == 1


@given(ROWS)
def test_what_is_shown_stands_for_ten_and_no_more_is_hidden_than_needed(counts: dict[str, int]) -> None:
    hidden = kept_back(counts)
    few = {key for key, number in counts.items() if number < ENOUGH}
    assert few <= hidden
    assert len(hidden - few) <= 1
