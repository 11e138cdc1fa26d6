"""One journey through the first program: from last year's cycle to a pair that both sides know of."""

import re
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from preceptor.develop.admissions.tests.world import letters, link_in
from preceptor.develop.programs.models import Cycle
from preceptor.foundation.district.public import zone
from preceptor.foundation.jobs.public import run_pending
from tests.journeys.papers import resume
from tests.journeys.town import Town
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.django_db(transaction=True)]

CHANGES = {
    "The title": "New Principals Support",
    "“The call for mentors opens”: the date": "2026-11-23",
    "“Applications are due”: the date": "2026-12-11T23:59:59",
    "“Applicants hear the decision”: the date": "2026-12-18",
    "“Orientation of mentors”: the first day allowed": "2027-01-01",
    "“Orientation of mentors”: the last day allowed": "2027-01-31",
    "“Mentoring begins”: the date": "2027-01-11",
    "“The program year ends”: the date": "2027-06-30",
    "Payment “Mentor's stipend”: the upper amount": "3200",
}
PAY = "Up to $3,200 a semester, from Spring 2027, for mentors whose monthly logs are in."
SUCCESS = "Reading rose in every grade for three years; the state's figures show it school by school."
COACHING = "I ask what they would advise a friend in their place, and wait for the answer."

Walk = Callable[..., Walker]


@pytest.mark.parametrize("width", [1280, 390])
def test_from_the_call_to_a_pair_that_both_sides_know_of(
    before_the_call: Town, walk: Walk, tmp_path: Path, width: int
) -> None:
    town = before_the_call
    office = walk(town.users["coordinator"], width)
    publish(office, town)
    town.cycle_id = Cycle.objects.get(name="2026-27").pk
    applicant = walk(town.users["applicant"], width)
    apply(applicant, resume(tmp_path))
    endorse(walk(None, width, path=link_in(letters("endorsement_asked")[0])))
    submit(applicant)
    town.hand_in("rival", timezone.now())
    close_the_call(office)
    assign_readers(office)
    for key in ("reader_1", "reader_2"):
        read(walk(town.users[key], width), town)
    decide(office)
    tell_everybody(office)
    hear(applicant)
    match(office)
    adopt(office, town)
    meet(walk(town.users["newcomer"], width), town.name("applicant"))
    meet(applicant, town.name("newcomer"))


def publish(office: Walker, town: Town) -> None:
    """The coordinator copies last cycle, edits dates and money, reads what changes, and publishes."""
    office.look("desk-quiet")
    office.menu("Programs")
    office.look("programs")
    office.press("2023-24")
    office.look("cycle-last")
    office.type("Name", "2026-27")
    office.press("Copy")
    office.look("cycle-edit")
    for label, value in CHANGES.items():
        office.tab.get_by_label(label, exact=True).fill(value)
    office.click(office.tab.locator("summary", has_text="Wording of dates and money"))
    office.tab.get_by_label("Payment “Mentor's stipend”: the sentence", exact=True).fill(PAY)
    office.press("Save and see what changes")
    office.look("cycle-review")
    office.reads("the upper amount rises from $3,060 to $3,200", "from December 8, 2023", "to December 11, 2026")
    office.press("Publish")
    office.reads("The cycle is published.")
    office.look("cycle-published")


def apply(applicant: Walker, paper: Path) -> None:
    """The principal sees where she stands, answers, hands in her résumé, signs, and asks her supervisor."""
    applicant.look("desk-applicant")
    applicant.menu("Calls")
    applicant.look("calls")
    applicant.press("New Principals Support")
    applicant.look("call")
    applicant.reads("New Principals Support", "2026-27", "$3,200 a semester")
    applicant.reads("You have permanent status as a principal.", "Personnel records", "Dec 1, 2026", "Met")
    applicant.press("Start my application")
    applicant.look("application-new")
    applicant.press("Ask my supervisor")
    applicant.press("Answer the questions")
    applicant.look("answers")
    applicant.type("How many new principals", "2")
    applicant.type("Describe one improvement", SUCCESS)
    applicant.type("How would you help a new principal", COACHING)
    applicant.press("Save")
    applicant.upload(paper)
    applicant.press("Code of ethics for mentors")
    applicant.look("ethics")
    applicant.answer("have read this and will keep to it")
    applicant.counted()
    applicant.press("Sign")
    assert applicant.counted() == 1
    applicant.look("application-whole")


def endorse(supervisor: Walker) -> None:
    """A mail scanner follows the letter's link twice; then the supervisor opens it and signs, without an account."""
    assert supervisor.tab.request.get(supervisor.tab.url).ok
    supervisor.tab.reload()
    supervisor.clicks = 1  # on the link in the letter
    supervisor.look("endorsement")
    supervisor.type("Your telephone", "555-0100")
    supervisor.press("Sign and endorse")
    assert supervisor.counted() == 2
    supervisor.look("endorsed")
    supervisor.reads("Thank you")


