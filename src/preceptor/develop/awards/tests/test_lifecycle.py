"""A certificate from the rule to its revocation: each step once, each with its reason, nothing issued ever changed."""

import io
import json
from datetime import datetime, timedelta

import pytest
from pypdf import PdfReader

from preceptor.develop.activities.public import Owed, exempt_from_duty
from preceptor.develop.awards.commands.changing import correct_certificate, renew_certificate, revoke_certificate
from preceptor.develop.awards.commands.credit import ask_for_credit, record_credit
from preceptor.develop.awards.commands.importing import import_holders
from preceptor.develop.awards.commands.keys import rotate_issuer_key
from preceptor.develop.awards.commands.proposing import (
    approve_certificates,
    decline_certificate,
    propose_earned,
    propose_one,
)
from preceptor.develop.awards.commands.refusals import AwardRefused
from preceptor.develop.awards.models import Certificate, CreditRecord, IssuerKey, StatusList
from preceptor.develop.awards.queries.detail import own_verdict
from preceptor.develop.awards.queries.expiring import reminders_due
from preceptor.develop.awards.queries.mine import my_certificates_page
from preceptor.develop.awards.tests.world import AWARD, NOW, ZONE, World, day, work
from preceptor.develop.pairing.models import Participant
from preceptor.foundation.audit.public import SYSTEM, NotPermitted
from preceptor.foundation.messages.models import Letter

LIST = b"number,name,awarded_on,email\nA-1,Lena Old,2021-10-01,lena@x.org\nA-2,Omar Old,2022-10-01,\n"


def test_who_has_earned_it_is_proposed_once(world: World) -> None:
    first = propose_earned(cycle_id=world.cycle_id, award=AWARD, by=world.office, now=NOW)
    again = propose_earned(cycle_id=world.cycle_id, award=AWARD, by=world.office, now=NOW)
    row = world.one()
    assert (first, again, row.holder_name, row.state) == (1, 0, "Ana Mentor", "proposed")
    assert row.evidence == [["The orientation", "met"]]


def test_an_exemption_of_the_office_earns_and_stands_in_the_evidence(world: World) -> None:
    other = Participant.objects.create(
        cycle_id=world.cycle_id, person=world.people["stranger"], side="mentor", since=day(2024, 1, 8), source="test"
    )
    owed = Owed(world.cycle_id, "orientation", other.person_id, "program")
    exempt_from_duty(owed=owed, reason="Led the orientation of the year before.", by=world.office, now=NOW)
    done = propose_earned(cycle_id=world.cycle_id, award=AWARD, by=world.office, now=NOW)
    assert (done, world.one(person=other.person).evidence) == (2, [["The orientation", "exempted"]])


def test_a_proposal_is_the_offices_alone(world: World) -> None:
    propose_earned(cycle_id=world.cycle_id, award=AWARD, by=world.office, now=NOW)
    assert my_certificates_page(by=world.actor("mentor"), now=NOW).lines == ()


def test_what_is_issued_holds_for_three_years_to_the_end_of_the_day(issued: Certificate) -> None:
    assert issued.state == "issued"
    assert issued.awarded_on == day(2024, 7, 20)
    assert issued.valid_until == datetime(2027, 7, 20, 23, 59, 59, tzinfo=ZONE)


def test_the_credential_is_judged_valid_by_the_code_that_judges_others(issued: Certificate) -> None:
    verdict = own_verdict(issued, NOW)
    assert (verdict.state, verdict.codes) == ("valid", {"valid", "status-dated"})


def test_the_credential_says_who_and_what_and_hides_the_address(issued: Certificate) -> None:
    document = json.loads(issued.credential)
    subject = document["credentialSubject"]
    assert document["issuer"]["id"] == "did:web:district.example"
    assert document["id"] == f"https://district.example/awards/c/{issued.number}/"
    assert subject["achievement"]["achievementType"] == "Certification"
    assert subject["identifier"][0]["identityHash"] == "Ana Mentor"
    assert issued.holder_email not in issued.credential


def test_the_paper_is_tagged_and_names_the_holder(issued: Certificate) -> None:
    reader = PdfReader(io.BytesIO(bytes(issued.paper or b"")))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert "Ana Mentor" in reader.pages[0].extract_text()
    assert issued.number in reader.pages[0].extract_text()


def test_the_holder_hears_once(issued: Certificate) -> None:
    work()
    letter = Letter.objects.get(letter="awards.certificate_issued")
    assert f"https://district.example/awards/c/{issued.number}/" in letter.body


