"""Signing: once, by the post of today, bound to text, answers and files; bad input and abuse."""

from datetime import date, timedelta

import pytest

from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.district.models import Position
from preceptor.foundation.documents.public import signature_state
from preceptor.foundation.look.public import Refusal
from preceptor.relieve.compliance.commands.cycles import correct_wording
from preceptor.relieve.compliance.commands.preparing import end_delegation, name_designee, save_answers
from preceptor.relieve.compliance.commands.signing import bound, certify, undo_certification
from preceptor.relieve.compliance.commands.writing import change_item
from preceptor.relieve.compliance.models import Certification, Certified, Delegation, Obligation, ObligationDraft
from preceptor.relieve.compliance.tests.world import ANSWERS, NOW, PLAN, World


def delegate(world: World, starts: date = date(2026, 10, 1), ends: date = date(2026, 12, 1)) -> int:
    said = {"unit_id": world.units["school-a"].pk, "to_id": world.people["assistant"].pk}
    return name_designee(**said, starts=starts, ends=ends, by=world.actor("principal"), now=NOW)


def test_a_signature_is_bound_to_text_answers_and_obligations(world: World) -> None:
    owed = world.owed("PLAN")
    row = Certification.objects.get(pk=world.sign(owed, **ANSWERS))
    assert signature_state(row.signature_id or 0, bound(row, [owed]), []).holds


def test_a_changed_answer_breaks_the_signature(world: World) -> None:
    owed = world.owed("PLAN")
    row = Certification.objects.get(pk=world.sign(owed, **ANSWERS))
    row.answers = {**row.answers, "q2": "40"}
    assert not signature_state(row.signature_id or 0, bound(row, [owed]), []).holds


def test_signing_for_another_school_finds_nothing(world: World) -> None:
    with pytest.raises(Refusal, match="no such page"):
        world.sign(world.owed("DRILL", "school-b"))
    assert not Certification.objects.exists()


def test_a_repeated_post_is_one_signature(world: World) -> None:
    owed = world.owed("DRILL")
    assert world.sign(owed) == world.sign(owed)
    assert Certification.objects.count() == 1


def test_two_who_hold_the_post_sign_once(world: World) -> None:
    delegate(world)
    owed = world.owed("DRILL")
    world.sign(owed)
    with pytest.raises(Refusal, match="certified already, by Ana Principal"):
        world.sign(owed, by="assistant")


def test_a_text_changed_between_opening_and_signing_is_read_again(world: World) -> None:
    owed = world.owed("PLAN")
    before = world.signed(owed, ANSWERS)
    text = "I certify that the council adopted the corrected safety plan this year."
    change_item(values=PLAN.__class__(**{**vars(PLAN), "statement": text}), why="wrong word", by=SYSTEM, now=NOW)
    correct_wording(cycle_item_id=owed.cycle_item_id, by=SYSTEM, now=NOW)
    with pytest.raises(Refusal, match="corrected after you opened it"):
        certify(obligation_ids=[owed.pk], signed=before, by=world.actor("principal"), now=NOW)
    assert Obligation.objects.get(pk=owed.pk).state == "open"


def test_a_signed_obligation_keeps_the_wording_that_was_signed(world: World) -> None:
    owed = world.owed("PLAN")
    number = world.sign(owed, **ANSWERS)
    text = "I certify that the council adopted the corrected safety plan this year."
    change_item(values=PLAN.__class__(**{**vars(PLAN), "statement": text}), why="word", by=SYSTEM, now=NOW)
    correct_wording(cycle_item_id=owed.cycle_item_id, by=SYSTEM, now=NOW)
    assert Certification.objects.get(pk=number).version.statement == PLAN.statement


def test_a_designee_signs_what_a_designee_may(world: World) -> None:
    delegate(world)
    world.sign(world.owed("DRILL"), by="assistant")
    assert Certification.objects.get().person_id == world.people["assistant"].pk


def test_a_designee_does_not_sign_what_the_law_leaves_to_the_principal(world: World) -> None:
    delegate(world)
    with pytest.raises(Refusal, match="Only the principal"):
        world.sign(world.owed("PLAN"), by="assistant", **ANSWERS)


def test_an_expired_delegation_says_so(world: World) -> None:
    delegate(world)
    Delegation.objects.update(starts=date(2026, 9, 1), ends=date(2026, 10, 27))
    with pytest.raises(Refusal, match="delegation for this school has ended"):
        world.sign(world.owed("DRILL"), by="assistant")


def test_a_delegation_holds_until_the_last_minute_of_its_last_day(world: World) -> None:
    delegate(world, ends=NOW.date())
    late = NOW.replace(hour=23, minute=59)
    assert world.sign(world.owed("DRILL"), by="assistant", now=late)


def test_an_ended_delegation_ends_at_once(world: World) -> None:
    number = delegate(world)
    end_delegation(delegation_id=number, by=world.actor("principal"), now=NOW)
    with pytest.raises(Refusal, match="has ended"):
        world.sign(world.owed("DRILL"), by="assistant")


