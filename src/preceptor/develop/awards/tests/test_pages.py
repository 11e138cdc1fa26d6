"""Pages: for the holder, for the office, and for anybody who has a number or a file."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from preceptor.develop.awards.models import Certificate
from preceptor.develop.awards.queries.words import SENTENCES
from preceptor.develop.awards.rules.faults import SENTENCES as IN_ENGLISH
from preceptor.develop.awards.tests.world import AWARD, World, work
from preceptor.foundation.accounts.tests.cast import enter

LIST = b"number,name,awarded_on\nA-1,Lena Old,2021-10-01\n"


def browse(world: World, name: str = "") -> Client:
    client = Client()
    if name:
        enter(client, world.users[name])
    return client


def read(world: World, name: str, address: str, *args: object) -> str:
    return browse(world, name).get(reverse(address, args=args)).content.decode()


def test_the_sentences_of_the_judge_are_the_same_for_the_command_and_for_pages() -> None:
    assert {code: str(text) for code, text in SENTENCES.items()} == dict(IN_ENGLISH)


def test_anybody_verifies_by_number_without_an_account(issued: Certificate, world: World) -> None:
    client = browse(world)
    typed = issued.number.replace("-", " ").lower()
    response = client.post(reverse("awards:certificate-verify"), {"number": typed}, follow=True)
    page = response.content.decode()
    assert "Valid: “Certified mentor of principals”" in page
    assert "Ana Mentor" in page


def test_a_wrong_number_says_what_to_do(world: World) -> None:
    client = browse(world)
    response = client.post(reverse("awards:certificate-verify"), {"number": "12"})
    assert (response.status_code, "twelve letters" in response.content.decode()) == (422, True)
    missing = client.get(reverse("awards:certificate-public", args=["AAAA-BBBB-CCCC"]))
    assert (missing.status_code, "Check the number" in missing.content.decode()) == (404, True)


@pytest.mark.parametrize("kind", ["credential-json", "badge-image"])
def test_what_was_handed_out_is_judged_when_it_is_handed_in(issued: Certificate, world: World, kind: str) -> None:
    client = browse(world)
    data = client.get(reverse(f"awards:{kind}", args=[issued.number])).content
    response = client.post(reverse("awards:certificate-verify"), {"file": SimpleUploadedFile("x", data)})
    assert "Valid: “Certified mentor of principals”" in response.content.decode()


def test_a_changed_file_is_refused(issued: Certificate, world: World) -> None:
    data = issued.credential.replace("Ana Mentor", "Eve Mentor").encode()
    response = browse(world).post(reverse("awards:certificate-verify"), {"file": SimpleUploadedFile("x.json", data)})
    assert "does not fit" in response.content.decode()


def test_a_revoked_one_says_so_on_its_public_page(issued: Certificate, world: World) -> None:
    office = browse(world, "program_coordinator")
    url = reverse("awards:certificate-revoke", args=[issued.pk])
    assert office.post(url, {"revoke-reason": ""}).status_code == 422
    assert office.post(url, {"revoke-reason": "Entered by mistake"}).status_code == 302
    page = read(world, "", "awards:certificate-public", issued.number)
    assert "revoked by its issuer" in page
    assert "Entered by mistake" not in page


def test_verifiers_find_document_and_list_under_the_names_that_the_credential_gives(
    issued: Certificate, world: World
) -> None:
    client, document = browse(world), json.loads(issued.credential)
    did = json.loads(client.get("/.well-known/did.json").content)
    status = document["credentialStatus"]["statusListCredential"].removeprefix("https://district.example")
    listed = json.loads(client.get(status).content)
    assert document["proof"]["verificationMethod"] in did["assertionMethod"]
    assert (listed["id"], listed["issuer"]) == (f"https://district.example{status}", did["id"])
    own = client.get(document["id"].removeprefix("https://district.example"), headers={"Accept": "application/json"})
    assert json.loads(own.content) == document


def test_the_holder_opens_the_paper_and_nobody_else_does(issued: Certificate, world: World) -> None:
    url = reverse("awards:certificate-paper", args=[issued.pk])
    assert browse(world, "mentor").get(url).content.startswith(b"%PDF")
    assert browse(world, "mentee").get(url).status_code == 404


def test_the_holder_sees_certificate_renewal_and_credit(issued: Certificate, world: World) -> None:
    assert "Certified mentor of principals" in read(world, "mentor", "awards:my-certificates")
    page = read(world, "mentor", "awards:certificate-detail", issued.pk)
    assert "Renewed by a day of training and a letter." in page
    assert "Ask for the credits" in page
    assert "Revoke" not in page


def test_the_office_goes_from_earned_to_issued(world: World) -> None:
    office = browse(world, "program_coordinator")
    board = reverse("awards:award-board", args=[world.cycle_id, AWARD])
    assert "One person has earned it" in office.get(board).content.decode()
    office.post(reverse("awards:award-propose", args=[world.cycle_id, AWARD]))
    assert "Approve and issue the one" in office.get(board).content.decode()
    office.post(reverse("awards:award-approve", args=[world.cycle_id, AWARD]), {"certificate": world.one().pk})
    work()
    assert "Valid" in office.get(f"{board}?part=issued").content.decode()


def test_a_list_is_shown_before_it_is_recorded(world: World) -> None:
    office, url = browse(world, "program_coordinator"), reverse("awards:holder-import", args=[world.cycle_id, AWARD])
    shown = office.post(url, {"file": SimpleUploadedFile("old.csv", LIST)})
    assert "One holder would be recorded" in shown.content.decode()
    assert Certificate.objects.count() == 0
    office.post(url, {"list": shown.context["text"]})
    assert world.one().earlier_number == "A-1"
