"""The pages of documents: a file and a signature are there for those who may see them, and for nobody else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from preceptor.foundation.audit.public import Actor
from preceptor.foundation.documents.models import StoredFile as FileRow
from preceptor.foundation.documents.models import TextVersion as TextRow
from preceptor.foundation.documents.public import (
    StoredFile,
    publish_text,
    register_file_policy,
    register_signature_policy,
    sign,
    store,
)
from preceptor.foundation.documents.queries import policies
from preceptor.foundation.documents.tests import making
from preceptor.foundation.documents.tests.conftest import NOON, RULE, stored_names, upload

pytestmark = pytest.mark.django_db
ABOUT = "tests.matter:1"


@pytest.fixture
def ada(db: None) -> Client:
    return signed_in("ada")


@pytest.fixture
def ben(db: None) -> Client:
    return signed_in("ben")


@pytest.fixture(autouse=True)
def only_ada_may() -> Iterator[None]:
    """The matter's own context lets Ada see its files, and Cem its signatures."""
    register_file_policy("tests.matter", lambda actor, _about, _now: actor.label.startswith("Ada"))
    register_signature_policy("tests.matter", lambda actor, _about, _now: actor.label.startswith("Cem"))
    yield
    policies._file_policies.pop("tests.matter")
    policies._signature_policies.pop("tests.matter")


def signed_in(name: str) -> Client:
    person = apps.get_model("district", "Person").objects.create(
        given_name=name.title(), family_name="López", email=f"{name}@district.example"
    )
    client = Client()
    client.force_login(get_user_model().objects.create_user(person.email, person=person))
    return client


def actor_named(name: str) -> Actor:
    person = apps.get_model("district", "Person").objects.get(given_name=name)
    return Actor("person", person.pk, str(person))


@pytest.fixture
def kept(storage: Path, ada: Client) -> StoredFile:
    file = upload(making.pdf(), "résumé.pdf")
    return store(by=actor_named("Ada"), upload=file, rule=RULE, about=ABOUT, where="", now=NOON)


def address(file: StoredFile) -> str:
    return reverse("documents:download", args=[file.id])


def test_the_one_who_may_gets_the_file_as_it_was(ada: Client, kept: StoredFile) -> None:
    assert b"".join(ada.get(address(kept)).streaming_content) == making.pdf()


def test_a_download_is_never_opened_or_kept_by_the_browser(ada: Client, kept: StoredFile) -> None:
    response = ada.get(address(kept))
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"


def test_for_others_there_is_no_such_file(ben: Client, kept: StoredFile) -> None:
    assert ben.get(address(kept)).status_code == 404


def test_without_a_policy_nobody_gets_the_file(ada: Client, kept: StoredFile) -> None:
    FileRow.objects.update(about="unheard.of:1")
    assert ada.get(address(kept)).status_code == 404


def test_a_policy_does_not_reach_a_longer_name(ada: Client, kept: StoredFile) -> None:
    FileRow.objects.update(about="tests.matters:1")
    assert ada.get(address(kept)).status_code == 404


def test_whoever_is_not_signed_in_is_asked_to(kept: StoredFile) -> None:
    assert Client().get(address(kept)).status_code == 302


def test_a_removed_file_is_not_there(ada: Client, kept: StoredFile) -> None:
    FileRow.objects.update(state="removed")
    assert ada.get(address(kept)).status_code == 404


def test_a_file_in_quarantine_is_not_handed_out_yet(ada: Client, kept: StoredFile) -> None:
    FileRow.objects.update(state="quarantined")
    response = ada.get(address(kept))
    assert response.status_code == 409
    assert "waits for the virus check" in response.content.decode()


def test_lost_content_is_told_kindly(ada: Client, kept: StoredFile, storage: Path) -> None:
    stored_names(storage)[0].unlink()
    assert ada.get(address(kept)).status_code == 410


def test_a_download_is_recorded(ada: Client, kept: StoredFile) -> None:
    ada.get(address(kept))
    entry = apps.get_model("audit", "Entry").objects.order_by("-number")[0]
    assert (entry.action, entry.about) == ("documents.downloaded", ABOUT)


def give_signature() -> str:
    ethics = publish_text(
        by=actor_named("Ada"), code="ethics", title="Code of ethics", bodies={"en": "I keep it to myself."}, now=NOON
    )
    signature = sign(
        by=actor_named("Ada"),
        signer_name="Ada López",
        signer_email="ada@district.example",
        text_id=ethics.id,
        language="en",
        answers={"why": "x"},
        evidence=["a" * 64],
        about=ABOUT,
        now=NOON,
    )
    return reverse("documents:signature", args=[signature.id])


def test_the_signer_sees_what_was_signed(ada: Client) -> None:
    shown = ada.get(give_signature()).content.decode()
    assert "I keep it to myself." in shown
    assert "This signature stands" in shown


def test_a_broken_signature_is_shown_as_broken(ada: Client) -> None:
    page = give_signature()
    TextRow.objects.update(bodies={"en": "I tell everybody."})
    assert "no longer stands" in ada.get(page).content.decode()


def test_others_do_not_see_a_signature(ada: Client, ben: Client) -> None:
    assert ben.get(give_signature()).status_code == 404


def test_those_whom_a_policy_lets_see_a_signature(ada: Client) -> None:
    assert signed_in("cem").get(give_signature()).status_code == 200
