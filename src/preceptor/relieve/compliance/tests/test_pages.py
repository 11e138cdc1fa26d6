"""Pages: a principal's Friday, what a form says that is not right, the binder, queries."""

import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader, PdfWriter
from time_machine import travel

from preceptor.foundation.accounts.tests.cast import enter
from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.documents.public import stored_files
from preceptor.relieve.compliance.commands.cycles import correct_wording
from preceptor.relieve.compliance.commands.signing import certify
from preceptor.relieve.compliance.commands.writing import change_item
from preceptor.relieve.compliance.models import BurdenFigure, Certification, Obligation, ObligationDraft
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


def test_two_tabs_with_different_answers_are_one_signature_and_the_second_is_shown_the_first(world: World) -> None:
    with travel(NOW, tick=False):
        client = browse(world, "principal")
        url = reverse("compliance:obligation-detail", args=[world.owed("PLAN").pk])
        first, second = shown(client, url), shown(client, url)
        client.post(url, {**ANSWERS, "shown": first})
        told = client.post(url, {"q1": "no", "q2": "3", "shown": second}, follow=True)
    assert told.redirect_chain
    assert "14" in told.content.decode()
    assert Certification.objects.get().answers == ANSWERS


def test_a_tab_that_signs_after_undo_in_another_signs_anew_and_once(world: World) -> None:
    with travel(NOW, tick=False):
        client = browse(world, "principal")
        url = reverse("compliance:obligation-detail", args=[world.owed("PLAN").pk])
        seen = shown(client, url)
        client.post(url, {**ANSWERS, "shown": seen})
        undo = reverse("compliance:certification-undo", args=[Certification.objects.get().pk])
        client.post(undo)
        client.post(undo)
        client.post(url, {**ANSWERS, "shown": seen})
    assert Certification.objects.filter(withdrawn_at=None).count() == 1


def test_a_day_begins_and_ends_in_the_district_s_zone(world: World) -> None:
    """Late is what the district's day has passed, whatever the day is in UTC."""
    owed = world.owed("PLAN")
    midnight = NOW.replace(month=11, day=3, hour=0)
    pages = []
    for moment in (midnight - timedelta(minutes=1), midnight):
        with travel(moment, tick=False):
            page = browse(world, "principal").get(reverse("compliance:my-due")).context["page"]
        pages.append([line.late for line in page.lines if line.id == owed.pk])
    assert (owed.due.isoformat(), pages) == ("2026-11-02", [[False], [True]])


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


def paper(said: str) -> bytes:
    """A small document that says this about itself."""
    out, held = PdfWriter(), io.BytesIO()
    out.add_blank_page(72, 72)
    out.add_metadata({"/Title": said})
    out.write(held)
    return held.getvalue()


def attach(client: Client, owed: Obligation, name: str) -> None:
    """Give a file for an obligation, as the page does."""
    upload = SimpleUploadedFile(name, paper(name), "application/pdf")
    client.post(reverse("compliance:obligation-attach", args=[owed.pk]), {"file": upload})


def test_a_file_can_be_taken_away_until_it_is_signed_and_not_after(world: World) -> None:
    owed = world.owed("PLAN")
    with travel(NOW, tick=False):
        client = browse(world, "principal")
        for name in ("wrong.pdf", "right.pdf"):
            attach(client, owed, name)
        wrong, right = stored_files(f"compliance.obligation:{owed.pk}")
        away = reverse("compliance:obligation-detach", args=[owed.pk, wrong.id])
        strange = browse(world, "other").post(away)
        client.post(away)
        url = reverse("compliance:obligation-detail", args=[owed.pk])
        client.post(url, {**ANSWERS, "shown": shown(client, url)})
        late = client.post(reverse("compliance:obligation-detach", args=[owed.pk, right.id]))
    assert (strange.status_code, late.status_code) == (404, 404)
    assert Certification.objects.get().evidence == [right.sha256]


def test_a_binder_of_two_languages_holds_both_texts_the_files_and_few_queries(world: World) -> None:
    values = replace(PLAN, statement_es="Certifico que el consejo adoptó el plan de seguridad este año.")
    change_item(values=values, why="Spanish", by=SYSTEM, now=NOW)
    owed = [world.owed("PLAN", school) for school in ("school-a", "school-b")]
    correct_wording(cycle_item_id=owed[0].cycle_item_id, by=SYSTEM, now=NOW)
    with travel(NOW - timedelta(minutes=20), tick=False):
        for each, who, language in zip(owed, ("principal", "other"), ("en", "es"), strict=True):
            client = browse(world, who)
            client.cookies["django_language"] = language
            attach(client, each, f"minutes-{who}.pdf")
            url = reverse("compliance:obligation-detail", args=[each.pk])
            client.post(url, {**ANSWERS, "shown": shown(client, url)})
            page = client.get(url, follow=True)  # a second window shows what was signed, in the words that were read
            assert ("Certifico" in page.content.decode()) is (language == "es")
    with travel(NOW, tick=False):
        officer = browse(world, "compliance_officer")
        url = reverse("compliance:binder", args=[owed[0].cycle_item_id, "Y"])
        with CaptureQueriesContext(connection) as asked:
            response = officer.get(url + "?format=zip")
        archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))  # type: ignore[arg-type]  # plain bytes
    names = archive.namelist()
    assert {name[-6:] for name in names if name.startswith("texts/")} == {"en.txt", "es.txt"}
    assert sum(name.startswith("files/") for name in names) == 2
    sums = dict(reversed(line.split("  ", 1)) for line in archive.read("SHA256SUMS").decode().splitlines())
    assert all(hashlib.sha256(archive.read(name)).hexdigest() == digest for name, digest in sums.items())
    assert sums.keys() == set(names) - {"SHA256SUMS"}
    reader = PdfReader(io.BytesIO(archive.read("binder.pdf")))
    assert len(reader.attachments) == 2
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b",no," not in archive.read("signed.csv")
    assert len(asked.captured_queries) <= MOST + 4  # two for each file that goes into PDF and archive


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


@pytest.mark.parametrize(("timed", "told"), [(9, "fewer than ten people"), (10, "the median of 10 people")])
def test_an_item_shows_measured_minutes_of_ten_people_or_more(
    world: World, client: Client, timed: int, told: str
) -> None:
    item = world.owed("DRILL").cycle_item.item
    BurdenFigure.objects.create(
        cycle_id=world.cycle_id,
        kind="item",
        key=str(item.pk),
        schools=timed,
        asked=timed,
        done=timed,
        late=0,
        declared=5 * timed,
        measured=150,
        timed=timed,
        people=timed,
        made_at=NOW,
    )
    with travel(NOW, tick=False):
        enter(client, world.users["principal"])
        page = client.get(reverse("compliance:item-detail", args=[item.pk])).content.decode()
    assert told in page
