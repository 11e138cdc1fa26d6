"""What holds for every case: sums, the cap, more never pays less, order does not matter."""

import itertools
import random
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from preceptor.develop.stipends.rules.arithmetic import work_out
from preceptor.develop.stipends.rules.hours import merged, merged_minutes
from preceptor.develop.stipends.rules.values import FORMULAS, Case, Hours, OwedLog, Stretch, Terms
from preceptor.develop.stipends.tests.cases import FIRST, LAST, LENGTH, MONTHS, hour

CENT = Decimal("0.01")
MONEY = st.decimals(1, 5000, places=2)
TIERS = st.lists(MONEY, min_size=1, max_size=4).map(lambda found: tuple(enumerate(sorted(found), start=1)))
TERMS = st.builds(
    Terms,
    st.sampled_from(FORMULAS),
    MONEY,
    st.none() | MONEY,
    st.integers(0, 100),
    TIERS,
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
STRETCH = st.builds(
    lambda partner, start, length: Stretch(
        partner, FIRST + timedelta(days=start), FIRST + timedelta(days=start + length)
    ),
    st.integers(1, 3),
    st.integers(-20, LENGTH + 20),
    st.integers(0, LENGTH),
)
LOGS = st.tuples(*(st.sampled_from(["open", "submitted", "accepted"]) for _each in MONTHS)).map(
    lambda states: tuple(OwedLog("l", month, "Log", state) for month, state in zip(MONTHS, states, strict=True))
)
HOURS = st.lists(
    st.builds(
        lambda number, minutes, at, accepted: hour(number, minutes, at=at, accepted=accepted),
        st.integers(1, 9),
        st.integers(5, 240),
        st.integers(0, 5000),
        st.booleans(),
    ),
    max_size=8,
).map(tuple)
CASES = st.builds(
    lambda together, logs, hours, paid: Case(7, FIRST, LAST, tuple(together), logs, hours, paid=paid),
    st.lists(STRETCH, max_size=5),
    LOGS,
    HOURS,
    st.sampled_from([Decimal("0.00"), Decimal("120.35")]),
)
LOOK = settings(max_examples=25, deadline=None)


@given(TERMS, CASES)
@LOOK
def test_the_upper_amount_is_never_exceeded(terms: Terms, case: Case) -> None:
    worked = work_out(terms, case)
    assert terms.at_most is None or max(worked.owed, worked.pays + case.paid * (not worked.held)) <= terms.at_most


@given(TERMS, CASES)
@LOOK
def test_every_amount_is_whole_cents_and_nothing_owed_is_negative(terms: Terms, case: Case) -> None:
    worked = work_out(terms, case)
    assert worked.owed >= 0
    assert all(each.result == each.result.quantize(CENT) for each in worked.steps)


@given(TERMS, CASES)
@LOOK
def test_the_last_step_is_what_is_paid(terms: Terms, case: Case) -> None:
    worked = work_out(terms, case)
    assert worked.steps[-1].result == worked.pays


@given(TERMS, CASES)
@LOOK
def test_the_parts_of_the_days_add_up_to_the_base(terms: Terms, case: Case) -> None:
    days = [each for each in work_out(terms, case).steps if each.code == "days"]
    assert not days or sum(Decimal(each.facts["part"]) for each in days) == days[-1].result


@given(TERMS, CASES, st.randoms())
@LOOK
def test_the_order_of_partners_logs_and_hours_does_not_matter(terms: Terms, case: Case, chance: random.Random) -> None:
    mixed = replace(
        case,
        together=tuple(chance.sample(case.together, len(case.together))),
        logs=tuple(chance.sample(case.logs, len(case.logs))),
        hours=tuple(chance.sample(case.hours, len(case.hours))),
    )
    one, other = work_out(terms, case), work_out(terms, mixed)
    assert (one.owed, one.pays, one.steps, one.problems) == (other.owed, other.pays, other.steps, other.problems)


@given(TERMS, CASES, STRETCH)
@LOOK
def test_more_days_never_pay_less(terms: Terms, case: Case, more: Stretch) -> None:
    longer = replace(case, together=(*case.together, more))
    assert work_out(terms, longer).owed >= work_out(terms, case).owed


@given(TERMS, CASES, st.integers(0, 5))
@LOOK
def test_one_more_accepted_log_never_pays_less(terms: Terms, case: Case, turn: int) -> None:
    logs = tuple(replace(each, state="accepted") if n == turn else each for n, each in enumerate(case.logs))
    plain = replace(case, paid=Decimal(0))
    assert work_out(terms, replace(plain, logs=logs)).pays >= work_out(terms, plain).pays


@given(TERMS, CASES, st.integers(5, 240), st.integers(0, 5000))
@LOOK
def test_one_more_hour_never_pays_less(terms: Terms, case: Case, minutes: int, at: int) -> None:
    more = replace(case, hours=(*case.hours, hour(99, minutes, at=at)))
    assert work_out(terms, more).owed >= work_out(terms, case).owed


@given(HOURS)
@LOOK
def test_merged_time_holds_every_minute_once(hours: tuple[Hours, ...]) -> None:
    minutes = {each.starts + timedelta(minutes=n) for each in hours for n in range(each.minutes)}
    assert merged_minutes(hours) == len(minutes)


@given(HOURS)
@LOOK
def test_merged_stretches_do_not_overlap(hours: tuple[Hours, ...]) -> None:
    found = merged(hours)
    assert all(
        first + timedelta(minutes=minutes) <= second for (first, minutes), (second, _) in itertools.pairwise(found)
    )
