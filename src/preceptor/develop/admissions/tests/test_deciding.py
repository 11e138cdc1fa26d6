"""Decisions, letters to all at once, the waitlist, appeals and waivers."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from preceptor.develop.admissions.commands.asking import ReasonMissing
from preceptor.develop.admissions.commands.deciding import (
    CannotDecide,
    Choice,
    NothingDecided,
    decide,
    move_on_waitlist,
    record_appeal,
    release_accepted,
)
from preceptor.develop.admissions.commands.telling import (
    ChangedSincePreview,
    NotReady,
    promote_from_waitlist,
    send_letters,
)
from preceptor.develop.admissions.commands.waiving import CannotWaive, SignedAlready, answer_waiver, propose_waiver
from preceptor.develop.admissions.models import Application, Contest, Decision, LetterRun, RuleCheck, Waiver
from preceptor.develop.admissions.public import accepted
from preceptor.develop.admissions.queries.board import decision_board_page, letters_page
from preceptor.develop.admissions.queries.calls import call_list_page
from preceptor.develop.admissions.queries.mine import application_detail_page, application_list_page
from preceptor.develop.admissions.tests.officeworld import (
    AFTER,
    add_officers,
    decision,
    other_program,
    ready_applications,
    score,
)
from preceptor.develop.admissions.tests.world import NOW, World, letters
from preceptor.foundation.audit.public import Actor, NotPermitted
from preceptor.foundation.messages.models import Letter


@pytest.fixture
def office(world: World) -> World:
    """The small district with its officers."""
    return add_officers(world)


def _decide(office: World, ids: list[int], outcome: str = "accepted", reason: str = "", **more: int | None) -> int:
    choices = [Choice(one, outcome, reason, more.get("capacity")) for one in ids]
    by = office.actor("coordinator")
    return decide(cycle_id=office.cycle_id, role="mentor", choices=choices, by=by, now=AFTER)


def _key(office: World) -> str:
    by = office.actor("coordinator")
    return letters_page(cycle_id=office.cycle_id, role="mentor", by=by, now=AFTER).key


def _told(application_id: int) -> tuple[str, str, str]:
    """How the applicant finds it in the list of calls, in their own list, and under the endorsement rule."""
    person_id = Application.objects.get(pk=application_id).person_id
    calls, own = call_list_page(Actor("person", person_id, ""), AFTER), application_list_page(person_id, AFTER)
    rules = application_detail_page(application_id, person_id, AFTER).eligibility.rules
    (mark,) = [call.mark.word for call in calls.closed if call.mark]
    return mark, own.applications[0].mark.word, next(rule.word for rule in rules if rule.name == "endorsed")


def _send(office: World, key: str | None = None) -> int:
    by = office.actor("coordinator")
    return send_letters(cycle_id=office.cycle_id, role="mentor", key=key or _key(office), by=by, now=AFTER)


def test_many_are_decided_at_once(office: World) -> None:
    assert _decide(office, ready_applications(office, 5)) == 5


def test_the_same_decision_again_is_nothing_new(office: World) -> None:
    ids = ready_applications(office, 2)
    _decide(office, ids)
    assert _decide(office, ids) == 0


def test_a_later_decision_supersedes_and_the_earlier_one_stays_readable(office: World) -> None:
    (one,) = ready_applications(office, 1)
    _decide(office, [one])
    _decide(office, [one], "declined", "No place.")
    assert list(Decision.objects.order_by("pk").values_list("outcome", flat=True)) == ["accepted", "declined"]
    assert decision(one).outcome == "declined"


def test_a_refusal_needs_its_reason_and_nothing_else_is_decided(office: World) -> None:
    with pytest.raises(CannotDecide, match="reason"):
        _decide(office, ready_applications(office, 3), "declined")
    assert not Decision.objects.exists()


def test_nobody_is_accepted_while_a_rule_is_not_met(office: World) -> None:
    (one,) = ready_applications(office, 1)
    RuleCheck.objects.filter(application_id=one, rule="permanent").update(verdict="not_met")
    with pytest.raises(CannotDecide, match="rule"):
        _decide(office, [one])


def test_a_corrected_fact_makes_the_rule_met(office: World) -> None:
    (one,) = ready_applications(office, 1)
    RuleCheck.objects.filter(application_id=one, rule="clean_record").update(verdict="not_met")
    Contest.objects.create(
        application_id=one,
        rule="clean_record",
        statement="Wrong person.",
        state="corrected",
        opened_at=NOW,
        answer="You are right.",
        answered_at=NOW,
    )
    assert _decide(office, [one]) == 1


def test_an_incomplete_application_is_not_decided_on(office: World) -> None:
    with pytest.raises(CannotDecide, match="not considered"):
        _decide(office, [office.submitted()])


@pytest.mark.parametrize("capacity", [0, 3])
def test_a_capacity_cannot_be_raised_above_the_wish(office: World, capacity: int) -> None:
    with pytest.raises(CannotDecide, match="lowered"):
        _decide(office, ready_applications(office, 1), capacity=capacity)


def test_a_capacity_can_be_lowered(office: World) -> None:
    (one,) = ready_applications(office, 1)
    _decide(office, [one], capacity=1)
    assert decision(one).capacity == 1


@pytest.mark.parametrize("name", ["applicant", "supervisor", "officer", "reader_1"])
def test_only_the_offices_coordinators_decide(office: World, name: str) -> None:
    choices = [Choice(ready_applications(office, 1)[0], "accepted")]
    with pytest.raises(NotPermitted):
        decide(cycle_id=office.cycle_id, role="mentor", choices=choices, by=office.actor(name), now=AFTER)


def test_nobody_decides_on_their_own_application(office: World) -> None:
    (one,) = ready_applications(office, 1)
    Application.objects.filter(pk=one).update(person=office.people["coordinator"])
    with pytest.raises(NotPermitted, match="own"):
        _decide(office, [one])


def test_nothing_is_told_before_the_letters_go_out(office: World) -> None:
    _decide(office, ready_applications(office, 3))
    assert not Letter.objects.filter(letter__in=["admissions.accepted"]).exists()
    assert accepted(office.cycle_id, "mentor") == []


def test_all_hear_at_once_each_what_was_decided(office: World) -> None:
    first, second, third = ready_applications(office, 3)
    _decide(office, [first])
    _decide(office, [second], "waitlisted")
    _decide(office, [third], "declined", "Your school needs you this year.")
    assert _send(office) == 3
    assert [len(letters(kind)) for kind in ("accepted", "waitlisted", "declined")] == [1, 1, 1]
    assert "needs you" in letters("declined")[0].body
    assert [one.application_id for one in accepted(office.cycle_id, "mentor")] == [first]


def test_pressing_twice_sends_once(office: World) -> None:
    _decide(office, ready_applications(office, 4))
    key = _key(office)
    assert _send(office, key) == _send(office, key) == 4
    assert len(letters("accepted")) == 4
    assert LetterRun.objects.count() == 1


def test_nobody_is_told_while_somebody_is_not_decided_on(office: World) -> None:
    ids = ready_applications(office, 2)
    _decide(office, ids[:1])
    with pytest.raises(NotReady, match="at once"):
        _send(office)
    assert not letters("accepted")


def test_what_changed_after_the_preview_is_not_sent(office: World) -> None:
    ids = ready_applications(office, 2)
    _decide(office, ids)
    key = _key(office)
    _decide(office, ids[:1], "waitlisted")
    with pytest.raises(ChangedSincePreview):
        _send(office, key)


def test_a_late_or_incomplete_applicant_gets_a_kind_letter_once(office: World) -> None:
    office.start("rival")
    office.submitted()
    _decide(office, ready_applications(office, 1))
    assert _send(office) == 3
    bodies = " ".join(letter.body for letter in letters("not_considered"))
    assert "endorsement" in bodies
    assert "not handed in before the deadline" in bodies
    with pytest.raises(NotReady):
        _send(office)


def test_letters_are_written_in_the_readers_language(office: World) -> None:
    (one,) = ready_applications(office, 1)
    person = Application.objects.get(pk=one).person
    person.language = "es"
    person.save()
    _decide(office, [one])
    _send(office)
    assert letters("accepted")[0].subject.startswith("Su solicitud fue aceptada")


def test_what_was_told_counts_until_the_next_letter(office: World) -> None:
    (one,) = ready_applications(office, 1)
    _decide(office, [one])
    _send(office)
    _decide(office, [one], "declined", "An error of ours.")
    assert _told(one) == ("Accepted", "Accepted", "Your supervisor endorsed you")
    assert [found.application_id for found in accepted(office.cycle_id, "mentor")] == [one]
    _send(office)
    assert accepted(office.cycle_id, "mentor") == []


def test_the_waitlist_stands_in_the_order_of_scores(office: World) -> None:
    low, high = ready_applications(office, 2)
    for one, success in ((low, 1), (high, 4)):
        score(one, office.people["reader_1"], success, 2)
        score(one, office.people["reader_2"], success, 2)
    _decide(office, [low, high], "waitlisted")
    assert [decision(high).waitlist_rank, decision(low).waitlist_rank] == [1, 2]


def test_somebody_can_be_moved_on_the_waitlist(office: World) -> None:
    first, second, third = ready_applications(office, 3)
    _decide(office, [first, second, third], "waitlisted")
    move_on_waitlist(application_id=third, rank=1, by=office.actor("coordinator"), now=AFTER)
    assert [decision(one).waitlist_rank for one in (third, first, second)] == [1, 2, 3]


def _promote(office: World) -> int:
    return promote_from_waitlist(cycle_id=office.cycle_id, role="mentor", by=office.actor("coordinator"), now=AFTER)


def test_the_first_of_the_waitlist_moves_up_with_a_letter(office: World) -> None:
    first, second = ready_applications(office, 2)
    _decide(office, [first, second], "waitlisted")
    _send(office)
    assert _promote(office) == first
    assert [one.application_id for one in accepted(office.cycle_id, "mentor")] == [first]
    assert len(letters("accepted")) == 1


def test_nobody_moves_up_while_a_rule_is_not_met(office: World) -> None:
    (one,) = ready_applications(office, 1)
    _decide(office, [one], "waitlisted")
    _send(office)
    RuleCheck.objects.filter(application_id=one, rule="clean_record").update(verdict="not_met")
    with pytest.raises(NothingDecided, match="rule"):
        _promote(office)


def test_nobody_moves_up_before_they_know_that_they_wait(office: World) -> None:
    _decide(office, ready_applications(office, 1), "waitlisted")
    with pytest.raises(NothingDecided, match="Nobody"):
        _promote(office)


def test_nobody_moves_up_while_every_place_is_taken(office: World) -> None:
    changes = {"wish_asked = true\n": "wish_asked = true\nplaces = { at_most = 1 }\n"}
    office.cycle_id = other_program(office, changes)
    first, second = ready_applications(office, 2)
    _decide(office, [first])
    _decide(office, [second], "waitlisted")
    _send(office)
    with pytest.raises(NothingDecided, match="place"):
        _promote(office)
    by = office.actor("coordinator")
    release_accepted(application_id=first, reason="She moves away.", by=by, now=AFTER)
    assert _promote(office) == second
    assert [one.application_id for one in accepted(office.cycle_id, "mentor")] == [second]


def test_an_appeal_is_recorded_until_its_day_and_answered_by_a_new_decision(office: World) -> None:
    changes = {'notify = "decisions_told"\n': 'notify = "decisions_told"\nappeal = { within_days = 10, to = "HR" }\n'}
    office.cycle_id = other_program(office, changes)
    (one,) = ready_applications(office, 1)
    _decide(office, [one], "declined", "Too few years.")
    _send(office)
    assert "appeal until" in letters("declined")[0].body
    by = office.actor("coordinator")
    with pytest.raises(NothingDecided):
        record_appeal(application_id=one, statement="Wrong.", by=by, now=AFTER + timedelta(days=11))
    record_appeal(application_id=one, statement="I have nine.", by=by, now=AFTER + timedelta(days=9))
    assert decision(one).appeal_statement == "I have nine."


def test_without_an_appeal_in_the_program_none_is_recorded(office: World) -> None:
    (one,) = ready_applications(office, 1)
    _decide(office, [one], "declined", "Too few years.")
    _send(office)
    with pytest.raises(NothingDecided):
        record_appeal(application_id=one, statement="Wrong.", by=office.actor("coordinator"), now=AFTER)


def _queries(office: World, number: int) -> int:
    ids = ready_applications(office, number)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        _decide(office, ids)
        _send(office)
    return len(seen)


def test_three_hundred_decisions_and_letters_take_no_query_for_each(office: World) -> None:
    _queries(office, 1)
    few = _queries(office, 3)
    # SQLite takes 999 values in one statement, so three hundred rows are written in a few statements instead of one.
    assert _queries(office, 300) <= few + 12


def test_the_board_takes_as_many_queries_for_many_as_for_few(office: World) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            by = office.actor("coordinator")
            decision_board_page(cycle_id=office.cycle_id, role="mentor", by=by, now=AFTER)
        return len(seen)

    ready_applications(office, 2)
    asked()
    few = asked()
    ready_applications(office, 40)
    assert asked() == few


@pytest.fixture
def waivable(office: World) -> tuple[World, int]:
    """An application whose rule on permanence is not met and can be waived."""
    rule = 'condition = "permanent_principal"\n'
    office.cycle_id = other_program(office, {rule: rule + "waivable = true\n"})
    (one,) = ready_applications(office, 1)
    RuleCheck.objects.filter(application_id=one, rule="permanent").update(verdict="not_met")
    return office, one


def _propose(office: World, one: int, rule: str = "permanent", reason: str = "Nine years as acting.") -> int:
    return propose_waiver(application_id=one, rule=rule, reason=reason, by=office.actor("coordinator"), now=AFTER)


def test_a_waiver_counts_once_a_second_person_has_signed(waivable: tuple[World, int]) -> None:
    office, one = waivable
    waiver_id = _propose(office, one)
    with pytest.raises(CannotDecide):
        _decide(office, [one])
    answer_waiver(waiver_id=waiver_id, agrees=True, note="", by=office.actor("officer"), now=AFTER)
    assert _decide(office, [one]) == 1


def test_the_first_signer_cannot_be_the_second(waivable: tuple[World, int]) -> None:
    office, one = waivable
    waiver_id = _propose(office, one)
    with pytest.raises(NotPermitted, match="someone else"):
        answer_waiver(waiver_id=waiver_id, agrees=True, note="", by=office.actor("coordinator"), now=AFTER)


def test_a_waiver_needs_a_reason(waivable: tuple[World, int]) -> None:
    office, one = waivable
    with pytest.raises(ReasonMissing):
        _propose(office, one, reason="  ")


def test_a_rule_that_the_program_does_not_let_go_is_not_waived(waivable: tuple[World, int]) -> None:
    office, one = waivable
    RuleCheck.objects.filter(application_id=one, rule="clean_record").update(verdict="not_met")
    with pytest.raises(CannotWaive):
        _propose(office, one, rule="clean_record")


def test_a_waiver_is_answered_once(waivable: tuple[World, int]) -> None:
    office, one = waivable
    waiver_id = _propose(office, one)
    answer_waiver(waiver_id=waiver_id, agrees=False, note="No.", by=office.actor("second"), now=AFTER)
    with pytest.raises(SignedAlready):
        answer_waiver(waiver_id=waiver_id, agrees=True, note="", by=office.actor("officer"), now=AFTER)
    assert Waiver.objects.get().state == "refused"


@pytest.mark.parametrize("name", ["applicant", "supervisor", "reader_1"])
def test_only_those_who_may_waive_sign(waivable: tuple[World, int], name: str) -> None:
    office, one = waivable
    waiver_id = _propose(office, one)
    with pytest.raises(NotPermitted):
        answer_waiver(waiver_id=waiver_id, agrees=True, note="", by=office.actor(name), now=AFTER)