def submit(applicant: Walker) -> None:
    """She checks her answers and hands them in."""
    applicant.press("Check and submit")
    applicant.look("check")
    applicant.reads(SUCCESS, "Teresa Alvarez", "Endorsed")
    applicant.press("Submit my application")
    applicant.look("submitted")


def close_the_call(office: Walker) -> None:
    """The coordinator moves both deadlines to this minute, with a reason."""
    moment = timezone.now().astimezone(zone())
    office.menu("Programs")
    office.press("2026-27")
    for title in ("Supervisors' endorsements are due", "Applications are due"):
        office.follow(office.tab.get_by_role("link", name=re.compile(f"Move.*{title}")))
        office.look("date-move")
        office.type("Day", f"{moment:%Y-%m-%d}")
        office.type("Time", f"{moment:%H:%M:%S}")
        office.type("Why it moves", "Every principal has applied.")
        office.press("Move the date")
        office.reads("The date is moved.")
    time.sleep(max(0.0, (moment + timedelta(seconds=2) - timezone.now()).total_seconds()))


def assign_readers(office: Walker) -> None:
    """Two people of the office read every application."""
    office.desk("Assign readers to 2 applications")
    office.look("readers")
    office.answer("Samuel Ortiz")
    office.answer("Helen Park")
    office.press("See the draw")
    office.look("draw")
    office.press("Assign and write to them")
    office.look("applications")


def read(reader: Walker, town: Town) -> None:
    """A reader scores both applications."""
    reader.desk("Read 2 applications")
    for name in (town.name("applicant"), town.name("rival")):
        reader.look("to-read")
        reader.press(name)
        reader.look("review")
        for scale in reader.tab.locator(".scale").all():
            scale.locator("label").last.click()
        reader.press("Hand in my scores")
    reader.look("all-read")


def decide(office: Walker) -> None:
    """Both are accepted at once, in three clicks."""
    office.desk("Decide on 2 applications")
    office.look("board")
    office.counted()
    office.type("Tick the best", "2")
    office.press("Tick")
    office.clicks += 1
    office.tab.get_by_label("What is decided about those ticked").select_option(label="Accepted")
    office.press("Decide")
    assert office.counted() <= 3
    office.look("decided")


def tell_everybody(office: Walker) -> None:
    """The preview names the count; one button tells all."""
    office.press("Letters to all at once")
    office.look("letters-preview")
    office.reads("Accepted", "2")
    office.press("Send 2 letters")
    office.look("letters-sent")


def hear(applicant: Walker) -> None:
    """The applicant finds the decision on her page and among her letters."""
    applicant.menu("Letters")
    applicant.look("my-letters")
    applicant.press("You")
    applicant.look("letter")
    applicant.menu("Calls")
    applicant.look("calls-decided")
    applicant.press("Accepted")
    applicant.look("application-decided")
    applicant.reads("Accepted")


def match(office: Walker) -> None:
    """Participants are found, and a proposal is asked for and proven."""
    office.menu("Pairs")
    if "/cycles/" not in office.tab.url:
        office.look("pair-cycles")
        office.press("New Principals Support")
    office.look("pairs-empty")
    office.counted()
    office.press("Look for participants")
    office.look("pairs-waiting")
    office.press("Match")
    assert office.counted() <= 2
    office.look("working")
    run_pending(now=timezone.now())
    office.tab.get_by_role("heading", name="Proven").wait_for()
    office.look("proposal")


def adopt(office: Walker, town: Town) -> None:
    """She reads the reasons of a pair, weighs another mentor, leaves it, and adopts."""
    line = office.tab.locator("li.pair", has_text=town.name("newcomer"))
    office.click(line.locator("summary"))
    office.look("proposal-reasons")
    office.follow(line.get_by_role("link", name="Another mentor"))
    office.look("mentors")
    office.press(f"See what this does · {town.name('rival')}")
    office.look("weigh")
    office.press("Leave it as it was")
    office.press("Adopt 2 pairs")
    office.look("pairs-standing")
    office.reads("2 pairs stand")


def meet(one: Walker, partner: str) -> None:
    """Somebody finds the other on the page of pairs, and a letter about it."""
    one.tab.goto("/")
    one.menu("My pairs")
    one.look(f"my-pairs-{partner.split(maxsplit=1)[0]}")
    one.reads(partner)
    one.menu("Letters")
    one.press(partner)
    one.look(f"letter-of-{partner.split(maxsplit=1)[0]}")
    one.reads(partner)