def test_nobody_names_a_designee_at_another_school(world: World) -> None:
    with pytest.raises(Refusal, match="no such page"):
        name_designee(
            unit_id=world.units["school-b"].pk,
            to_id=world.people["assistant"].pk,
            starts=date(2026, 10, 1),
            ends=date(2026, 12, 1),
            by=world.actor("principal"),
            now=NOW,
        )


def test_the_obligation_goes_to_the_next_principal(world: World) -> None:
    Position.objects.filter(person=world.people["principal"]).update(end=date(2026, 10, 28))
    Position.objects.filter(person=world.people["assistant"]).update(job="principal")
    with pytest.raises(Refusal, match="does not carry"):
        world.sign(world.owed("PLAN"), **ANSWERS)
    assert world.sign(world.owed("PLAN"), by="assistant", **ANSWERS)


def test_an_answer_that_does_not_fit_signs_nothing(world: World) -> None:
    with pytest.raises(Refusal) as refused:
        world.sign(world.owed("PLAN"), q1="perhaps", q2="many")
    assert refused.value.facts["fields"] == {"q1": "bad-yes", "q2": "bad-number"}


def test_nobody_certifies_what_is_still_to_come(world: World) -> None:
    with pytest.raises(Refusal, match="nobody can certify what is still to come"):
        world.sign(world.owed("DRILL", period="2027-03"))


def test_one_signature_stands_for_several_only_with_one_statement(world: World) -> None:
    ids = [world.owed("DRILL").pk, world.owed("PLAN").pk]
    with pytest.raises(Refusal, match="not identical"):
        certify(obligation_ids=ids, signed=world.signed(world.owed("DRILL")), by=world.actor("principal"), now=NOW)


def test_a_late_month_and_the_next_are_signed_together(world: World) -> None:
    owed = [world.owed("DRILL", period="2026-09"), world.owed("DRILL", period="2026-10")]
    ids = [each.pk for each in owed]
    certify(obligation_ids=ids, signed=world.signed(owed[0]), by=world.actor("principal"), now=NOW)
    assert (Certification.objects.count(), Certified.objects.count()) == (1, 2)


def test_undo_opens_it_again_and_keeps_the_record(world: World) -> None:
    owed = world.owed("DRILL")
    number = world.sign(owed)
    undo_certification(certification_id=number, by=world.actor("principal"), now=NOW + timedelta(minutes=9))
    assert (Obligation.objects.get(pk=owed.pk).state, Certification.objects.count()) == ("open", 1)


def test_undo_keeps_what_was_answered_as_a_draft(world: World) -> None:
    number = world.sign(world.owed("PLAN"), **ANSWERS)
    undo_certification(certification_id=number, by=world.actor("principal"), now=NOW)
    assert ObligationDraft.objects.get().answers == ANSWERS


def test_what_is_sent_is_not_taken_back(world: World) -> None:
    number = world.sign(world.owed("DRILL"))
    with pytest.raises(Refusal, match="cannot be taken back"):
        undo_certification(certification_id=number, by=world.actor("principal"), now=NOW + timedelta(minutes=10))


def test_nobody_takes_back_another_s_signature(world: World) -> None:
    number = world.sign(world.owed("DRILL"))
    with pytest.raises(Refusal, match="no such page"):
        undo_certification(certification_id=number, by=world.actor("other"), now=NOW)


def test_after_undo_it_is_signed_anew(world: World) -> None:
    owed = world.owed("DRILL")
    undo_certification(certification_id=world.sign(owed), by=world.actor("principal"), now=NOW)
    world.sign(owed)
    assert Certified.objects.filter(standing=True).count() == 1


def test_a_draft_is_kept_and_goes_with_the_signature(world: World) -> None:
    owed = world.owed("PLAN")
    save_answers(obligation_id=owed.pk, answers={"q2": "9", "x": "y"}, by=world.actor("principal"), now=NOW)
    kept = ObligationDraft.objects.get().answers
    world.sign(owed, **ANSWERS)
    assert (kept, ObligationDraft.objects.count()) == ({"q1": "", "q2": "9"}, 0)


def test_who_signs_without_opening_is_counted_so(world: World) -> None:
    owed = world.owed("DRILL")
    signed = world.signed(owed, seconds=0)
    certify(obligation_ids=[owed.pk], signed=signed, by=world.actor("principal"), now=NOW)
    assert not Certification.objects.get().opened


def test_an_office_signs_for_every_school_at_once(world: World) -> None:
    owed = [world.owed("LEAD", "school-a"), world.owed("LEAD", "school-b")]
    certify(
        obligation_ids=[each.pk for each in owed],
        signed=world.signed(owed[0]),
        by=world.actor("owner"),
        now=NOW,
    )
    assert Certified.objects.count() == 2


def test_a_principal_does_not_sign_for_the_office(world: World) -> None:
    with pytest.raises(Refusal, match="no such page"):
        world.sign(world.owed("LEAD"))
