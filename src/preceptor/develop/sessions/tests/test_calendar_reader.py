"""A calendar program's own reader, ical.js, understands our feeds through every change of a session."""

import json
import subprocess
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from preceptor.develop.sessions.commands import dating, feeds, roster
from preceptor.develop.sessions.models import GroupSession
from preceptor.develop.sessions.queries.feeds import feed_of
from preceptor.develop.sessions.rules.feeds import Sitting, feed
from preceptor.develop.sessions.tests.world import BEFORE, FIRST_DAY, ZONE, World

SCRIPT = Path(__file__).with_name("calendar_reader.mjs")
LINK = "https://video.example/room-7?pwd=a,b;c"
SESSIONS = 10


def read(**texts: bytes) -> dict[str, Any]:
    """What the reader understood of each feed."""
    asked = {"zone": str(ZONE), "feeds": {name: text.decode() for name, text in texts.items()}}
    made = subprocess.run(["node", str(SCRIPT)], input=json.dumps(asked).encode(), capture_output=True, check=False)
    assert made.returncode == 0, made.stderr.decode()[-2000:]
    return dict(json.loads(made.stdout))


def planned(row: GroupSession) -> dating.Planned:
    """A session as it stands, to be changed."""
    return dating.Planned(row.title, row.starts, row.minutes, row.mode, row.place, row.link)


@pytest.fixture
def said(world: World) -> dict[str, Any]:
    """One member's feed as it was, after three moves of the office, and after leaving; read in one."""
    office, rows = world.actor("program_coordinator"), [world.session(number) for number in (1, 2, 3)]
    secret = feeds.make_feed(by=world.actor("principal"), now=BEFORE)
    before = feed_of(secret)
    later = replace(planned(rows[0]), starts=FIRST_DAY + timedelta(days=1, hours=1), minutes=360)
    on_line = replace(planned(rows[1]), mode="video", link=LINK)
    for row, wanted in ((rows[0], later), (rows[1], on_line)):
        dating.move_session(session_id=row.pk, planned=wanted, by=office, now=BEFORE)
    dating.cancel_session(session_id=rows[2].pk, by=office, now=BEFORE)
    after = feed_of(secret)
    who = world.cast.people["principal"].pk
    roster.remove_member(group_id=world.group_id, person_id=who, by=office, now=BEFORE)
    return {**read(before=before, after=after, left=feed_of(secret)), "uids": [row.uid for row in rows]}


def change(said: dict[str, Any], number: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """One session before and after, found by its identity."""
    uid = said["uids"][number - 1]
    return said["before"]["events"][uid], said["after"]["events"][uid]


def test_every_session_is_read_under_an_identity_of_its_own(said: dict[str, Any]) -> None:
    for name in ("before", "after"):
        found = said[name]
        assert (found["method"], found["count"], len(found["events"])) == ("PUBLISH", SESSIONS, SESSIONS)
    assert said["before"]["events"].keys() == said["after"]["events"].keys()


def test_a_session_that_was_moved_has_a_higher_sequence_and_the_new_time(said: dict[str, Any]) -> None:
    was, now = change(said, 1)
    assert (was["sequence"], was["wall"], was["minutes"]) == (0, "2021-01-27 08:00", 480)
    assert (now["sequence"], now["wall"], now["minutes"]) == (1, "2021-01-28 09:00", 360)


def test_a_session_that_turned_virtual_keeps_its_time_and_has_the_link_whole(said: dict[str, Any]) -> None:
    was, now = change(said, 2)
    assert "Beaudry" in was["location"]
    assert not now["location"]
    assert (was["url"], now["url"], now["sequence"], now["starts"]) == (None, LINK, 1, was["starts"])


def test_a_session_that_was_called_off_stays_and_says_so(said: dict[str, Any]) -> None:
    was, now = change(said, 3)
    assert (was["status"], now["status"], now["sequence"]) == ("CONFIRMED", "CANCELLED", 1)


def test_what_nobody_touched_is_the_same(said: dict[str, Any]) -> None:
    others = said["before"]["events"].keys() - set(said["uids"])
    assert len(others) == SESSIONS - 3
    assert all(said["before"]["events"][uid] == said["after"]["events"][uid] for uid in others)


def test_eight_o_clock_stays_eight_o_clock_over_the_change_of_clocks(said: dict[str, Any]) -> None:
    found = said["before"]["events"].values()
    assert {each["zone"] for each in found} == {"UTC"}
    assert {each["wall"][-5:] for each in found} == {"08:00"}
    assert {each["starts"][11:16] for each in found} == {"16:00", "15:00"}  # winter, then summer time


def test_who_left_the_group_has_an_empty_calendar(said: dict[str, Any]) -> None:
    assert said["left"]["count"] == 0


def test_hard_titles_and_places_are_read_as_they_were_written() -> None:
    title = "Día 1; “rúbricas”, \\ y más · 日本 😀 " + "long " * 30
    place = "Room 2-202, 333 S. Beaudry; 2nd floor\nDoor: 4"
    moment = datetime(2021, 1, 27, 8, tzinfo=ZONE)
    one = Sitting("one@x", 3, title.strip(), moment, 480, place, "", cancelled=False, changed=moment)
    event = read(hard=feed("Preceptor", [one]))["hard"]["events"]["one@x"]
    assert (event["summary"], event["location"], event["sequence"]) == (title.strip(), place, 3)
