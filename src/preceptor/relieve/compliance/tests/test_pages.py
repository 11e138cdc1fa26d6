"""Pages: a principal's Friday, what a form says that is not right, the binder, queries."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from time_machine import travel

from preceptor.foundation.accounts.tests.cast import enter
from preceptor.relieve.compliance.commands.cycles import correct_wording
from preceptor.relieve.compliance.commands.signing import certify
from preceptor.relieve.compliance.commands.writing import change_item
from preceptor.relieve.compliance.models import Certification, Obligation, ObligationDraft
from preceptor.relieve.compliance.tests.world import ANSWERS, NOW, PLAN, World

MOST = 15


def browse(world: World, who: str) -> Client:
    client = Client()
    enter(client, world.users[who])
    return client


def shown(client: Client, url: str) -> str:
    """The hidden trace of what the page showed."""
    return str(client.get(url).context["form"]["shown"].value())


def test_a_principal_opens_reads_answers_and_signs(world: World) -> None:
    with travel(NOW, tick=False):
        client = browse(world, "principal")
        url = reverse("compliance:obligation-detail", args=[world.owed("PLAN").pk])
        client.post(url, {**ANSWERS, "shown": shown(client, url)})
    assert Certification.objects.get().answers == ANSWERS


def test_a_wrong_answer_is_told_beside_its_field_and_nothing_typed_is_lost(world: World) -> None:
    with travel(NOW, tick=False):
        client = browse(world, "principal")
        url = reverse("compliance:obligation-detail", args=[world.owed("PLAN").pk])
        response = client.post(url, {"q1": "yes", "q2": "many", "shown": shown(client, url)})
    form = response.context["form"]
    assert (response.status_code, list(form.errors)) == (422, ["q2"])
    assert ObligationDraft.objects.get().answers == {"q1": "yes", "q2": "many"}


def test_a_text_corrected_meanwhile_is_shown_anew_with_the_answers(world: World) -> None:
    owed = world.owed("PLAN")
    corrected = "I certify that the council adopted the corrected safety plan this year."
    with travel(NOW, tick=False):
        client = browse(world, "principal")
        url = reverse("compliance:obligation-detail", args=[owed.pk])
        seen = shown(client, url)
        change_item(
            values=PLAN.__class__(**{**vars(PLAN), "statement": corrected}),
            why="x",
            by=world.actor("compliance_officer"),
            now=NOW,
        )
        correct_wording(cycle_item_id=owed.cycle_item_id, by=world.actor("compliance_officer"), now=NOW)
        response = client.post(url, {**ANSWERS, "shown": seen})
    page = response.content.decode()
    assert response.status_code == 422
    assert corrected in page
    assert 'value="14"' in page


def test_a_trace_that_somebody_else_was_shown_does_not_count_as_opened(world: World) -> None:
    with travel(NOW, tick=False):
        url = reverse("compliance:obligation-detail", args=[world.owed("DRILL", "school-b").pk])
        theirs = shown(browse(world, "other"), url)
        mine = reverse("compliance:obligation-detail", args=[world.owed("DRILL").pk])
        browse(world, "principal").post(mine, {"shown": theirs})
    assert not Certification.objects.get().opened


def test_own_minutes_are_on_one_s_own_page_alone(world: World) -> None:
    world.sign(world.owed("DRILL"))
    with travel(NOW, tick=False):
        page = browse(world, "principal").get(reverse("compliance:my-due")).context["page"]
        others = browse(world, "other").get(reverse("compliance:my-due")).context["page"]
    assert (page.this_week, others.this_week) == (60, 0)


def test_a_binder_holds_text_list_and_hashes(world: World) -> None:
    owed = world.owed("PLAN")
    world.sign(owed, now=NOW - timedelta(minutes=11), **ANSWERS)
    with travel(NOW, tick=False):
        url = reverse("compliance:binder", args=[owed.cycle_item_id, "Y"])
        response = browse(world, "compliance_officer").get(url + "?format=zip")
        archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))  # type: ignore[arg-type]  # plain bytes
    assert archive.read("binder.pdf").startswith(b"%PDF")
    assert {"SHA256SUMS", "signed.csv"} <= set(archive.namelist())
    assert b"yes" in archive.read("signed.csv")


def test_what_is_not_sent_yet_is_in_no_binder(world: World) -> None:
    owed = world.owed("PLAN")
    world.sign(owed, **ANSWERS)
    with travel(NOW, tick=False):
        url = reverse("compliance:binder", args=[owed.cycle_item_id, "Y"])
        response = browse(world, "compliance_officer").get(url + "?format=zip")
        archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))  # type: ignore[arg-type]  # plain bytes
    assert len(archive.read("signed.csv").splitlines()) == 1


@pytest.mark.parametrize(
    ("reader", "name"),
    [
        ("principal", "compliance:my-due"),
        ("principal", "compliance:designee-list"),
        ("compliance_officer", "compliance:cycle-list"),
        ("owner", "compliance:office-due"),
        ("owner", "compliance:workbench"),
        ("principal", "compliance:burden"),
    ],
)
def test_a_page_keeps_to_its_queries(world: World, reader: str, name: str) -> None:
    owed = list(Obligation.objects.filter(unit=world.units["school-a"], cycle_item__item__code="DRILL")[:2])
    ids = [each.pk for each in owed]
    certify(obligation_ids=ids, signed=world.signed(owed[0]), by=world.actor("principal"), now=NOW)
    with travel(NOW, tick=False):
        client = browse(world, reader)
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as asked:
            response = client.get(reverse(name))
    queries = [each["sql"] for each in asked.captured_queries if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert (response.status_code, len(queries) <= MOST) == (200, True), "\n".join(queries)
