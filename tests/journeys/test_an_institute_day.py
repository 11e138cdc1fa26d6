"""An institute day: signed in by the code and by who leads, minutes counted, a task mastered, a session on line."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar
from time_machine import travel

from preceptor.develop.coursework.models import Work
from preceptor.develop.coursework.tests.world import make_world
from preceptor.develop.sessions.models import Attendance
from preceptor.develop.sessions.tests.world import FIRST_DAY, World
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.django_db(transaction=True)]
# The clock runs while people look, so the last digit of what was attended is not told.
LATE, ALMOST_ALL = timedelta(minutes=11), "7 h 4"
LINK = "https://video.example/institute"


@pytest.fixture
def morning(quiet_house: None) -> Iterator[World]:
    """The first session, twelve minutes after it began."""
    with travel(FIRST_DAY + LATE, tick=True):
        yield make_world()


def show_code(leader: Walker) -> str:
    """Who leads opens today's session and shows the code to the room; gives the address behind it."""
    leader.tab.goto("/")
    leader.menu("My sessions")
    leader.look("sessions-that-i-lead")
    leader.press("Session 1")
    leader.look("session-of-the-leader")
    leader.press("Show the code", "body")
    leader.look("code")
    assert leader.tab.locator("img.code").get_attribute("alt")
    return urlsplit(leader.tab.inner_text(".secret")).path


def sign_in(member: Walker, path: str) -> None:
    """Opening the address changes nothing; the button signs in, once."""
    member.tab.goto(path)
    member.look("sign-in")
    assert not Attendance.objects.exists()
    member.press("I am here")
    member.reads("You are signed in since")
    member.look("signed-in")


def enter_the_other(leader: Walker, person_id: int, name: str) -> None:
    """Somebody without a phone is entered by who leads, with the time at which they left."""
    leader.tab.go_back()
    leader.tab.reload()
    leader.reads("Signed in by the code")
    row = leader.tab.locator(".attendance .rows__row", has_text=name)
    row.locator(f"input[name=came-{person_id}]").fill("08:00")
    row.locator(f"input[name=left-{person_id}]").fill("12:00")
    leader.press("Keep the attendance")
    leader.look("attendance")
    leader.reads("Entered: 2 present.", "4 h · Entered by who leads · too short to count", ALMOST_ALL)


def hand_in(member: Walker) -> None:
    """From the page of one's progress to the task, and handed in."""
    member.tab.goto("/")
    member.menu("My progress")
    member.look("my-progress")
    member.reads("Certificate of completion", "things are missing")
    member.follow(member.tab.locator(".pieces a[href*='/practicum/s1/']"))
    member.look("task")
    member.type("Your work, or a word about it", "Requests against sections, and what the team decided.")
    member.press("Hand in")
    member.reads("Handed in. You are told when it has been judged.", "Version 1")


def judge(leader: Walker) -> None:
    """From the desk to the work; a level on each line of the rubric."""
    leader.tab.goto("/")
    leader.menu("To judge")
    leader.look("to-judge")
    leader.desk("Judge: Practicum task")
    for line in ("students", "rigor", "rules"):
        leader.click(leader.tab.locator(f"label[for=level-{line}-mastered]"))
    leader.look("judge")
    leader.press("Keep this judgement")
    leader.reads("Accepted; it counts.")


def follow_the_calendar(member: Walker) -> Callable[[], dict[str, tuple[int, str, str]]]:
    """The secret address of one's own feed; what it says now by identity: sequence, place, link."""
    member.tab.goto("/")
    member.menu("My sessions")
    member.look("my-sessions")
    member.press("Make the address", "body")
    address = urlsplit(member.tab.inner_text(".secret")).path

    def read() -> dict[str, tuple[int, str, str]]:
        events = Calendar.from_ical(member.tab.request.get(address).body()).walk("VEVENT")
        return {
            str(each["UID"]): (int(str(each["SEQUENCE"])), str(each.get("LOCATION", "")), str(each.get("URL", "")))
            for each in events
        }

    return read


def move_on_line(office: Walker) -> None:
    """The office turns the second session virtual."""
    office.tab.goto("/")
    office.menu("Groups")
    office.look("groups")
    office.press("Ours")
    office.look("group")
    office.press("Session 2")
    office.click(office.tab.locator("summary", has_text="Move it, or change its place"))
    office.click(office.tab.locator("input[name=mode][value=video] + label, label:has(input[name=mode][value=video])"))
    office.type("Video link", LINK)
    office.look("move")
    office.press("Move")
    office.reads("Moved; it keeps its place in every calendar.")


@pytest.mark.parametrize("width", [1280, 390])
def test_an_institute_day(morning: World, walk: Callable[..., Walker], width: int) -> None:
    people, users = morning.cast.people, morning.cast.users
    leader, member = walk(users["supervisor"], width), walk(users["principal"], width)
    sign_in(member, show_code(leader))
    enter_the_other(leader, people["staff"].pk, str(people["staff"]))
    hand_in(member)
    judge(leader)
    assert Work.objects.get().state == "accepted"
    member.tab.goto("/")
    member.menu("My progress")
    member.reads("1 of 10", "Mastered", ALMOST_ALL, "of 8 h attended")
    member.look("progress-after")
    calendar = follow_the_calendar(member)
    before = calendar()
    office = walk(users["program_coordinator"], width)
    move_on_line(office)
    after = calendar()
    assert before.keys() == after.keys()
    changed = {uid: after[uid] for uid in after if after[uid] != before[uid]}
    assert list(changed.values()) == [(1, "", LINK)]
    office.tab.goto(f"/progress/cycles/{morning.cycle_id}/")
    office.look("participants")
    office.reads(str(people["staff"]), "Still open")
