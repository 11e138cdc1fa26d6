"""A town in the middle of its year, and the pages to see it on: applications in, participants found, a proposal."""

from dataclasses import dataclass

from django.utils import timezone

from preceptor.develop.pairing.commands import runs
from preceptor.develop.pairing.models import Participant
from preceptor.foundation.district.public import today
from preceptor.foundation.jobs.public import run_pending
from tests.journeys.town import Town


@dataclass(frozen=True)
class Year:
    """Numbers of what the year has brought so far."""

    application_id: int
    run_id: int
    wish_id: int


def midyear(town: Town) -> Year:
    """Two applications handed in, two mentors and two mentees taking part, one proposal."""
    now = timezone.now()
    application_id = town.hand_in("applicant", now)
    town.hand_in("rival", now)
    wish_id = take_part(town, "newcomer", "mentee")
    for key, side in (("second", "mentee"), ("applicant", "mentor"), ("rival", "mentor")):
        take_part(town, key, side)
    run_id = runs.start_run(cycle_id=town.cycle_id, by=town.actor("coordinator"), now=now)
    run_pending(now=now)
    return Year(application_id, run_id, wish_id)


def take_part(town: Town, key: str, side: str) -> int:
    """Somebody on one side of the pairing; the number of the part."""
    return Participant.objects.create(
        cycle_id=town.cycle_id,
        person=town.people[key],
        side=side,
        capacity=1,
        since=today(timezone.now()),
        source="Personnel records",
    ).pk


def pages(town: Town, year: Year) -> dict[str, list[str]]:
    """The main pages of the year by the person who sees them."""
    cycle, mine = town.cycle_id, f"/admissions/applications/{year.application_id}/"
    office = f"/admissions/office/{cycle}/mentor/"
    return {
        "coordinator": [
            "/",
            "/programs/",
            f"/programs/cycles/{cycle}/",
            f"/programs/cycles/{cycle}/dates/applications_due/",
            "/admissions/office/",
            office,
            f"/admissions/office/applications/{year.application_id}/",
            f"{office}reviewers/",
            f"{office}decisions/",
            f"{office}letters/",
            f"/pairing/cycles/{cycle}/",
            f"/pairing/cycles/{cycle}/mentees/{town.people['newcomer'].pk}/",
            f"/pairing/runs/{year.run_id}/",
            "/letters/",
        ],
        "applicant": [
            "/",
            "/admissions/",
            f"/admissions/calls/{cycle}/",
            mine,
            f"{mine}edit/",
            f"{mine}check/",
            f"{mine}texts/code_of_ethics/",
            "/pairing/mine/",
            "/district/schools/",
        ],
        "newcomer": ["/", f"/pairing/mine/wishes/{year.wish_id}/"],
    }
