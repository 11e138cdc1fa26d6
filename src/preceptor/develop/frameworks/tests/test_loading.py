"""Loading frameworks: tried first, kept in versions, the slot of the owner's text, the pages."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from preceptor.develop.frameworks.commands import FrameworkRefused, Source, load_framework
from preceptor.develop.frameworks.models import Framework
from preceptor.develop.frameworks.public import competencies, framework_of, require_certifying, rubrics
from preceptor.foundation.accounts.tests.cast import Cast, enter, make_cast
from preceptor.foundation.audit.public import SYSTEM, Actor, NotPermitted
from preceptor.foundation.look.public import Refusal

NOW = datetime(2026, 11, 30, 18, tzinfo=UTC)
FILE = Path(__file__).resolve().parents[5] / "frameworks" / "mentor-competencies.case.json"
KEY = "mentor_competencies"


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def text(**changed: str) -> bytes:
    document = json.loads(FILE.read_text(encoding="utf-8"))
    document["CFDocument"] |= changed
    return json.dumps(document).encode()


def load(data: bytes, wording: str = "paraphrase", ground: str = "", write: bool = True):
    return load_framework(source=Source(KEY, data, wording, ground), write=write, by=SYSTEM, now=NOW)


@pytest.mark.django_db
def test_a_trial_writes_nothing() -> None:
    outcome = load(text(), write=False)
    assert (outcome.title, len(outcome.statements), outcome.rubrics, outcome.number) == (
        "Mentor competencies, in our own words",
        22,
        1,
        1,
    )
    assert not Framework.objects.exists()


@pytest.mark.django_db
def test_a_version_is_kept_with_its_statements_and_rubric() -> None:
    found = load(text()).framework_id or 0
    said = competencies(found)
    assert [each.code for each in said][:4] == ["MC1", "MC1.1", "MC1.2", "MC2"]
    assert said[1].parent_id == said[0].id
    rubric = rubrics(found)[0]
    assert rubric.levels == ("New or emerging", "Practicing", "Progressing", "Leading or aspiring")
    assert rubric.criteria[0].competency_id == said[0].id
    assert [level.score for level in rubric.criteria[5].levels] == [1, 2, 3, 4]


@pytest.mark.django_db
def test_the_same_text_again_is_no_new_version_and_another_one_is() -> None:
    first = load(text())
    again = load(text())
    assert (again.known, again.framework_id) == (True, first.framework_id)
    assert load(text(title="Changed")).number == 2
    held = framework_of(KEY)
    assert held is not None
    assert held.title == "Changed"


@pytest.mark.django_db
def test_a_paraphrase_cannot_certify_until_the_owners_text_takes_its_place() -> None:
    titles = {KEY: "Mentor competencies"}
    with pytest.raises(Refusal, match="is not loaded here"):
        require_certifying(titles)
    load(text())
    with pytest.raises(Refusal, match="a paraphrase cannot certify") as refused:
        require_certifying(titles)
    assert "official text" in refused.value.remedy
    load(text(title="Official"), "owner", "Letter of the association, 3 November 2026")
    load(text(title="A later paraphrase"))
    held = framework_of(KEY)
    assert held is not None
    require_certifying(titles)
    assert (held.title, held.certifies) == ("Official", True)


@pytest.mark.django_db
def test_an_official_text_names_its_ground_and_fills_every_code() -> None:
    load(text())
    with pytest.raises(FrameworkRefused) as refused:
        load(text(title="Official"), "owner")
    assert refused.value.code == "no-ground"
    document = json.loads(FILE.read_text(encoding="utf-8"))
    document["CFItems"] = [each for each in document["CFItems"] if each["humanCodingScheme"] != "MC4.2"]
    with pytest.raises(FrameworkRefused, match=r"MC4\.2") as refused:
        load(json.dumps(document).encode(), "owner", "Letter")
    assert refused.value.code == "slot-not-filled"


def test_who_does_not_coordinate_a_program_cannot_load(cast: Cast) -> None:
    by = Actor("person", cast.people["principal"].pk, "")
    with pytest.raises(NotPermitted):
        load_framework(source=Source(KEY, text(), "own"), write=True, by=by, now=NOW)


def test_the_pages_try_keep_show_and_hand_out(cast: Cast, client: Client) -> None:
    enter(client, cast.users["program_coordinator"])
    said = {"key": KEY, "wording": "paraphrase", "ground": ""}
    tried = client.post("/frameworks/load/", said | {"file": SimpleUploadedFile("f.json", FILE.read_bytes())})
    assert "It would become version 1" in tried.content.decode()
    assert not Framework.objects.exists()
    kept = client.post("/frameworks/load/", said | {"package": FILE.read_text(encoding="utf-8")}, follow=True)
    assert "it cannot certify" in kept.content.decode()
    row = Framework.objects.get()
    handed = client.get(f"/frameworks/{row.pk}/case.json")
    assert json.loads(handed.content) == json.loads(FILE.read_text(encoding="utf-8"))
    wrong = client.post("/frameworks/load/", said | {"file": SimpleUploadedFile("f.json", b'{"CFDocument": {}}')})
    assert wrong.status_code == 422
    assert "CFDocument.caseVersion is missing" in wrong.content.decode()


@pytest.mark.django_db
def test_the_command_reads_and_keeps(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_framework", str(FILE), key=KEY, wording="paraphrase", write=True)
    assert "22 statements, 1 rubrics, version 1, kept" in capsys.readouterr().out
    bad = tmp_path / "bad.json"
    bad.write_text("{}")
    with pytest.raises(CommandError, match="CFDocument is missing"):
        call_command("load_framework", str(bad), key=KEY, wording="own")
