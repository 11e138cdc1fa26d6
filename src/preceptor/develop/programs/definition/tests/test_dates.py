"""Dates: fixed, relative, by rule, open and personal, across changes of the clock."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.develop.programs.definition import left_open, outside_window, per_person, resolve_timeline
from preceptor.develop.programs.definition.dates import on_the_clock
from preceptor.develop.programs.definition.moments import NotAMomentError, read_moment
from preceptor.develop.programs.definition.timeline import DateEntry

ZONE = ZoneInfo("America/Los_Angeles")
UTC = dt.UTC


def clock(shown: str) -> dt.datetime:
    """What the district's clock shows, with no zone yet."""
    return dt.datetime.fromisoformat(shown)


def entry(when: object, **more: object) -> DateEntry:
    return DateEntry.model_validate({"title": "x", "when": when, **more})


def resolved(**entries: DateEntry) -> dict[str, str]:
    return {name: moment.isoformat() for name, moment in resolve_timeline(entries, {}, ZONE).items()}


def test_a_fixed_moment_keeps_its_second() -> None:
    assert resolved(a=entry(clock("2023-12-08T23:59:59"))) == {"a": "2023-12-08T23:59:59-08:00"}


def test_a_deadline_given_as_a_day_lasts_to_its_last_second() -> None:
    assert resolved(a=entry(dt.date(2023, 12, 15), kind="deadline")) == {"a": "2023-12-15T23:59:59-08:00"}


def test_anything_else_given_as_a_day_begins_with_it() -> None:
    assert resolved(a=entry(dt.date(2023, 12, 15), kind="opens")) == {"a": "2023-12-15T00:00:00-08:00"}


def test_a_time_of_day_completes_a_day() -> None:
    assert resolved(a=entry(dt.date(2023, 12, 15), time=dt.time(17, 30))) == {"a": "2023-12-15T17:30:00-08:00"}


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("first Friday of May 2024", "2024-05-03"),
        ("last Friday of May 2024", "2024-05-31"),
        ("second monday of september 2024", "2024-09-09"),
        ("last weekday of June 2024", "2024-06-28"),
        ("first weekday of June 2024", "2024-06-03"),
        ("last day of February 2024", "2024-02-29"),
        ("third day of March 2024", "2024-03-03"),
    ],
)
def test_a_day_by_rule(words: str, day: str) -> None:
    assert resolved(a=entry(words))["a"].startswith(day)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("14 days before a", "2023-12-18"),
        ("2 weeks after a", "2024-01-15"),
        ("1 month after a", "2024-02-01"),
        ("1 year after a", "2025-01-01"),
        ("same day as a", "2024-01-01"),
        ("end of the month of a", "2024-01-31"),
        ("first Friday of May after a", "2024-05-03"),
        ("first Monday of January after a", "2024-01-01"),
        ("second tuesday of the month of a", "2024-01-09"),
    ],
)
def test_a_day_counted_from_another(words: str, day: str) -> None:
    assert resolved(a=entry(dt.date(2024, 1, 1)), b=entry(words))["b"].startswith(day)


def test_a_rule_after_its_day_has_passed_means_next_year() -> None:
    dates = resolved(a=entry(dt.date(2024, 6, 1)), b=entry("first Friday of May after a"))
    assert dates["b"].startswith("2025-05-02")


def test_a_month_on_from_the_last_day_is_the_last_day() -> None:
    assert resolved(a=entry(dt.date(2024, 1, 31)), b=entry("1 month after a"))["b"].startswith("2024-02-29")


def test_days_keep_the_time_on_the_clock_when_it_changes() -> None:
    dates = resolved(a=entry(clock("2024-03-09T17:00:00")), b=entry("2 days after a"))
    assert dates["b"] == "2024-03-11T17:00:00-07:00"


def test_hours_are_elapsed_time_when_the_clock_changes() -> None:
    dates = resolved(a=entry(clock("2024-03-09T17:00:00")), b=entry("24 hours after a"))
    assert dates["b"] == "2024-03-10T18:00:00-07:00"


def test_a_time_that_the_clock_skips_moves_on_by_the_gap() -> None:
    assert resolved(a=entry(clock("2024-03-10T02:30:00"))) == {"a": "2024-03-10T03:30:00-07:00"}


def test_of_a_double_time_a_deadline_takes_the_later_one() -> None:
    assert resolved(a=entry(clock("2024-11-03T01:30:00"), kind="deadline")) == {"a": "2024-11-03T01:30:00-08:00"}


