"""How a desk is laid out."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from preceptor.foundation.desk.rules import PLACES, Desk, DeskItem, arrange

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
TONIGHT = NOW.replace(hour=23, minute=59)


def item(
    title: str = "Endorse",
    minutes: int = 5,
    days: float | None = None,
    kind: str = "endorsement",
    since: int | None = None,
) -> DeskItem:
    due = None if days is None else NOW + timedelta(days=days)
    waiting = None if since is None else NOW - timedelta(days=since)
    return DeskItem(title, f"/{title}", minutes, due, waiting, kind)


def laid(*items: DeskItem) -> Desk:
    return arrange(items, NOW, TONIGHT)


def titles(desk: Desk) -> dict[str, list[str]]:
    return {group.place: [held.title for held in group.items] for group in desk.groups}


def test_what_is_due_today_is_for_now():
    assert titles(laid(item(days=0.1))) == {"now": ["Endorse"]}


def test_what_has_no_date_is_for_now():
    assert titles(laid(item())) == {"now": ["Endorse"]}


def test_what_is_due_in_seven_days_is_for_this_week():
    assert titles(laid(item(days=7))) == {"week": ["Endorse"]}


def test_what_is_due_in_eight_days_is_for_later():
    assert titles(laid(item(days=8))) == {"later": ["Endorse"]}


def test_what_others_are_to_do_waits_even_when_it_is_late():
    assert titles(laid(item(days=-3, kind="waiting"))) == {"waiting": ["Endorse"]}


def test_only_what_the_reader_owes_is_marked_late():
    assert [
        held.late
        for group in laid(item("a", days=-1), item("b", days=-1, kind="waiting")).groups
        for held in group.items
    ] == [True, False]


def test_what_is_due_first_stands_first_and_undated_things_by_how_long_they_wait():
    desk = laid(item("new", since=1), item("old", since=9), item("today", days=0.2), item("late", days=-2))
    assert titles(desk) == {"now": ["late", "today", "old", "new"]}


def test_the_minutes_of_this_week_leave_out_later_and_waiting():
    assert (
        laid(item("a", 5), item("b", 7, days=3), item("c", 9, days=30), item("d", 11, kind="waiting")).minutes_this_week
        == 12
    )


def test_the_same_thing_told_by_two_contexts_stands_once():
    assert laid(item(), item()).to_do == 1


def test_an_empty_desk_says_so():
    assert laid().empty


things = st.builds(
    item,
    st.text("abc", min_size=1),
    st.integers(0, 90),
    st.none() | st.floats(-30, 60),
    st.sampled_from(["task", "waiting"]),
    st.none() | st.integers(0, 60),
)


@given(st.lists(things))
def test_nothing_is_lost_and_nothing_doubled(items):
    desk = laid(*items)
    shown = [(held.url, held.title) for group in desk.groups for held in group.items]
    assert sorted(shown) == sorted({(held.url, held.title) for held in items})


@given(st.lists(things))
def test_groups_stand_in_their_order_and_hold_something(items):
    places = [group.place for group in laid(*items).groups]
    assert places == [place for place in PLACES if place in places]


@given(st.lists(things), st.randoms())
def test_the_order_does_not_depend_on_who_was_asked_first(items, random):
    unique = list({(held.url, held.title): held for held in items}.values())
    shuffled = unique[:]
    random.shuffle(shuffled)
    assert laid(*unique) == laid(*shuffled)
