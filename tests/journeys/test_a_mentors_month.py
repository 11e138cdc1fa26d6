"""A mentor's month: entered on the phone, answered, handed in, asked about, accepted, worked out and paid once."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from time_machine import travel

from preceptor.develop.activities.models import Activity
from preceptor.develop.activities.tests.world import ZONE, World, make_world
from preceptor.develop.stipends.models import PaymentRun, PayrollFile
from preceptor.develop.stipends.tests.world import number_everybody
from preceptor.foundation.jobs.public import run_pending
from tests.journeys.walker import Walker

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.django_db(transaction=True)]
AFTERNOON = datetime(2024, 2, 27, 15, 10, tzinfo=ZONE)
QUESTION = "Was the second visit of this month moved to March?"
REPLY = "Yes: the school was closed that day. It is booked for March 5."
MOST_CLICKS = 5


@pytest.fixture
def february(quiet_house: None) -> Iterator[World]:
    """A mentor with two mentees near the end of a month, after the orientation."""
    with travel(AFTERNOON, tick=True):
        world = make_world()
        world.orient()
        number_everybody()
        yield world


def card(mentor: Walker, mentee: str) -> "Locator":
    """What the page of the month says of one mentee."""
    return mentor.tab.locator("article.card", has_text=mentee)


def enter(mentor: Walker, mentee: str) -> None:
    """Two meetings: the first with what the form guesses, the second with other minutes."""
    mentor.tab.goto("/")
    mentor.counted()
    mentor.menu("My month")
    mentor.follow(card(mentor, mentee).get_by_role("link", name="Enter or book a meeting"))
    mentor.look("entry-form")
    assert mentor.tab.get_by_label("Minutes").input_value() == "60"
    mentor.press("Enter")
    assert mentor.counted() <= MOST_CLICKS
    mentor.reads("Entered.")
    mentor.follow(card(mentor, mentee).get_by_role("link", name="Enter or book a meeting"))
    mentor.type("From", "10:00")
    mentor.type("Minutes", "90")
    mentor.press("Enter")
    mentor.look("month-of-the-mentor")


def answer(mentee: Walker) -> None:
    """One was so; the other was shorter."""
    mentee.desk("Was it so? 2 entries")
    mentee.look("month-of-the-mentee")
    mentee.press("Yes")
    mentee.reads("Confirmed.")
    mentee.press("No")
    mentee.look("dispute")
    mentee.press("It was shorter or longer")
    mentee.reads("It counts for nothing until the two of you have settled it.")


def settle(mentor: Walker) -> None:
    """The mentor corrects what was disputed; the earlier version stays."""
    mentor.desk("Settle 1 disputed entry")
    mentor.reads("To settle")
    mentor.press("Correct")
    mentor.type("Minutes", "75")
    mentor.press("Enter")
    mentor.reads("Corrected; the earlier version is kept.")


def hand_in(mentor: Walker) -> None:
    """The month's log, made from what was entered."""
    mentor.tab.goto("/activities/")
    mentor.press("Hand in the month", "body")
    mentor.look("log-handed-in")


def ask(office: Walker, name: str) -> None:
    """The office has a question about the log."""
    office.desk("1 log to look at")
    office.look("log-board")
    office.click(office.tab.locator("details.log-rows__fold > summary", has_text=name))
    office.follow(office.tab.locator("details.log-rows__fold[open]").get_by_role("link", name="Open the log"))
    office.look("log-office")
    office.type("Your question", QUESTION)
    office.press("Return with this question", "body")


def reply(mentor: Walker) -> None:
    """The mentor answers and hands it in again; what stood before stays."""
    mentor.desk("Answer the office about your log")
    assert QUESTION in mentor.tab.inner_text("body")
    mentor.look("log-returned")
    mentor.type("Your answer to the office", REPLY)
    mentor.press("Hand in the month", "body")


def accept(office: Walker) -> None:
    """Two versions are to be read; the second is accepted."""
    office.tab.reload()
    office.reads("Handed in, version 1", "Handed in, version 2", REPLY, QUESTION)
    office.press("Accept", "body")
    office.reads("Accepted")


def work_out(office: Walker) -> PaymentRun:
    """Nothing is worked out before the office has chosen a formula, with its reason."""
    office.desk("Choose how pay is worked out")
    office.reads("nothing is worked out until the office has chosen one")
    office.press("Choose the formula")
    office.look("formula")
    office.answer("One amount, whatever")
    office.tab.locator("input[name=amount]").fill("1500")
    office.answer("Each log carries an equal part")
    office.type("Why this reading", "As agreed with the association.")
    office.press("Choose this formula")
    office.look("pay-board")
    office.press("Work out")
    run_pending(now=timezone.now())
    office.tab.reload()
    office.look("run")
    return PaymentRun.objects.get()


def pay(walk: Callable[..., Walker], world: World, office: Walker, width: int) -> bytes:
    """Approved by two people, handed to payroll once; the file stays the same however often it is fetched."""
    office.press("Approve $", "body")
    assert office.tab.get_by_role("button", name="Approve $").count() == 0
    other = walk(world.users["personnel_officer"], width)
    other.desk("Approve pay")
    other.look("run-second-approval")
    other.press("Approve $", "body")
    office.tab.reload()
    office.press("Hand to payroll", "body")
    run_pending(now=timezone.now())
    office.tab.reload()
    office.look("run-with-payroll")
    assert office.tab.get_by_role("button", name="Hand to payroll").count() == 0
    link = office.tab.get_by_role("link", name="Download the file").get_attribute("href") or ""
    first, second = (office.tab.request.get(link).body() for _turn in range(2))
    assert first == second
    assert PayrollFile.objects.count() == 1
    return first


@pytest.mark.parametrize("width", [1280, 390])
def test_a_mentor_s_month(february: World, walk: Callable[..., Walker], width: int) -> None:
    mentor, mentee = (walk(february.users[name], width) for name in ("mentor", "mentee"))
    enter(mentor, str(february.people["mentee"]))
    answer(mentee)
    settle(mentor)
    hand_in(mentor)
    office = walk(february.users["program_coordinator"], width)
    ask(office, str(february.people["mentor"]))
    reply(mentor)
    accept(office)
    assert sorted(Activity.objects.filter(state="held", kind="coaching").values_list("minutes", flat=True)) == [75, 90]
    run = work_out(office)
    rows = list(csv.DictReader(io.StringIO(pay(walk, february, office, width).decode("utf-8-sig"))))
    assert len(rows) == run.lines.exclude(pays=0).count() == 1
    mentor.tab.goto("/stipends/")
    mentor.look("my-pay")
    mentor.reads("with payroll", f"${run.lines.get().pays:,.2f}".removesuffix(".00"))