def test_of_a_double_time_an_opening_takes_the_earlier_one() -> None:
    assert resolved(a=entry(clock("2024-11-03T01:30:00"), kind="opens")) == {"a": "2024-11-03T01:30:00-07:00"}


def test_an_open_date_is_left_out_until_it_is_given() -> None:
    timeline = {"a": entry("open"), "b": entry("1 day after a")}
    assert left_open(timeline) == ("a",)
    assert resolve_timeline(timeline, {}, ZONE) == {}
    assert set(resolve_timeline(timeline, {"a": dt.date(2024, 1, 9)}, ZONE)) == {"a", "b"}


def test_a_given_date_moves_all_that_lean_on_it() -> None:
    timeline = {"a": entry(dt.date(2024, 1, 1)), "b": entry("1 day after a")}
    dates = resolve_timeline(timeline, {"a": dt.datetime(2024, 2, 1, 8, tzinfo=UTC)}, ZONE)
    assert dates["b"] == dt.datetime(2024, 2, 2, 8, tzinfo=UTC)


def test_a_date_outside_its_window_is_told() -> None:
    timeline = {"a": entry("open", not_before=dt.date(2024, 1, 1), not_after=dt.date(2024, 1, 31))}
    dates = resolve_timeline(timeline, {"a": dt.date(2024, 2, 1)}, ZONE)
    assert outside_window(timeline, dates, ZONE) == ["a"]


def test_dates_counted_from_own_start_are_known_as_such() -> None:
    timeline = {"plan": entry("60 days after own start"), "after": entry("1 day after plan"), "a": entry("open")}
    assert per_person(timeline) == ("plan", "after")


def test_a_personal_date_is_worked_out_from_the_persons_start() -> None:
    timeline = {"plan": entry("60 days after own start", kind="deadline")}
    dates = resolve_timeline(timeline, {"own_start": dt.date(2025, 9, 15)}, ZONE)
    assert dates["plan"].date() == dt.date(2025, 11, 14)


@pytest.mark.parametrize(
    "words",
    [
        "soon",
        "14 days upon a",
        "first Friday of Mai 2024",
        "0x1",
        "32 of May",
        "",
        "101 years after a",
        "last day of May 9999",
    ],
)
def test_words_that_say_no_date_are_refused(words: str) -> None:
    with pytest.raises(NotAMomentError):
        read_moment(words)


moments = st.datetimes(clock("2000-01-01T00:00:00"), clock("2040-01-01T00:00:00")).map(
    lambda m: m.replace(microsecond=0)
)


@given(moments, st.booleans())
def test_every_local_time_lands_within_an_hour_on_the_clock(local: dt.datetime, latest: bool) -> None:
    placed = on_the_clock(local, ZONE, latest=latest)
    assert placed.astimezone(UTC).astimezone(ZONE) == placed
    assert abs(placed.replace(tzinfo=None) - local) <= dt.timedelta(hours=1)


@given(moments, st.integers(0, 800))
def test_so_many_days_before_and_after_meet_again(local: dt.datetime, days: int) -> None:
    dates = resolve_timeline(
        {"a": entry(local), "b": entry(f"{days} days after a"), "c": entry(f"{days} days before b")}, {}, ZONE
    )
    assert abs(dates["c"] - dates["a"]) <= dt.timedelta(hours=1)
    assert (dates["b"].date() - dates["a"].date()).days == days


@given(moments, st.integers(0, 2000))
def test_hours_are_exact(local: dt.datetime, hours: int) -> None:
    dates = resolve_timeline({"a": entry(local), "b": entry(f"{hours} hours after a")}, {}, ZONE)
    assert dates["b"].astimezone(UTC) - dates["a"].astimezone(UTC) == dt.timedelta(hours=hours)


@given(
    st.sampled_from(["first", "second", "third", "fourth", "last"]),
    st.sampled_from(["Monday", "Wednesday", "Sunday"]),
    st.sampled_from(["January", "February", "November"]),
    st.integers(2000, 2090),
)
def test_a_rule_gives_the_day_that_it_names(nth: str, weekday: str, month: str, year: int) -> None:
    day = resolve_timeline({"a": entry(f"{nth} {weekday} of {month} {year}")}, {}, ZONE)["a"]
    assert day.strftime("%A %B %Y") == f"{weekday} {month} {year}"
    place = {"first": 0, "second": 1, "third": 2, "fourth": 3}.get(nth)
    assert (day.day - 1) // 7 == place if place is not None else (day + dt.timedelta(days=7)).month != day.month