def test_issuing_twice_issues_once(issued: Certificate, world: World) -> None:
    with pytest.raises(AwardRefused, match="waits for approval"):
        approve_certificates(cycle_id=world.cycle_id, ids=[issued.pk], by=world.office, now=NOW)


def test_only_the_programs_office_may_propose_and_approve(world: World) -> None:
    for name in ("mentor", "supervisor", "system_administrator"):
        with pytest.raises(NotPermitted):
            propose_earned(cycle_id=world.cycle_id, award=AWARD, by=world.actor(name), now=NOW)


def test_somebody_is_proposed_by_hand_only_with_a_reason(world: World) -> None:
    who = world.people["stranger"].pk
    with pytest.raises(AwardRefused, match="no reason"):
        propose_one(cycle_id=world.cycle_id, award=AWARD, person_id=who, reason=" ", by=world.office, now=NOW)
    propose_one(cycle_id=world.cycle_id, award=AWARD, person_id=who, reason="Paper file", by=world.office, now=NOW)
    row = world.one()
    assert (row.origin, row.reason) == ("hand", "Paper file")
    with pytest.raises(AwardRefused, match="already"):
        propose_one(cycle_id=world.cycle_id, award=AWARD, person_id=who, reason="Again", by=world.office, now=NOW)


def test_a_declined_proposal_can_be_made_again(world: World) -> None:
    propose_earned(cycle_id=world.cycle_id, award=AWARD, by=world.office, now=NOW)
    decline_certificate(certificate_id=world.one().pk, reason="Wrong year", by=world.office, now=NOW)
    assert propose_earned(cycle_id=world.cycle_id, award=AWARD, by=world.office, now=NOW) == 1


def test_revoked_with_a_reason_it_is_refused_at_once(issued: Certificate, world: World) -> None:
    before = StatusList.objects.get().text
    revoke_certificate(certificate_id=issued.pk, reason="Hours were invented", by=world.office, now=NOW)
    revoke_certificate(certificate_id=issued.pk, reason="Again", by=world.office, now=NOW)
    issued.refresh_from_db()
    assert own_verdict(issued, NOW).finding.code == "revoked"
    assert (issued.revoked_reason, StatusList.objects.get().text != before) == ("Hours were invented", True)
    assert Letter.objects.filter(letter="awards.certificate_revoked").count() == 1


def test_a_correction_is_a_new_one_that_says_what_it_corrects(issued: Certificate, world: World) -> None:
    correct_certificate(
        certificate_id=issued.pk, holder_name="Anna Mentor", reason="One n too few", by=world.office, now=NOW
    )
    work()
    made = world.one(origin="correction")
    issued.refresh_from_db()
    document = json.loads(made.credential)
    assert document["evidence"][0]["id"] == f"https://district.example/awards/c/{issued.number}/"
    assert (made.holder_name, made.valid_until) == ("Anna Mentor", issued.valid_until)
    assert own_verdict(issued, NOW).finding.code == "revoked"
    assert own_verdict(made, NOW).state == "valid"


def test_a_renewal_is_a_new_one_that_cites_the_old_which_stays_valid(issued: Certificate, world: World) -> None:
    early = datetime(2026, 1, 1, tzinfo=ZONE)
    with pytest.raises(AwardRefused, match="can be renewed from"):
        renew_certificate(certificate_id=issued.pk, reason="x", by=world.office, now=early)
    later = datetime(2027, 3, 1, tzinfo=ZONE)
    with pytest.raises(AwardRefused, match="not all recorded"):
        renew_certificate(certificate_id=issued.pk, reason="", by=world.office, now=later)
    made = renew_certificate(certificate_id=issued.pk, reason="Training and letter on file", by=world.office, now=later)
    with pytest.raises(AwardRefused, match="proposed already"):
        renew_certificate(certificate_id=issued.pk, reason="x", by=world.office, now=later)
    approve_certificates(cycle_id=world.cycle_id, ids=[made], by=world.office, now=later)
    work(later)
    new = world.one(pk=made)
    assert new.valid_until == datetime(2030, 7, 20, 23, 59, 59, tzinfo=ZONE)
    assert issued.number in json.loads(new.credential)["evidence"][0]["name"]
    issued.refresh_from_db()
    assert (own_verdict(issued, later).state, own_verdict(new, later).state) == ("valid", "valid")


