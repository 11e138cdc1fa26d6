"""A renewal end to end through pages: a day of training, a letter by link, a new certificate that cites the old one."""

import json
import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from time_machine import travel

from preceptor.develop.activities.public import Recorded, record_activity
from preceptor.develop.admissions.public import program_facts
from preceptor.develop.awards.commands.changing import revoke_certificate
from preceptor.develop.awards.commands.referring import LetterUnfit, Referee, Reply, answer_reference, ask_reference
from preceptor.develop.awards.commands.refusals import AwardRefused
from preceptor.develop.awards.models import Certificate, ReferenceRequest
from preceptor.develop.awards.queries.detail import own_verdict
from preceptor.develop.awards.queries.renewing import renewal_standing
from preceptor.develop.awards.queries.terms import award_terms
from preceptor.develop.awards.tests.world import AWARD, NOW, ZONE, World, work
from preceptor.develop.programs.public import cycle
from preceptor.foundation.accounts.public import LinkClosed
from preceptor.foundation.accounts.tests.cast import enter
from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.messages.models import Letter

LATER = datetime(2027, 3, 1, 12, tzinfo=ZONE)
FRIEND = Referee("Rosa Referee", "rosa@elsewhere.example", "supervisor of the school")
TEXT = "For three years I have seen how this mentor listens, asks, and helps new principals to find their own way. " * 2


def trained(world: World, mentor: int, at: datetime) -> None:
    """A session of the training, as the roster records it."""
    said = Recorded("session-9", "training_day", "in_person", at, 360, (("mentor", mentor),), "session-9")
    record_activity(cycle_id=world.cycle_id, said=said, by=SYSTEM, now=at)


def asked(issued: Certificate, world: World, now: datetime = LATER) -> str:
    """A request for a letter, and the secret of its link."""
    ask_reference(certificate_id=issued.pk, referee=FRIEND, by=world.actor("mentor"), now=now)
    work(now)
    letter = Letter.objects.filter(letter="awards.reference_asked").latest("pk")
    found = re.search(r"/awards/refer/([^/\s]+)/", letter.body)
    assert found
    return found[1]


def stands(issued: Certificate, now: datetime = LATER) -> list[str]:
    return [need.stands for need in renewal_standing(issued, award_terms(issued.cycle_id, AWARD), now).needs]


def test_training_and_letter_of_the_last_years_earn_the_renewal_through_pages(
    issued: Certificate, world: World, client: Client
) -> None:
    trained(world, issued.person_id or 0, LATER - timedelta(days=30))
    with travel(LATER, tick=False):
        enter(client, world.users["mentor"])
        form = {"name": FRIEND.name, "email": FRIEND.email, "relation": FRIEND.relation}
        client.post(f"/awards/certificates/{issued.pk}/reference/", form)
        work(LATER)
        link = re.search(r"(/awards/refer/\S+)", Letter.objects.get(letter="awards.reference_asked").body)
        assert link
        stranger = Client()
        assert "how the mentoring since" in stranger.get(link[1]).content.decode()
        thanked = stranger.post(link[1], {"answer": "write", "text": TEXT, "states": "on"})
        assert "Your letter is signed and dated" in thanked.content.decode()
        assert stands(issued) == ["met", "met"]
        office = Client()
        enter(office, world.users["program_coordinator"])
        reference = ReferenceRequest.objects.get()
        assert TEXT.strip() in office.get(f"/awards/references/{reference.pk}/").content.decode()
        office.post(f"/awards/cycles/{world.cycle_id}/{AWARD}/propose/")
        new = Certificate.objects.get(origin="renewal")
        office.post(f"/awards/cycles/{world.cycle_id}/{AWARD}/approve/", {"certificate": new.pk})
        work(LATER)
    new.refresh_from_db()
    issued.refresh_from_db()
    evidence = json.loads(new.credential)["evidence"][0]
    assert (new.state, new.renews_id, evidence["id"]) == (
        "issued",
        issued.pk,
        f"https://district.example/awards/c/{issued.number}/",
    )
    assert new.valid_until == datetime(2030, 7, 20, 23, 59, 59, tzinfo=ZONE)
    assert {own_verdict(each, LATER).state for each in (issued, new)} == {"valid"}


def test_what_was_done_before_the_certificate_does_not_count_for_its_renewal(issued: Certificate, world: World) -> None:
    trained(world, issued.person_id or 0, NOW - timedelta(days=30))
    assert stands(issued) == ["open", "open"]


def test_a_letter_needs_its_statement_and_some_length_and_its_link_works_once(
    issued: Certificate, world: World
) -> None:
    token = asked(issued, world)
    for reply, code in (
        (Reply(writes=True, text="Good.", states=True), "letter-length"),
        (Reply(writes=True, text=TEXT), "statement-missing"),
        (Reply(writes=False), "decline-reason-missing"),
    ):
        with pytest.raises(LetterUnfit) as refused:
            answer_reference(token=token, reply=reply, now=LATER)
        assert refused.value.code == code
    answer_reference(token=token, reply=Reply(writes=True, text=TEXT, states=True), now=LATER)
    with pytest.raises(LinkClosed):
        answer_reference(token=token, reply=Reply(writes=True, text=TEXT, states=True), now=LATER)
    assert stands(issued)[1] == "met"


def test_after_a_refusal_somebody_else_can_be_asked(issued: Certificate, world: World) -> None:
    token = asked(issued, world)
    with pytest.raises(AwardRefused, match="asked already"):
        ask_reference(certificate_id=issued.pk, referee=FRIEND, by=world.actor("mentor"), now=LATER)
    answer_reference(token=token, reply=Reply(writes=False, reason="I moved away."), now=LATER)
    work(LATER)
    assert "I moved away." in Letter.objects.get(letter="awards.reference_answered").body
    assert asked(issued, world)
    assert stands(issued)[1] == "open"


def test_nobody_asks_before_the_renewal_opens_nor_writes_for_themselves(issued: Certificate, world: World) -> None:
    with pytest.raises(AwardRefused, match="can be renewed from"):
        ask_reference(certificate_id=issued.pk, referee=FRIEND, by=world.actor("mentor"), now=NOW)
    own = Referee("I", issued.holder_email.upper(), "myself")
    with pytest.raises(AwardRefused, match="somebody else"):
        ask_reference(certificate_id=issued.pk, referee=own, by=world.actor("mentor"), now=LATER)


def test_whoever_holds_a_valid_certification_is_known_to_hold_it(issued: Certificate, world: World) -> None:
    def holds(on: datetime) -> object:
        people = [issued.person_id or 0, world.people["stranger"].pk]
        known = program_facts(cycle(world.cycle_id), people, on.date(), ["holds_certification"])
        return [known[each]["holds_certification"].value for each in people]

    assert holds(LATER) == [True, False]
    assert holds(LATER + timedelta(days=365)) == [False, False]
    revoke_certificate(certificate_id=issued.pk, reason="Invented", by=world.office, now=NOW)
    assert holds(LATER) == [False, False]
