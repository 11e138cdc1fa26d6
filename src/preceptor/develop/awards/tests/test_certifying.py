"""A paraphrase certifies nobody: an award that rests on a framework waits for its owner's official text."""

import json
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from preceptor.develop.activities.tests.world import PROGRAM, make_world
from preceptor.develop.awards.commands.changing import renew_certificate
from preceptor.develop.awards.commands.proposing import approve_certificates, propose_earned, propose_one
from preceptor.develop.awards.models import Certificate
from preceptor.develop.awards.tests.world import AWARD, AWARDS, NOW, World
from preceptor.develop.frameworks.public import Source, load_framework
from preceptor.develop.programs.definition import load_definition
from preceptor.foundation.accounts.tests.cast import enter
from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.look.public import Refusal

TEXT = (Path(__file__).resolve().parents[5] / "frameworks" / "mentor-competencies.case.json").read_text(
    encoding="utf-8"
)
LEANS = """
[frameworks.mentor_competencies]
title = "Mentor competencies"
"""


def load(wording: str, title: str) -> None:
    document = json.loads(TEXT)
    document["CFDocument"]["title"] = title
    ground = "Letter of the association, 3 November 2026" if wording == "owner" else ""
    source = Source("mentor_competencies", json.dumps(document).encode(), wording, ground)
    assert load_framework(source=source, write=True, by=SYSTEM, now=NOW).framework_id


@pytest.fixture
def leaning(db: None, settings: Settings) -> World:
    """The same award, resting on a framework; somebody has earned it."""
    cache.clear()
    settings.TIME_ZONE = "America/Los_Angeles"
    awards = AWARDS.replace("certifies_by = []", 'certifies_by = ["mentor_competencies"]')
    made = make_world(PROGRAM.read_text() + awards + LEANS)
    made.orient()
    return World(made.people, made.users, made.cycle_id)


def propose(world: World) -> int:
    return propose_earned(cycle_id=world.cycle_id, award=AWARD, by=world.office, now=NOW)


@pytest.mark.parametrize(("wording", "code"), [("", "framework-missing"), ("paraphrase", "paraphrase")])
def test_nobody_is_proposed_while_the_owners_text_is_not_here(leaning: World, wording: str, code: str) -> None:
    if wording:
        load(wording, "In our own words")
    with pytest.raises(Refusal) as refused:
        propose(leaning)
    who = {"person_id": leaning.people["mentor"].pk, "reason": "Known.", "by": leaning.office, "now": NOW}
    with pytest.raises(Refusal):
        propose_one(cycle_id=leaning.cycle_id, award=AWARD, **who)
    assert refused.value.code == code
    assert "Load the owner's official text" in refused.value.remedy
    assert not Certificate.objects.exists()


@pytest.mark.parametrize("wording", ["owner", "own"])
def test_with_the_official_text_or_the_districts_own_it_goes_its_way(leaning: World, wording: str) -> None:
    load("paraphrase", "In our own words")
    load(wording, "Official")
    assert propose(leaning) == 1
    ids = list(Certificate.objects.values_list("pk", flat=True))
    assert approve_certificates(cycle_id=leaning.cycle_id, ids=ids, by=leaning.office, now=NOW)[0] == 1


def test_a_text_of_the_districts_own_that_became_a_paraphrase_stops_approval_and_renewal(leaning: World) -> None:
    load("own", "Ours")
    propose(leaning)
    load("paraphrase", "Of another owner, in our own words")
    row = Certificate.objects.get()
    with pytest.raises(Refusal, match="a paraphrase cannot certify"):
        approve_certificates(cycle_id=leaning.cycle_id, ids=[row.pk], by=leaning.office, now=NOW)
    Certificate.objects.update(state="recorded", awarded_on=NOW.date())
    with pytest.raises(Refusal, match="a paraphrase cannot certify"):
        renew_certificate(certificate_id=row.pk, reason="Known.", by=leaning.office, now=NOW)


def test_the_office_reads_why_and_finds_the_way(leaning: World, client: Client) -> None:
    load("paraphrase", "In our own words")
    enter(client, leaning.users["program_coordinator"])
    page = client.get(reverse("awards:award-board", args=[leaning.cycle_id, AWARD])).content.decode()
    assert "a paraphrase cannot certify anybody" in page
    assert "key=mentor_competencies&amp;wording=owner" in page
    assert "Propose all of them" not in page


def test_an_award_that_certifies_by_its_duties_alone_asks_for_no_text(world: World) -> None:
    assert propose(world) == 1


def test_a_certification_that_says_nothing_rests_on_what_its_definition_names() -> None:
    said = {
        name: load_definition(PROGRAM.read_text() + AWARDS.replace("certifies_by = []", line), "t.toml")
        for name, line in {"nothing": "", "none": "certifies_by = []"}.items()
    }
    leans = {name: tuple(each.certifying(each.awards[AWARD])) for name, each in said.items()}
    assert leans == {"nothing": ("leadership",), "none": ()}