def test_a_new_key_signs_and_the_old_one_still_verifies(issued: Certificate, world: World) -> None:
    rotate_issuer_key(by=SYSTEM, now=NOW)
    propose_one(
        cycle_id=world.cycle_id,
        award=AWARD,
        person_id=world.people["stranger"].pk,
        reason="x",
        by=world.office,
        now=NOW,
    )
    new = world.one(state="proposed")
    approve_certificates(cycle_id=world.cycle_id, ids=[new.pk], by=world.office, now=NOW)
    work()
    new.refresh_from_db()
    methods = {json.loads(row.credential)["proof"]["verificationMethod"] for row in (issued, new)}
    assert len(methods) == 2
    assert {own_verdict(row, NOW).state for row in (issued, new)} == {"valid"}


def test_the_signing_key_lies_sealed(issued: Certificate) -> None:
    key = IssuerKey.objects.get()
    assert key.sealed.startswith("n1.")


def test_reminders_go_out_once_each_and_stop_with_the_renewal(issued: Certificate, world: World) -> None:
    from preceptor.develop.awards.commands.reminding import remind_holder

    until = issued.valid_until
    assert until is not None
    assert reminders_due(until - timedelta(days=200)) == []
    ahead = until - timedelta(days=170)
    assert reminders_due(ahead) == [(issued.pk, 180)]
    assert remind_holder(certificate_id=issued.pk, days=180, now=ahead)
    assert not remind_holder(certificate_id=issued.pk, days=180, now=ahead)
    assert reminders_due(ahead) == []
    assert reminders_due(until - timedelta(days=10)) == [(issued.pk, 14)]
    assert Letter.objects.filter(letter="awards.certificate_reminder").count() == 1
    renew_certificate(certificate_id=issued.pk, reason="x", by=world.office, now=ahead)
    assert reminders_due(until - timedelta(days=10)) == []


def test_holders_certified_before_are_tried_then_recorded_once(world: World) -> None:
    asked = {"cycle_id": world.cycle_id, "award": AWARD, "by": world.office, "now": NOW}
    tried = import_holders(data=LIST, write=False, **asked)
    assert (tried.new, Certificate.objects.count()) == (2, 0)
    assert import_holders(data=LIST, write=True, **asked).recorded == 2
    assert import_holders(data=LIST, write=True, **asked).recorded == 0
    row = world.one(earlier_number="A-1")
    assert (row.state, row.credential) == ("recorded", "")
    assert row.valid_until == datetime(2024, 10, 1, 23, 59, 59, tzinfo=ZONE)


def test_a_list_with_faults_records_nobody_and_names_the_rows(world: World) -> None:
    asked = {"cycle_id": world.cycle_id, "award": AWARD, "by": world.office, "now": NOW}
    data = b"number,name,awarded_on\nA-1,Lena,2021-10-01\nA-1,Omar,never\n"
    outcome = import_holders(data=data, write=True, **asked)
    assert (outcome.recorded, Certificate.objects.count()) == (0, 0)
    assert any(fault.row == 3 for fault in outcome.faults)


def test_a_recorded_one_is_renewed_by_a_signed_one(world: World) -> None:
    import_holders(cycle_id=world.cycle_id, award=AWARD, data=LIST, write=True, by=world.office, now=NOW)
    old = world.one(earlier_number="A-1")
    made = renew_certificate(certificate_id=old.pk, reason="Training and letter", by=world.office, now=NOW)
    approve_certificates(cycle_id=world.cycle_id, ids=[made], by=world.office, now=NOW)
    work()
    new = world.one(pk=made)
    assert "A-1" in json.loads(new.credential)["evidence"][0]["name"]
    assert own_verdict(new, NOW).state == "valid"


def test_credits_and_their_fee_are_recorded(issued: Certificate, world: World) -> None:
    ask_for_credit(certificate_id=issued.pk, by=world.actor("mentor"), now=NOW)
    ask_for_credit(certificate_id=issued.pk, by=world.actor("mentor"), now=NOW)
    record_credit(
        certificate_id=issued.pk, registered_on=day(2024, 8, 1), fee_paid_on=day(2024, 8, 2), by=world.office, now=NOW
    )
    row = CreditRecord.objects.get()
    assert (row.credits, row.fee, row.registered_on) == (3, 200, day(2024, 8, 1))


def test_nobody_asks_for_somebody_elses_credits(issued: Certificate, world: World) -> None:
    from preceptor.develop.awards.commands.refusals import CertificateUnknown

    with pytest.raises(CertificateUnknown):
        ask_for_credit(certificate_id=issued.pk, by=world.actor("mentee"), now=NOW)
