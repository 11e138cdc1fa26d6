"""A coach candidate from self-assessment to training, at the desk and on the phone."""

from collections.abc import Callable

import pytest

from preceptor.develop.admissions.models import Application
from preceptor.develop.growth.models import Nomination, Placement
from preceptor.develop.growth.tests.conftest import load_shipped
from tests.journeys.town import Town
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.django_db(transaction=True)]


def place(candidate: Walker, partner: str) -> None:
    """The candidate chooses a level in each strand, says why, and asks somebody who does not evaluate them."""
    candidate.menu("My growth")
    candidate.look("my-growth-empty")
    candidate.press("Place myself")
    for strand in ("coaching", "leadership"):
        candidate.tab.locator(f"label[for=level-{strand}-3]").click()
    candidate.tab.fill("#text-coaching", "A new principal thanked me for a question.")
    candidate.look("placing")
    candidate.tab.select_option("#partner", label=f"{partner} · Specialist")
    candidate.press("Save and ask")
    candidate.reads(f"{partner} is asked and can read what you wrote.")


def agree(partner: Walker, name: str) -> None:
    """Whoever was asked reads it and sees the same."""
    partner.desk(f"Agree with {name} on where they stand")
    partner.look("placement-answer")
    partner.reads("A new principal thanked me for a question.")
    partner.press("Answer")
    partner.reads("Agreed")


def share_and_set_goal(candidate: Walker) -> None:
    """The candidate shares the level with the office, and sets a goal with evidence."""
    candidate.tab.goto("/growth/")
    candidate.reads("Progressing")
    candidate.press("Let the office that finds coaches see this level")
    candidate.look("my-growth")
    candidate.press("Set a goal")
    candidate.type("What you want to reach", "I ask before I tell.")
    candidate.type("Until", "2027-05-28")
    candidate.press("Set this goal")
    candidate.type("What shows it", "A colleague counted eleven questions.")
    candidate.press("Write it down")
    candidate.look("goal")


def nominate(office: Walker, name: str) -> None:
    """The office sees what is met and what is missing, and nominates."""
    office.tab.goto("/growth/ready/coach/?shown=all")
    office.look("readiness")
    office.reads("Level: met", "Coaching done: not met")
    office.press(f"Nominate · {name}")
    office.look("nominate")
    office.type("Why", "New principals ask for you.")
    office.press("Nominate")
    office.reads("The person is asked")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_candidate_goes_from_placing_to_an_application(town: Town, walk: Callable[..., Walker], width: int) -> None:
    load_shipped()
    candidate = walk(town.users["applicant"], width)
    place(candidate, town.name("reader_1"))
    agree(walk(town.users["reader_1"], width), town.name("applicant"))
    assert Placement.objects.get().state == "agreed"
    share_and_set_goal(candidate)
    evaluator = walk(town.users["supervisor"], width)
    evaluator.tab.goto(f"/growth/placements/{Placement.objects.get().pk}/")
    assert "There is nothing here for you" in evaluator.tab.inner_text("main")
    nominate(walk(town.users["coordinator"], width), town.name("applicant"))
    candidate.desk("You are nominated")
    candidate.look("nomination")
    candidate.press("Accept")
    application = Application.objects.get()
    assert candidate.tab.url.endswith(f"/applications/{application.pk}/edit/")
    assert Nomination.objects.get().application == application.pk
