"""Disclosure by law: two officers, neither near the pair; told at once or after the order; read through one door."""

from datetime import timedelta

import pytest
from django.urls import reverse

from preceptor.develop.activities.tests.world import NOW, World
from preceptor.develop.confidences.commands.disclosing import (
    DisclosureRefused,
    Named,
    approve_disclosure,
    decline_disclosure,
    propose_disclosure,
    read_disclosed,
    tell_pair,
)
from preceptor.develop.confidences.commands.notes import write_note
from preceptor.develop.confidences.models import Disclosure
from preceptor.develop.confidences.queries.disclosures import untold_disclosures
from preceptor.develop.confidences.rules.disclosing import Demand
from preceptor.develop.confidences.tests.conftest import DAY, MARKER, Browse, write
from preceptor.foundation.accounts.tests.cast import give_position
from preceptor.foundation.audit.models import Entry
from preceptor.foundation.audit.public import NotPermitted
from preceptor.foundation.district.models import OrgUnit, Position
from preceptor.foundation.messages.models import Letter

TODAY = NOW.date()


def named(world: World, **more: object) -> Named:
    said = {"first": TODAY, "last": TODAY, "readable_until": TODAY + 30 * DAY, "order": "", "silent_until": None}
    emails = (world.people["mentee"].email, world.people["mentor"].email)
    return Named(emails, "subpoena", "Case 24-117", Demand(**{**said, **more}))  # type: ignore[arg-type]  # a test's short hand


def proposed(world: World, pair_id: int, by: str = "counsel", **more: object) -> int:
    write(world, pair_id)
    return propose_disclosure(named=named(world, **more), by=world.actor(by), now=NOW)


def approved(world: World, pair_id: int, **more: object) -> int:
    number = proposed(world, pair_id, **more)
    approve_disclosure(disclosure_id=number, by=world.actor("privacy"), now=NOW)
    return number


def texts(world: World, number: int, by: str, now=NOW) -> list[str]:
    page = read_disclosed(disclosure_id=number, by=world.actor(by), now=now)
    return [note.text for note in page.notes]


@pytest.mark.parametrize("officer", ["counsel", "privacy"])
def test_both_officers_read_what_was_approved(world: World, pair_id: int, officer: str) -> None:
    assert texts(world, approved(world, pair_id), officer) == [MARKER]


@pytest.mark.parametrize("officer", ["counsel", "privacy"])
def test_a_proposal_alone_opens_nothing(world: World, pair_id: int, officer: str) -> None:
    number = proposed(world, pair_id)
    with pytest.raises(DisclosureRefused):
        texts(world, number, officer)


@pytest.mark.parametrize("other", ["both", "superintendent", "compliance_officer", "system_administrator", "mentor"])
def test_nobody_else_reads_it(world: World, pair_id: int, other: str) -> None:
    number = approved(world, pair_id)
    with pytest.raises(DisclosureRefused):
        texts(world, number, other)


def test_nobody_approves_the_own_proposal(world: World, pair_id: int) -> None:
    number = proposed(world, pair_id, by="both")
    with pytest.raises(DisclosureRefused) as told:
        approve_disclosure(disclosure_id=number, by=world.actor("both"), now=NOW)
    assert told.value.code == "disclosure-same"


@pytest.mark.parametrize("who", ["privacy", "superintendent", "program_coordinator", "system_administrator"])
def test_only_counsel_proposes(world: World, pair_id: int, who: str) -> None:
    with pytest.raises(NotPermitted):
        proposed(world, pair_id, by=who)


@pytest.mark.parametrize("who", ["counsel", "superintendent", "compliance_officer"])
def test_only_the_privacy_officer_approves(world: World, pair_id: int, who: str) -> None:
    number = proposed(world, pair_id)
    with pytest.raises(NotPermitted):
        approve_disclosure(disclosure_id=number, by=world.actor(who), now=NOW)


def test_an_officer_above_the_pair_must_not_act(world: World, pair_id: int) -> None:
    number = proposed(world, pair_id)
    give_position(world.people["privacy"], "community_administrator", OrgUnit.objects.get(code="north"))
    seat = Position.objects.get(person=world.people["privacy"], job="community_administrator")
    Position.objects.filter(pk=seat.pk).update(start=TODAY - timedelta(days=900))
    mentee = Position.objects.filter(person=world.people["mentee"])
    mentee.update(reports_to=seat)
    with pytest.raises(DisclosureRefused) as told:
        approve_disclosure(disclosure_id=number, by=world.actor("privacy"), now=NOW)
    assert told.value.code == "disclosure-near"


