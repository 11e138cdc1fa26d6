"""Versions, receipts, parts whose links never break, print."""

import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader
from time_machine import travel

from preceptor.develop.handbooks.commands import (
    HandbookRefused,
    finish_line,
    publish_handbook,
    say_read,
    shipped,
)
from preceptor.develop.handbooks.desk import desk_items
from preceptor.develop.handbooks.models import HandbookVersion
from preceptor.develop.handbooks.queries import (
    changes_page,
    glossary_words,
    handbook_detail_page,
    part_page,
    parts_for_program,
)
from preceptor.foundation.accounts.tests.cast import NOW, Cast, enter, make_cast
from preceptor.foundation.audit.public import SYSTEM, NotPermitted

KEY = "coaching_framework"


@pytest.fixture
def cast(db: None) -> Cast:
    """The district with everything that is shipped published."""
    made = make_cast()
    for path in shipped():
        publish_handbook(text=path.read_text(), file=path.name, by=SYSTEM, now=NOW)
    return made


@pytest.fixture
def browse(cast: Cast) -> Callable[[str], Client]:
    def made(role: str) -> Client:
        client = Client()
        enter(client, cast.users[role])
        return client

    return made


def text() -> str:
    return next(path.read_text() for path in shipped() if path.stem == KEY)


def without_training() -> str:
    """The framework's next version, in which one part is left out and another changed."""
    before, _, rest = text().partition("[parts.training]")
    after = before + rest[rest.index("[programs]") :].replace('mentor_certification = "training"\n', "")
    return after.replace("Everybody new has a mentor.", "Everybody new has a mentor for two years.")


def test_the_same_text_again_is_no_new_version(cast: Cast) -> None:
    assert publish_handbook(text=text(), file="f.toml", by=SYSTEM, now=NOW) == (KEY, 1)
    assert HandbookVersion.objects.filter(key=KEY).count() == 1


def test_a_new_version_says_what_changed_and_no_link_breaks(cast: Cast) -> None:
    publish_handbook(text=without_training(), file="f.toml", by=SYSTEM, now=NOW)
    told = [(each.code, each.kind) for each in changes_page(key=KEY, number=2).changes]
    assert told == [("who", "changed"), ("training", "removed")]
    page = part_page(key=KEY, code="training")
    assert (page.gone, page.number) == (True, 1)


def test_a_program_finds_its_part(cast: Cast) -> None:
    assert [(each.key, each.code, each.title) for each in parts_for_program("nps")] == [
        (KEY, "trust", "What protects it")
    ]


def test_whoever_is_asked_finds_it_on_the_desk_until_they_have_read_it(
    cast: Cast, browse: Callable[[str], Client]
) -> None:
    with travel(NOW, tick=False):
        client, title = browse("principal"), "Read: Coaching and mentoring framework"
        assert title in client.get("/").content.decode()
        client.post(reverse("handbooks:handbook-read", args=[KEY, 1]))
        assert title not in client.get("/").content.decode()


def test_somebody_who_is_not_asked_gives_no_receipt(cast: Cast) -> None:
    with pytest.raises(HandbookRefused, match="not asked"):
        say_read(key=KEY, number=1, by=cast.actor("staff"), now=NOW)


def test_a_faulty_text_is_not_published_and_its_line_is_told(cast: Cast, browse: Callable[[str], Client]) -> None:
    url = reverse("handbooks:handbook-edit", args=[KEY])
    faulty = text().replace("[parts.who]", "[part.who]")
    answer = browse("program_coordinator").post(url, {"text": faulty, "publish": "yes"})
    assert answer.status_code == 422
    assert "The language has no word &#x27;part&#x27; here." in answer.content.decode()
    assert HandbookVersion.objects.filter(key=KEY).count() == 1


def test_the_print_is_tagged(cast: Cast, browse: Callable[[str], Client]) -> None:
    answer = browse("staff").get(reverse("handbooks:handbook-print", args=["communication_plan"]))
    catalogue = PdfReader(io.BytesIO(answer.content)).trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en"


def test_a_line_of_the_plan_lies_on_its_owners_desk_until_it_is_done(cast: Cast) -> None:
    owner = cast.actor("personnel_officer")
    assert "Tell: Bargaining units" in [item.title for item in desk_items(owner.id or 0, NOW)]
    finish_line(key="communication_plan", line="unions", by=owner, now=NOW)
    assert "Tell: Bargaining units" not in [item.title for item in desk_items(owner.id or 0, NOW)]
    with pytest.raises(NotPermitted):
        finish_line(key="communication_plan", line="families", by=owner, now=NOW)


def test_every_line_of_the_plan_lies_on_somebodys_desk(cast: Cast) -> None:
    office = cast.actor("program_coordinator")
    told = {item.title for item in desk_items(office.id or 0, NOW)}
    assert {f"Tell: {audience}" for audience in ("Principals", "Teachers", "Families", "Board")} <= told


def test_the_plan_is_read_in_spanish(cast: Cast) -> None:
    with translation.override("es"):
        page = handbook_detail_page(key="communication_plan", number=None, by=cast.actor("staff"), now=NOW)
    assert [line.audience for line in page.plan] == ["Directores", "Docentes", "Sindicatos", "Familias", "Junta"]


def test_words_of_the_glossary_are_offered_to_other_pages(cast: Cast) -> None:
    assert [(each.code, each.title) for each in glossary_words(("level", "nothing", "strand"))] == [
        ("level", "Level"),
        ("strand", "Strand"),
    ]
