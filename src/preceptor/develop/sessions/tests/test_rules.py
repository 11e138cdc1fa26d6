"""Minutes attended, what counts, sizes and calendar feeds, on plain values."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from preceptor.develop.sessions.rules.attending import Sitting, attended, code_open, counts
from preceptor.develop.sessions.rules.feeds import Sitting as Dated
from preceptor.develop.sessions.rules.feeds import feed
from preceptor.develop.sessions.rules.sizes import Size

EIGHT = datetime(2021, 1, 27, 16, tzinfo=UTC)
DAY = Sitting(EIGHT, 480)
ONE = Dated("one@x", 0, "Session 1", EIGHT, 480, "Room 2-202", "", False, EIGHT)


def after(minutes: int) -> datetime:
    return EIGHT + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("came", "left", "minutes"),
    [(0, None, 480), (-20, None, 480), (25, None, 455), (0, 470, 470), (30, 400, 370), (0, 500, 480), (481, None, 0)],
)
def test_minutes_between_coming_and_leaving(came: int, left: int | None, minutes: int) -> None:
    assert attended(DAY, after(came), None if left is None else after(left)) == minutes


@given(st.integers(-100, 600), st.integers(1, 700))
def test_nobody_attends_more_than_the_session(came: int, stayed: int) -> None:
    assert 0 <= attended(DAY, after(came), after(came + stayed)) <= DAY.minutes


@given(st.integers(0, 480), st.integers(0, 480), st.integers(0, 100))
def test_coming_later_never_counts_more(early: int, later: int, percent: int) -> None:
    first, second = sorted((early, later))
    least = counts(attended(DAY, after(second), None), 0, 480, percent)
    assert counts(attended(DAY, after(first), None), 0, 480, percent) or not least


@pytest.mark.parametrize(
    ("minutes", "made_up", "percent", "enough"),
    [(480, 0, 100, True), (479, 0, 100, False), (432, 0, 90, True), (431, 0, 90, False), (400, 80, 100, True)],
)
def test_enough_of_a_session_counts(minutes: int, made_up: int, percent: int, enough: bool) -> None:
    assert counts(minutes, made_up, 480, percent) is enough


@pytest.mark.parametrize(("minutes", "is_open"), [(-46, False), (-45, True), (0, True), (479, True), (480, False)])
def test_the_code_opens_shortly_before_and_closes_with_the_end(minutes: int, is_open: bool) -> None:
    assert code_open(DAY, after(minutes)) is is_open


@pytest.mark.parametrize(("members", "missing"), [(0, 10), (9, 1), (10, 0), (11, 0)])
def test_a_contract_group_needs_ten(members: int, missing: int) -> None:
    assert Size(10).missing(members) == missing


@pytest.mark.parametrize(("members", "room"), [(19, True), (20, False), (21, False)])
def test_a_full_group_takes_nobody(members: int, room: bool) -> None:
    assert Size(0, 20).room(members) is room


def only_event(*sittings: Dated) -> dict[str, object]:
    (event,) = Calendar.from_ical(feed("Preceptor", sittings)).walk("VEVENT")
    return dict(event)


def test_a_feed_is_read_back() -> None:
    event = only_event(ONE)
    assert (str(event["UID"]), event["DTSTART"].dt, event["DTEND"].dt) == ("one@x", EIGHT, after(480))  # type: ignore[attr-defined]  # a date of the library


def test_a_moved_session_keeps_its_identity_and_raises_its_sequence() -> None:
    moved = only_event(replace(ONE, sequence=1, starts=after(60)))
    assert (str(moved["UID"]), moved["SEQUENCE"]) == ("one@x", 1)


def test_a_session_that_is_called_off_stays_as_called_off() -> None:
    assert str(only_event(replace(ONE, cancelled=True, sequence=2))["STATUS"]) == "CANCELLED"


@given(st.text(max_size=60))
@settings(max_examples=25)
def test_no_title_breaks_out_of_its_line(title: str) -> None:
    (event,) = Calendar.from_ical(feed("x", [replace(ONE, title=f"a{title}")])).walk("VEVENT")
    assert str(event["UID"]) == "one@x"
