"""Pages of coursework: one's own standing, everybody's, one piece of work."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from time_machine import travel

from preceptor.develop.coursework.models import HandIn, Work
from preceptor.develop.coursework.tests.world import AFTER, DAY, GOOD, handed, judged, place
from preceptor.develop.sessions.commands import attending
from preceptor.develop.sessions.models import GroupSession
from preceptor.develop.sessions.tests.world import World
from preceptor.foundation.accounts.tests.cast import enter


def browse(world: World, name: str) -> Client:
    client = Client()
    enter(client, world.cast.users[name])
    return client


def address(world: World, action: str, task: str = "practicum", item: str = "s1") -> str:
    return reverse(f"coursework:work-{action}", args=[world.cycle_id, world.cast.people["principal"].pk, task, item])


def all_met(world: World) -> None:
    """The principal attends, hands in and is judged until nothing is missing."""
    office, who = world.actor("program_coordinator"), world.cast.people["principal"].pk
    for row in GroupSession.objects.all():
        rows = (attending.Came(who, row.starts),)
        attending.enter_attendance(session_id=row.pk, rows=rows, by=office, now=row.starts + timedelta(hours=9))
        now = row.starts + timedelta(hours=10)
        handed(world, item=row.key, now=now)
        judged(world, place(world, item=row.key), now=now, levels=GOOD)
        judged(world, place(world, "content", row.key), now=now, levels={"understood": "understood"})
    for number in ("n1", "n2"):
        judged(world, place(world, "coaching", number), now=AFTER - timedelta(days=30))
        levels = {"progress": "on_track", "team": "shared"}
        judged(
            world, place(world, "review", number), by="finance_officer", now=AFTER - timedelta(days=30), levels=levels
        )


def test_my_page_says_what_is_missing_to_the_certificate(world: World) -> None:
    with travel(DAY, tick=False):
        progress = browse(world, "principal").get(reverse("coursework:my-progress")).context["page"].programs[0]
    assert [(each.title, len(each.missing)) for each in progress.awards] == [("Certificate of completion", 5)]
    assert [(task.title, len(task.items)) for task in progress.tasks][:2] == [
        ("Practicum task", 10),
        ("Content of the session", 10),
    ]


def test_everything_met_leaves_nothing_missing_and_one_thing_less_does_not(world: World) -> None:
    all_met(world)
    client, url = browse(world, "principal"), reverse("coursework:my-progress")
    with travel(AFTER, tick=False):
        complete = client.get(url).context["page"].programs[0].awards[0].missing
        judged(world, place(world, "review", "n2"), by="finance_officer", now=AFTER, comment="Not held.", returned=True)
        lacking = client.get(url).context["page"].programs[0].awards[0].missing
    assert (complete, lacking) == ((), ("Routine reviews of performance",))


def test_the_board_sets_apart_who_lacks_something(world: World) -> None:
    all_met(world)
    client, url = browse(world, "program_coordinator"), reverse("coursework:progress-board", args=[world.cycle_id])
    with travel(AFTER, tick=False):
        pages = {only: client.get(url, {"only": only}).context["page"] for only in ("", "missing", "complete")}
    assert {only: len(page.rows) for only, page in pages.items()} == {"": 2, "missing": 2, "complete": 0}


def test_work_is_handed_in_and_judged_through_the_pages(world: World) -> None:
    with travel(DAY, tick=False):
        mine, theirs = browse(world, "principal"), browse(world, "supervisor")
        assert b"Hand it in" in mine.get(address(world, "detail")).content
        mine.post(address(world, "hand-in"), {"text": "My schedule.", "link": "https://example.org/plan"})
        returned = theirs.post(address(world, "judge"), {"answer": "return", "comment": ""})
        typed = {f"level-{name}": level for name, level in GOOD.items()}
        theirs.post(address(world, "judge"), {**typed, "answer": "judge"})
    assert (returned.status_code, Work.objects.get().state, HandIn.objects.get().link) == (
        422,
        "accepted",
        "https://example.org/plan",
    )


def test_what_was_typed_stays_after_a_refusal(world: World) -> None:
    handed(world)
    with travel(DAY, tick=False):
        said = {"level-students": "exceeding", "comment": "Well done.", "answer": "judge"}
        page = browse(world, "supervisor").post(address(world, "judge"), said)
    text = page.content.decode()
    assert page.status_code == 422
    assert "No level is chosen for: Rigorous courses" in text
    assert 'value="exceeding" checked' in text
    assert "Well done." in text


@pytest.mark.parametrize(("name", "status"), [("supervisor", 200), ("program_coordinator", 200), ("staff", 404)])
def test_a_participant_s_page_is_for_the_office_and_those_who_lead(world: World, name: str, status: int) -> None:
    url = reverse("coursework:progress-detail", args=[world.cycle_id, world.cast.people["principal"].pk])
    assert browse(world, name).get(url).status_code == status


def test_work_to_judge_is_on_the_mentor_s_desk_with_its_minutes(world: World) -> None:
    handed(world)
    with travel(DAY, tick=False):
        text = browse(world, "supervisor").get(reverse("desk:my-desk")).content.decode()
    assert "Judge: Practicum task · Session 1" in text


@pytest.mark.parametrize("name", ["my-progress", "progress-board", "work-detail"])
def test_pages_keep_to_their_queries(world: World, name: str) -> None:
    handed(world)
    reader = "principal" if name == "my-progress" else "program_coordinator"
    urls = {"my-progress": reverse("coursework:my-progress"), "work-detail": address(world, "detail")}
    url = urls.get(name) or reverse("coursework:progress-board", args=[world.cycle_id])
    client = browse(world, reader)
    with travel(DAY, tick=False):
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
    queries = [each["sql"] for each in asked.captured_queries if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(queries) <= 15, "\n".join(each[:160] for each in queries)