def test_the_pair_is_told_at_once_with_the_ground_and_no_content(world: World, pair_id: int) -> None:
    approved(world, pair_id)
    letters = Letter.objects.filter(letter="confidences.disclosure")
    assert {each.person_id for each in letters} == {world.people["mentor"].pk, world.people["mentee"].pk}
    assert {("Case 24-117" in each.body, "MARKER" in each.body) for each in letters} == {(True, False)}


def test_an_order_of_a_court_delays_the_letter_until_it_ends(world: World, pair_id: int) -> None:
    number = approved(world, pair_id, order="Order 9", silent_until=TODAY + 10 * DAY)
    assert not Letter.objects.filter(letter="confidences.disclosure").exists()
    assert untold_disclosures(NOW + 10 * DAY) == []
    assert not tell_pair(disclosure_id=number, now=NOW + 10 * DAY)
    assert untold_disclosures(NOW + 11 * DAY) == [number]
    assert tell_pair(disclosure_id=number, now=NOW + 11 * DAY)
    bodies = [each.body for each in Letter.objects.filter(letter="confidences.disclosure")]
    assert ["An order of a court forbade us" in body for body in bodies] == [True, True]


def test_while_the_order_holds_the_pair_sees_nothing_of_it(world: World, pair_id: int, browse: Browse) -> None:
    approved(world, pair_id, order="Order 9", silent_until=TODAY + 10 * DAY)
    assert "Case 24-117" not in browse("mentee").get(reverse("confidences:pair-notes", args=[pair_id])).content.decode()


def test_once_told_the_pair_sees_it_on_its_page(world: World, pair_id: int, browse: Browse) -> None:
    approved(world, pair_id)
    assert "Case 24-117" in browse("mentee").get(reverse("confidences:pair-notes", args=[pair_id])).content.decode()


def test_only_notes_of_the_days_named_are_opened(world: World, pair_id: int) -> None:
    number = approved(world, pair_id)
    later = {"sent_key": "later", "by": world.actor("mentor"), "now": NOW + DAY}
    write_note(pair_id=pair_id, text="later", **later)  # type: ignore[arg-type]  # a test's short hand
    assert texts(world, number, "counsel") == [MARKER]


def test_reading_ends_on_its_day(world: World, pair_id: int) -> None:
    number = approved(world, pair_id)
    with pytest.raises(DisclosureRefused):
        texts(world, number, "counsel", NOW + 31 * DAY)


def test_each_reading_is_recorded_without_content(world: World, pair_id: int) -> None:
    number = approved(world, pair_id)
    texts(world, number, "counsel")
    texts(world, number, "privacy")
    lines = Entry.objects.filter(action="confidences.read-disclosed").order_by("pk")
    assert [line.actor_id for line in lines] == [world.people["counsel"].pk, world.people["privacy"].pk]
    assert "MARKER" not in str(list(Entry.objects.values()))


def test_a_declined_proposal_opens_nothing_and_is_not_approved_later(world: World, pair_id: int) -> None:
    number = proposed(world, pair_id)
    decline_disclosure(disclosure_id=number, by=world.actor("privacy"), now=NOW)
    with pytest.raises(DisclosureRefused):
        approve_disclosure(disclosure_id=number, by=world.actor("both"), now=NOW)
    with pytest.raises(DisclosureRefused):
        texts(world, number, "counsel")


def test_two_people_without_sealed_notes_have_nothing_to_disclose(world: World) -> None:
    with pytest.raises(DisclosureRefused) as told:
        propose_disclosure(named=named(world), by=world.actor("counsel"), now=NOW)
    assert told.value.code == "no-notes"


def test_proposed_approved_and_read_by_the_pages(world: World, pair_id: int, browse: Browse) -> None:
    write(world, pair_id)
    counsel, privacy = browse("counsel"), browse("privacy")
    form = {
        "mentor": world.people["mentor"].email,
        "mentee": world.people["mentee"].email,
        "ground": "court_order",
        "reference": "Case 24-117",
        "first": str(TODAY),
        "last": str(TODAY),
        "readable_until": str(TODAY + DAY),
    }
    assert counsel.post(reverse("confidences:disclosure-form"), {**form, "order": "9"}).status_code == 422
    counsel.post(reverse("confidences:disclosure-form"), form)
    number = Disclosure.objects.get().pk
    privacy.post(reverse("confidences:disclosure-approve", args=[number]))
    assert "Approved" in privacy.get(reverse("confidences:disclosure-list")).content.decode()
    assert MARKER in counsel.post(reverse("confidences:disclosed-text", args=[number])).content.decode()


@pytest.mark.parametrize("name", ["confidences:disclosure-list", "confidences:disclosure-form"])
@pytest.mark.parametrize("who", ["mentor", "program_coordinator", "system_administrator", "superintendent"])
def test_disclosures_are_for_officers(world: World, browse: Browse, name: str, who: str) -> None:
    assert browse(who).get(reverse(name)).status_code in (403, 404)
