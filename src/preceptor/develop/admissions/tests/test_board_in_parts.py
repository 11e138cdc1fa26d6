"""The board of decisions in parts: a long one is paged, and nobody who is ticked is hidden on another page."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from preceptor.develop.admissions.models import Decision
from preceptor.develop.admissions.pages import deciding
from preceptor.develop.admissions.tests.officeworld import AFTER, add_officers, ready_applications
from preceptor.develop.admissions.tests.world import World
from preceptor.foundation.accounts.tests.cast import enter


@pytest.fixture
def office(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Five applications, two on a part."""
    monkeypatch.setattr(deciding, "ROWS", 2)
    found = add_officers(world)
    ready_applications(found, 5)
    return found


def _coordinator(office: World) -> tuple[Client, str]:
    client = Client()
    enter(client, office.users["coordinator"])
    return client, reverse("admissions:decision-board", args=[office.cycle_id, "mentor"])


@time_machine.travel(AFTER, tick=True)
def test_a_part_has_its_own_rows_and_links_to_the_next(office: World) -> None:
    client, board = _coordinator(office)
    answer = client.get(board, {"page": "2"})
    assert len(answer.context["rows"]) == 2
    assert "page=3" in answer.content.decode()


@time_machine.travel(AFTER, tick=True)
def test_ticking_more_than_a_part_shows_all_of_them(office: World) -> None:
    client, board = _coordinator(office)
    rows = client.get(board, {"tick": "4"}).context["rows"]
    assert [row.ticked for row in rows] == [True] * 4


@time_machine.travel(AFTER, tick=True)
def test_after_deciding_the_reader_is_on_the_same_part(office: World) -> None:
    client, board = _coordinator(office)
    last = client.get(board, {"page": "3"}).context["rows"][0].one.id
    answer = client.post(f"{board}?page=3", {"application": [last], "outcome": "accepted"})
    assert answer.headers["Location"] == f"{board}?page=3"
    assert Decision.objects.filter(application_id=last).exists()
