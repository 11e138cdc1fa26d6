"""Groups, sessions, attendance and feeds, from commands to pages."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar
from time_machine import travel

from preceptor.develop.activities.models import Activity
from preceptor.develop.activities.public import judge_cycle
from preceptor.develop.sessions.commands import attending, dating, feeds, groups, roster
from preceptor.develop.sessions.models import Attendance, CohortGroup, GroupSession
from preceptor.develop.sessions.queries.feeds import feed_of
from preceptor.develop.sessions.tests.world import BEFORE, FIRST_DAY, PROGRAMS, World, make_world
from preceptor.foundation.accounts.tests.cast import enter, make_person
from preceptor.foundation.look.public import Refusal

NOON = FIRST_DAY + timedelta(hours=4)
EVENING = FIRST_DAY + timedelta(hours=10)


def browse(world: World, name: str) -> Client:
    client = Client()
    enter(client, world.cast.users[name])
    return client


def came(world: World, name: str = "principal", late: int = 0, left: datetime | None = None, made_up: int = 0) -> None:
    row = attending.Came(world.cast.people[name].pk, FIRST_DAY + timedelta(minutes=late), left, made_up)
    office = world.actor("program_coordinator")
    attending.enter_attendance(session_id=world.session().pk, rows=(row,), by=office, now=EVENING)


def standing() -> list[tuple[str, int]]:
    return list(Activity.objects.filter(state="held").values_list("kind", "minutes"))


def planned(world: World, **more: object) -> dating.Planned:
    row = world.session()
    said = {"title": row.title, "starts": row.starts, "minutes": row.minutes, "mode": row.mode, "place": row.place}
    return dating.Planned(**{**said, **more})  # type: ignore[arg-type]  # a test's short hand


def test_opening_a_group_dates_the_ten_sessions_of_the_memorandum(world: World) -> None:
    rows = list(GroupSession.objects.order_by("starts"))
    assert (len(rows), rows[0].starts, rows[0].minutes, rows[-1].starts.date().isoformat()) == (
        10,
        FIRST_DAY,
        480,
        "2021-04-07",
    )


def test_who_attends_the_whole_day_has_a_confirmed_activity(world: World) -> None:
    came(world)
    assert standing() == [("session", 480)]


def test_who_comes_late_attends_less_and_is_told_when_it_is_too_little(world: World) -> None:
    came(world, late=60)
    assert (standing(), Attendance.objects.count()) == ([], 1)


def test_a_corrected_time_takes_the_earlier_activity_s_place(world: World) -> None:
    came(world)
    came(world, late=10)
    assert (standing(), Activity.objects.filter(state="replaced").count()) == ([("session", 470)], 1)


def test_leaving_early_takes_the_activity_back(world: World) -> None:
    came(world)
    came(world, left=NOON)
    assert standing() == []


def test_no_make_ups_where_the_program_allows_none(world: World) -> None:
    with pytest.raises(Refusal, match="no make-ups"):
        came(world, late=60, made_up=60)


def test_ten_attended_sessions_meet_the_duty(world: World) -> None:
    office, who = world.actor("program_coordinator"), world.cast.people["principal"].pk
    for row in GroupSession.objects.all():
        entered = (attending.Came(who, row.starts),)
        attending.enter_attendance(session_id=row.pk, rows=entered, by=office, now=row.starts + timedelta(hours=9))
    later = datetime(2021, 5, 1, tzinfo=FIRST_DAY.tzinfo)
    found = {(each.duty, each.person_id): each for each in judge_cycle(world.cycle_id, later).verdicts()}
    mine, theirs = found["attendance", who], found["attendance", world.cast.people["staff"].pk]
    assert (mine.counted, mine.status.name, theirs.missing) == (10, "MET", 10)


def test_a_member_signs_in_by_the_code_once(world: World) -> None:
    by, code = world.actor("principal"), world.session().code
    for minutes in (-10, 30):
        attending.sign_in(code=code, by=by, now=FIRST_DAY + timedelta(minutes=minutes))
    assert (Attendance.objects.get().how, standing()) == ("code", [("session", 480)])


@pytest.mark.parametrize("when", [FIRST_DAY - timedelta(hours=1), EVENING])
def test_the_code_is_closed_outside_the_session(world: World, when: datetime) -> None:
    with pytest.raises(Refusal, match="not open now"):
        attending.sign_in(code=world.session().code, by=world.actor("principal"), now=when)


def test_a_stranger_does_not_sign_in(world: World) -> None:
    with pytest.raises(Refusal, match="no such"):
        attending.sign_in(code=world.session().code, by=world.actor("supervisor"), now=FIRST_DAY)


@pytest.mark.parametrize("name", ["principal", "system_administrator"])
def test_only_the_office_and_leaders_enter_attendance(world: World, name: str) -> None:
    with pytest.raises(Refusal, match="no such"):
        attending.enter_attendance(session_id=world.session().pk, rows=(), by=world.actor(name), now=EVENING)


def test_a_session_that_turns_virtual_keeps_its_identity(world: World) -> None:
    before = world.session()
    said = planned(world, mode="video", link="https://video.example/1")
    dating.move_session(session_id=before.pk, planned=said, by=world.actor("program_coordinator"), now=BEFORE)
    after = world.session()
    assert (after.uid, after.sequence, after.place, after.link) == (before.uid, 1, "", "https://video.example/1")


def test_moving_to_the_same_place_tells_no_calendar(world: World) -> None:
    said, office = planned(world), world.actor("program_coordinator")
    dating.move_session(session_id=world.session().pk, planned=said, by=office, now=BEFORE)
    assert world.session().sequence == 0


def test_a_session_that_people_attended_is_not_moved(world: World) -> None:
    came(world)
    said = planned(world, starts=FIRST_DAY + timedelta(days=1))
    with pytest.raises(Refusal, match="signed in"):
        dating.move_session(
            session_id=world.session().pk, planned=said, by=world.actor("program_coordinator"), now=EVENING
        )


def test_calling_a_session_off_takes_its_attendance_back(world: World) -> None:
    came(world)
    dating.cancel_session(session_id=world.session().pk, by=world.actor("program_coordinator"), now=EVENING)
    assert (standing(), world.session().sequence) == ([], 1)


def certification() -> str:
    """The shipped certification with the day of the institute, which its file leaves to the office."""
    text = (PROGRAMS / "mentor-certification.toml").read_text()
    head, open_date, rest = text.partition('[timeline.institute]\ntitle = "The institute"\nwhen = "open"')
    assert open_date
    return head + open_date.replace('"open"', FIRST_DAY.date().isoformat()) + rest


def test_a_group_has_no_more_sessions_than_the_program_says(db: None) -> None:
    world = make_world("institute", certification())
    said = dating.Planned("Day", FIRST_DAY, 450, "video", "", "https://video.example/1")
    office = world.actor("program_coordinator")
    for _turn in range(2):
        dating.add_session(group_id=world.group_id, planned=said, by=office, now=BEFORE)
    with pytest.raises(Refusal, match="all its 2 sessions"):
        dating.add_session(group_id=world.group_id, planned=said, by=office, now=BEFORE)


def test_a_contract_group_takes_place_with_ten(db: None) -> None:
    world = make_world("contract", certification())
    office = world.actor("program_coordinator")
    with pytest.raises(Refusal, match="needs 10 members and has 2"):
        groups.begin_group(group_id=world.group_id, by=office, now=BEFORE)
    for number in range(8):
        person = make_person(f"guest-{number}")
        roster.add_member(group_id=world.group_id, email=person.email, by=office, now=BEFORE)
    groups.begin_group(group_id=world.group_id, by=office, now=BEFORE)
    assert CohortGroup.objects.get(pk=world.group_id).state == "standing"


def test_an_unknown_address_is_put_on_no_roster(world: World) -> None:
    with pytest.raises(Refusal, match="Nobody with this"):
        roster.add_member(
            group_id=world.group_id, email="who@else.example", by=world.actor("program_coordinator"), now=BEFORE
        )


def test_the_feed_holds_the_sessions_of_one_s_groups(world: World) -> None:
    secret = feeds.make_feed(by=world.actor("principal"), now=BEFORE)
    assert len(Calendar.from_ical(feed_of(secret)).walk("VEVENT")) == 10


def test_a_new_address_closes_the_one_before(world: World) -> None:
    first = feeds.make_feed(by=world.actor("principal"), now=BEFORE)
    feeds.make_feed(by=world.actor("principal"), now=BEFORE)
    with pytest.raises(Refusal):
        feed_of(first)


def test_the_feed_is_read_without_signing_in(world: World) -> None:
    secret = feeds.make_feed(by=world.actor("principal"), now=BEFORE)
    response = Client().get(reverse("cohorts:feed", args=[secret]))
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")


def test_my_page_says_how_much_was_attended(world: World) -> None:
    came(world, late=60)
    with travel(EVENING, tick=False):
        page = browse(world, "principal").get(reverse("cohorts:my-sessions")).context["page"]
    line = page.groups[0].sessions[0]
    assert (line.badge[1], line.note) == ("Too short to count", "7 h of 8 h attended")


def test_opening_the_code_s_link_changes_nothing(world: World) -> None:
    url = reverse("cohorts:sign-in", args=[world.session().code])
    client = browse(world, "principal")
    with travel(FIRST_DAY, tick=False):
        assert b"I am here" in client.get(url).content
        assert not Attendance.objects.exists()
        client.post(url)
    assert Attendance.objects.get().came == FIRST_DAY


def test_the_office_enters_times_on_the_page(world: World) -> None:
    who = world.cast.people["principal"].pk
    with travel(EVENING, tick=False):
        client = browse(world, "program_coordinator")
        client.post(
            reverse("cohorts:session-attend", args=[world.session().pk]),
            {f"came-{who}": "08:05", f"left-{who}": "15:50"},
        )
    row = Attendance.objects.get()
    assert (row.person_id, standing()) == (who, [("session", 465)])


def test_one_press_enters_everybody_of_whom_nothing_is_said(world: World) -> None:
    late, other = (world.cast.people[name].pk for name in ("principal", "staff"))
    with travel(EVENING, tick=False):
        client, url = browse(world, "program_coordinator"), reverse("cohorts:session-attend", args=[world.session().pk])
        client.post(url, {f"came-{late}": "08:30", "others": "1"})
        assert Attendance.objects.count() == 2
        client.post(url, {f"came-{other}": "08:00", "others": "1"})
    rows = dict(Attendance.objects.values_list("person_id", "came"))
    assert rows == {other: FIRST_DAY}  # who was entered and is taken out stays out


@pytest.mark.parametrize("address", ["group-list", "group-detail", "session-detail", "session-code"])
def test_pages_of_the_office_open(world: World, address: str) -> None:
    arguments = {"group-list": [], "group-detail": [world.group_id]}.get(address, [world.session().pk])
    assert browse(world, "program_coordinator").get(reverse(f"cohorts:{address}", args=arguments)).status_code == 200


def test_my_page_keeps_to_its_queries(world: World) -> None:
    came(world)
    client, url = browse(world, "principal"), reverse("cohorts:my-sessions")
    with travel(EVENING, tick=False), CaptureQueriesContext(connection) as asked:
        client.get(url)
    queries = [each["sql"] for each in asked.captured_queries if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(queries) <= 15, "\n".join(each[:140] for each in queries)
