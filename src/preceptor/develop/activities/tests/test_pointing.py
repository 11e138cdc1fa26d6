"""Entries that point at competencies: offered where the definition says so, kept by code, shown to the two alone."""

from datetime import date

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from preceptor.develop.activities.commands.entering import enter_activity
from preceptor.develop.activities.models import Activity, ActivityDraft
from preceptor.develop.activities.tests.world import NOW, PROGRAM, World, make_world
from preceptor.foundation.accounts.tests.cast import enter
from preceptor.foundation.look.public import Refusal

COACHING = 'kind = "coaching"'
LISTENING = "Listens well and gives feedback that helps"
WITH = f"""{COACHING}
framework = "skills"
"""
SKILLS = f"""
[frameworks.skills]
title = "Skills"

[frameworks.skills.items]
listening = "{LISTENING}"
asking = "Asks what opens up"
"""
CASE = PROGRAM.parents[1] / "frameworks" / "mentor-competencies.case.json"


@pytest.fixture
def world(db: None, settings: Settings) -> World:
    """The shipped program, whose meetings point at skills."""
    cache.clear()
    settings.TIME_ZONE = "America/Los_Angeles"
    return make_world(PROGRAM.read_text().replace(COACHING, WITH) + SKILLS)


def mentor(world: World) -> Client:
    client = Client()
    enter(client, world.users["mentor"])
    return client


def form_of(world: World) -> dict[str, object]:
    response = mentor(world).get(reverse("activities:entry-form", args=[world.cycle_id]))
    return dict(response.context["page"].competencies)


def test_the_form_offers_the_competencies_of_the_definition(world: World) -> None:
    assert form_of(world)["listening"] == LISTENING


def test_a_framework_that_is_loaded_speaks_by_its_codes(world: World) -> None:
    call_command("load_framework", str(CASE), key="skills", wording="paraphrase", write=True)
    assert str(form_of(world)["MC2.2"]).startswith("MC2.2 ")


def test_an_entry_shows_what_it_pointed_at(world: World) -> None:
    entry = world.enter(competencies=("listening",))
    page = mentor(world).get(reverse("activities:entry-detail", args=[entry]))
    assert LISTENING in page.content.decode()


def test_a_code_that_a_later_version_lacks_stands_alone(world: World) -> None:
    entry = world.enter(competencies=("listening",))
    call_command("load_framework", str(CASE), key="skills", wording="paraphrase", write=True)
    page = mentor(world).get(reverse("activities:entry-detail", args=[entry])).context["page"]
    assert page.competencies == ("listening",)


def test_a_correction_begins_with_what_was_ticked_and_can_change_it(world: World) -> None:
    entry, client = world.enter(competencies=("listening",)), mentor(world)
    url = reverse("activities:entry-correct", args=[entry])
    assert client.get(url).context["page"].initial["competencies"] == ["listening"]
    partner = str(world.people["mentee"].pk)
    said = {"what": "coaching/in_person", "partner": partner, "day": "2024-02-06", "time": "10:00", "minutes": "60"}
    client.post(url, {**said, "competencies": ["asking"], "sent_key": "again"})
    assert Activity.objects.get(state="held").competencies == ["asking"]


def test_a_draft_keeps_them(world: World) -> None:
    url = reverse("activities:entry-save", args=[world.cycle_id])
    mentor(world).post(url, {"competencies": ["asking", "listening"]})
    assert ActivityDraft.objects.get().values["competencies"] == ["asking", "listening"]


def test_a_kind_that_names_no_framework_points_at_nothing(world: World) -> None:
    typed = world.typed(date(2024, 2, 7), kind="school_visit", competencies=("listening",))
    with pytest.raises(Refusal, match="does not point at that competency"):
        enter_activity(cycle_id=world.cycle_id, typed=typed, sent_key="v", by=world.actor("mentor"), now=NOW)


def test_a_kind_of_support_says_which_part_of_the_framework_it_serves(world: World) -> None:
    entry = world.enter(tasks=("data",))
    page = mentor(world).get(reverse("activities:entry-detail", args=[entry])).context["page"]
    assert page.tasks == (("Helping to decide on the ground of data", "Leading instruction"),)
