"""Pages of initiatives: the board, the chart, the form of dates, the file, the paper, the desk, the search."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from preceptor.foundation.accounts.tests.cast import NOW, enter
from preceptor.resource.initiatives.desk import desk_items, found
from preceptor.resource.initiatives.models import Slip
from preceptor.resource.initiatives.tests.town import PLAN, Town


@pytest.fixture(autouse=True)
def the_day() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


def client_of(town: Town, role: str) -> Client:
    client = Client()
    enter(client, town.cast.users[role])
    return client


def test_the_chart_tells_state_dates_dependencies_and_the_critical_path(town: Town) -> None:
    url = reverse("initiatives:initiative-detail", args=[town.initiative_id])
    said = client_of(town, "principal").get(url).content.decode()
    for words in (
        "Begins when “Draw the areas” ends",
        "Dec 14, 2026 to Jan 29, 2027",
        "Nov 2, 2026, on-going",
        "$250,000 of this year&#x27;s budget",
        "Critical today",
        "Late",
    ):
        assert words in said, words


def test_what_follows_is_shown_before_anything_is_saved(town: Town) -> None:
    client, url = client_of(town, "staff"), reverse("initiatives:milestone-dates", args=[town.milestones["map"]])
    asked = {"start": "2026-11-02", "end": "2026-12-24", "reason": "Survey late.", "revision": "2"}
    said = client.post(url, asked).content.decode()
    assert "<strong>Fill the positions</strong>: Jan 29, 2027 → Feb 8, 2027 (10 days), $4,000" in said
    assert "The whole initiative ends 7 days later." in said
    assert Slip.objects.count() == 0
    assert client.post(url, {**asked, "save": "1"}).status_code == 302
    assert Slip.objects.get().reason == "Survey late."


def test_a_refused_date_keeps_what_was_typed(town: Town) -> None:
    client, url = (
        client_of(town, "program_coordinator"),
        reverse("initiatives:milestone-dates", args=[town.milestones["hire"]]),
    )
    answer = client.post(url, {"start": "2026-12-02", "end": "2027-01-29", "reason": "Sooner.", "revision": "0"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "would start on Dec 2, 2026, before “Draw the areas” allows it on Dec 11, 2026" in said
    assert 'value="2026-12-02"' in said
    assert "Sooner." in said


def test_a_faulty_file_is_answered_with_its_line(town: Town) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("mine.toml", PLAN.replace("cost_per_day", "cost_a_day").encode())
    answer = client_of(town, "superintendent").post(reverse("initiatives:initiative-load"), {"file": file})
    assert answer.status_code == 422
    assert "mine.toml:24: The language has no word &#x27;cost_a_day&#x27; here." in answer.content.decode()


def test_the_board_s_paper_is_tagged_and_holds_every_milestone(town: Town, tmp_path: object) -> None:
    import io

    answer = client_of(town, "principal").get(reverse("initiatives:board-pdf"))
    paper = PdfReader(io.BytesIO(answer.content))
    said = "\n".join(page.extract_text() for page in paper.pages)
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert all(words in said for words in ("Crews near schools", "Fill the positions", "Feb 1, 2027"))


def test_the_list_comes_as_a_spreadsheet_of_its_milestones(town: Town) -> None:
    answer = client_of(town, "principal").get(reverse("initiatives:initiative-list"), {"format": "csv"})
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]  # a streaming answer
    assert len(lines) == 5
    assert "Fill the positions" in lines[2]


def test_who_has_no_part_in_it_is_turned_away(town: Town) -> None:
    url = reverse("initiatives:initiative-detail", args=[town.initiative_id])
    assert client_of(town, "participant").get(url).status_code == 403
    assert client_of(town, "staff").get(url).status_code == 200  # answers for a milestone


def test_the_desk_of_owner_and_lead_says_what_to_do_with_its_minutes(town: Town) -> None:
    people = town.cast.people
    mine = desk_items(people["staff"].pk, NOW)
    assert [(one.title, one.minutes) for one in mine] == [("Milestone due: Draw the areas", 2)]
    assert [one.title for one in desk_items(people["program_coordinator"].pk, NOW)] == [
        "Has it started? Advise schools"
    ]
    late = desk_items(people["staff"].pk, NOW + timedelta(days=20))
    assert [one.title for one in late] == ["Milestone late: Draw the areas"]
    assert desk_items(people["principal"].pk, NOW) == []


def test_the_search_finds_what_the_reader_may_see(town: Town) -> None:
    assert [hit.label for hit in found(town.cast.actor("principal"), "crews", NOW)] == [
        "Crews near schools",
        "Crews begin",
    ]
    assert found(town.cast.actor("participant"), "crews", NOW) == []
