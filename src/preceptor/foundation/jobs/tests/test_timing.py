"""The wait before another try, and the periods of schedules."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from preceptor.foundation.jobs.rules.timing import (
    back_off,
    daily_period,
    local_path,
    repeating_period,
    share_done,
    spent,
)

ZONE = ZoneInfo("America/Los_Angeles")
moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  zone given
hours = st.times().map(lambda at: at.replace(microsecond=0))


@given(attempt=st.integers(1, 10_000), seed=st.text(max_size=20))
def test_the_wait_lies_between_half_and_the_whole_of_the_doubled_one(attempt: int, seed: str) -> None:
    whole = min(3600.0, 5 * 2.0 ** min(attempt - 1, 60))
    assert whole / 2 <= back_off(attempt, seed=seed, first=5, longest=3600).total_seconds() <= whole


def test_the_same_seed_waits_equally_long() -> None:
    assert back_off(3, seed="a", first=5, longest=60) == back_off(3, seed="a", first=5, longest=60)


def test_two_jobs_that_failed_together_come_back_apart() -> None:
    waits = {back_off(3, seed=f"job {n}", first=5, longest=60) for n in range(50)}
    assert len(waits) == 50


def test_patience_ends_with_the_last_attempt() -> None:
    assert [spent(n, max_attempts=2) for n in (0, 1, 2, 3)] == [False, False, True, True]


@given(now=moments, at=hours)
def test_a_daily_period_is_due_and_less_than_two_days_old(now: datetime, at: time) -> None:
    period = daily_period(now, at=at, zone=ZONE)
    assert timedelta(0) <= now - period.due < timedelta(hours=26)


@given(now=moments, at=hours)
def test_every_local_day_has_one_period(now: datetime, at: time) -> None:
    names = {daily_period(now + timedelta(hours=n), at=at, zone=ZONE).name for n in range(24 * 5)}
    assert 5 <= len(names) <= 6


def test_daylight_saving_moves_the_moment_and_not_the_local_hour() -> None:
    winter = daily_period(datetime(2026, 1, 5, 20, tzinfo=UTC), at=time(6), zone=ZONE)
    summer = daily_period(datetime(2026, 7, 6, 20, tzinfo=UTC), at=time(6), zone=ZONE)
    assert (winter.due.hour, summer.due.hour) == (14, 13)


@given(now=moments, minutes=st.integers(1, 10_000))
def test_repeating_periods_follow_one_another_without_a_gap(now: datetime, minutes: int) -> None:
    every = timedelta(minutes=minutes)
    period = repeating_period(now, every=every)
    assert period.due <= now < period.due + every
    assert repeating_period(period.due + every, every=every).due == period.due + every


@given(done=st.integers(0, 10**9), total=st.integers(0, 10**9))
def test_the_share_done_is_between_nothing_and_all(done: int, total: int) -> None:
    assert 0 <= share_done(done, total) <= 100


def test_a_result_is_found_on_this_site_alone() -> None:
    kept = [
        local_path(text) for text in ("/pairing/1/", "//elsewhere", "/\\elsewhere", "https://elsewhere", None, "/a\n")
    ]
    assert kept == ["/pairing/1/", "", "", "", "", ""]
