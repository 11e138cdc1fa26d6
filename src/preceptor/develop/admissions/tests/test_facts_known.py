"""Known answers of the facts that the supervisor of record has endorsed, and that the employer has agreed."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from preceptor.develop.admissions.models import Application, Endorsement
from preceptor.develop.admissions.queries.facts import program_facts
from preceptor.develop.admissions.tests.world import NOW, World
from preceptor.develop.programs import commands as programs
from preceptor.develop.programs.models import Cycle
from preceptor.develop.programs.public import cycle
from preceptor.foundation.audit.public import SYSTEM

INDUCTION = Path(__file__).resolve().parents[5] / "programs" / "admin-induction.toml"
ANSWERED = NOW - timedelta(hours=1)


def endorsement(world: World, cycle_id: int, role: str, name: str, state: str) -> None:
    """The answer of somebody who was asked, on the applicant's application."""
    who = world.people["applicant"]
    said = {"started_at": NOW, "saved_at": NOW}
    row = Application.objects.create(cycle_id=cycle_id, role=role, person=who, **said)
    signed = {"signature_id": 1, "answered_at": ANSWERED} if state == "endorsed" else {}
    reason = {"reason": "Not this year.", "answered_at": ANSWERED} if state == "declined" else {}
    asked = {"endorser_name": "Ana", "endorser_email": "ana@district.example", "asked_at": NOW}
    Endorsement.objects.create(application=row, name=name, state=state, **asked, **signed, **reason)


def induction(world: World) -> int:
    """A cycle of the program in which the employer agrees."""
    moment: datetime = NOW - timedelta(days=30)
    unit, text = world.units["hr"].pk, INDUCTION.read_text()
    found = programs.import_draft(text=text, file="a.toml", name="One", unit_id=unit, by=SYSTEM, now=moment)
    programs.publish_cycle(cycle_id=found, revision=Cycle.objects.get(pk=found).revision, by=SYSTEM, now=moment)
    return found


def told(world: World, cycle_id: int, fact: str) -> object:
    """What a fact says of the applicant; None when nothing is said."""
    who = world.people["applicant"].pk
    found = program_facts(cycle(cycle_id), [who], NOW.date(), [fact])[who].get(fact)
    return None if found is None else found.value


@pytest.mark.parametrize(("state", "value"), [("endorsed", True), ("asked", None), ("declined", None)])
def test_who_is_endorsed_by_the_supervisor_of_record(world: World, state: str, value: object) -> None:
    endorsement(world, world.cycle_id, "mentor", "supervisor", state)
    assert (told(world, world.cycle_id, "endorsed"), told(world, world.cycle_id, "employer_agreed")) == (value, None)


@pytest.mark.parametrize(("state", "value"), [("endorsed", True), ("asked", None), ("declined", None)])
def test_whose_employer_has_agreed(world: World, state: str, value: object) -> None:
    running = induction(world)
    endorsement(world, running, "candidate", "agreement", state)
    assert (told(world, running, "employer_agreed"), told(world, running, "endorsed")) == (value, None)


def test_an_agreement_for_one_cycle_says_nothing_of_another(world: World) -> None:
    running = induction(world)
    endorsement(world, running, "candidate", "agreement", "endorsed")
    assert told(world, world.cycle_id, "employer_agreed") is None
