"""Asking supervisors, their answers by link and from the desk, replacing, reminders."""

from datetime import datetime, timedelta

import pytest

from preceptor.develop.admissions.commands.asking import (
    CannotAsk,
    NotInLine,
    ReasonMissing,
    ask_endorser,
    replace_endorser,
)
from preceptor.develop.admissions.commands.drafting import withdraw_application
from preceptor.develop.admissions.commands.endorsing import (
    Answer,
    AnsweredBefore,
    AnswerLate,
    AnswerUnfit,
    answer_by_link,
    answer_endorsement,
)
from preceptor.develop.admissions.commands.reminding import endorsers_to_remind, remind_endorser
from preceptor.develop.admissions.models import Endorsement
from preceptor.develop.admissions.queries.endorsing import UnknownEndorsement
from preceptor.develop.admissions.queries.own import considered, whole_applications
from preceptor.develop.admissions.tests.world import LATE, NOW, World, letters, token_in
from preceptor.develop.programs.public import cycle
from preceptor.foundation.accounts.public import LinkClosed
from preceptor.foundation.audit.public import NotPermitted
from preceptor.foundation.district.models import Position
from preceptor.foundation.documents.public import signature_state

STATEMENTS = frozenset({"supports", "resource", "observed", "framework", "met"})
FIELDS = {
    "name": "Ana Supervisor",
    "title": "Community administrator",
    "phone": "213 555 0100",
    "location": "North",
    "email": "supervisor@district.example",
    "applicant_position": "Principal",
}
YES = Answer(endorses=True, statements=STATEMENTS, fields=FIELDS)
NO = Answer(endorses=False, reason="Her own school needs her this year.")


def test_the_supervisor_of_record_is_asked_before_anything_is_submitted(world: World) -> None:
    world.ask(world.start())
    assert [letter.to_email for letter in letters("endorsement_asked")] == ["supervisor@district.example"]


def test_asking_twice_writes_one_letter(world: World) -> None:
    application_id = world.start()
    assert world.ask(application_id) == world.ask(application_id)
    assert len(letters("endorsement_asked")) == 1


def test_without_a_supervisor_of_record_the_records_are_to_be_mended_first(world: World) -> None:
    Position.objects.filter(number="seat-applicant").update(reports_to=None)
    with pytest.raises(CannotAsk, match="no supervisor"):
        world.ask(world.start())


def test_nobody_is_asked_after_the_day_by_which_it_is_due(world: World) -> None:
    application_id = world.start()
    with pytest.raises(CannotAsk, match="due on"):
        world.ask(application_id, now=LATE)


def test_the_link_signs_once(world: World) -> None:
    world.ask(world.start())
    token = token_in(letters("endorsement_asked")[0])
    answer_by_link(token=token, answer=YES, now=NOW)
    with pytest.raises(LinkClosed, match="done its work"):
        answer_by_link(token=token, answer=NO, now=NOW)


def test_an_endorsement_is_signed_with_statements_and_fields(world: World) -> None:
    endorsement_id = world.ask(world.start())
    answer_by_link(token=token_in(letters("endorsement_asked")[0]), answer=YES, now=NOW)
    row = Endorsement.objects.get(pk=endorsement_id)
    signed = {"applicant": "Ana Applicant", "statements": sorted(STATEMENTS), "fields": row.fields}
    assert signature_state(row.signature_id or 0, signed, []).holds


def test_a_statement_left_out_signs_nothing_and_keeps_the_link(world: World) -> None:
    world.ask(world.start())
    token = token_in(letters("endorsement_asked")[0])
    with pytest.raises(AnswerUnfit):
        answer_by_link(token=token, answer=Answer(True, STATEMENTS - {"met"}, FIELDS), now=NOW)
    answer_by_link(token=token, answer=YES, now=NOW)
    assert Endorsement.objects.get().state == "endorsed"


def test_declining_needs_a_reason(world: World) -> None:
    world.ask(world.start())
    with pytest.raises(ReasonMissing):
        answer_by_link(token=token_in(letters("endorsement_asked")[0]), answer=Answer(False, reason="  "), now=NOW)


def test_the_applicant_reads_the_reason_of_a_decline(world: World) -> None:
    world.ask(world.start())
    answer_by_link(token=token_in(letters("endorsement_asked")[0]), answer=NO, now=NOW)
    assert NO.reason in letters("endorsement_declined")[0].body


def test_a_supervisor_with_an_account_answers_from_the_desk(world: World) -> None:
    endorsement_id = world.ask(world.start())
    answer_endorsement(endorsement_id=endorsement_id, answer=YES, by=world.actor("supervisor"), now=NOW)
    assert Endorsement.objects.get().state == "endorsed"


def test_the_letters_link_is_closed_once_the_desk_was_used(world: World) -> None:
    endorsement_id = world.ask(world.start())
    answer_endorsement(endorsement_id=endorsement_id, answer=YES, by=world.actor("supervisor"), now=NOW)
    with pytest.raises(LinkClosed):
        answer_by_link(token=token_in(letters("endorsement_asked")[0]), answer=NO, now=NOW)


@pytest.mark.parametrize("name", ["applicant", "rival", "regional", "coordinator"])
def test_nobody_else_answers_from_the_desk(world: World, name: str) -> None:
    endorsement_id = world.ask(world.start())
    with pytest.raises(UnknownEndorsement):
        answer_endorsement(endorsement_id=endorsement_id, answer=YES, by=world.actor(name), now=NOW)


def test_an_answer_after_the_due_second_is_not_taken(world: World) -> None:
    endorsement_id = world.ask(world.start())
    with pytest.raises(AnswerLate):
        answer_endorsement(endorsement_id=endorsement_id, answer=YES, by=world.actor("supervisor"), now=LATE)


def test_a_withdrawn_application_needs_no_endorsement(world: World) -> None:
    application_id = world.start()
    world.ask(application_id)
    withdraw_application(application_id=application_id, by=world.actor("applicant"), now=NOW)
    with pytest.raises(AnsweredBefore):
        answer_by_link(token=token_in(letters("endorsement_asked")[0]), answer=YES, now=NOW)


def test_an_endorsed_application_is_considered(world: World) -> None:
    application_id = world.submitted()
    answer_by_link(token=token_in(letters("endorsement_asked")[0]), answer=YES, now=NOW)
    row = whole_applications().get(pk=application_id)
    assert considered(row, cycle(row.cycle_id), LATE) == "considered"


def _replace(world: World, endorsement_id: int, to: str, by: str = "coordinator", reason: str = "She moved on.") -> int:
    return replace_endorser(
        endorsement_id=endorsement_id, person_id=world.people[to].pk, reason=reason, by=world.actor(by), now=NOW
    )


def test_someone_else_of_the_line_is_asked_and_the_old_link_closes(world: World) -> None:
    _replace(world, world.ask(world.start()), "regional")
    old, new = letters("endorsement_asked")
    with pytest.raises(LinkClosed):
        answer_by_link(token=token_in(old), answer=YES, now=NOW)
    answer_by_link(token=token_in(new), answer=YES, now=NOW)
    assert Endorsement.objects.get(state="endorsed").endorser == world.people["regional"]


def test_only_the_cycles_coordinator_replaces(world: World) -> None:
    endorsement_id = world.ask(world.start())
    with pytest.raises(NotPermitted):
        _replace(world, endorsement_id, "regional", by="applicant")


def test_nobody_from_outside_the_reporting_line_is_asked(world: World) -> None:
    endorsement_id = world.ask(world.start())
    with pytest.raises(NotInLine):
        _replace(world, endorsement_id, "rival")


def test_replacing_needs_a_reason(world: World) -> None:
    endorsement_id = world.ask(world.start())
    with pytest.raises(ReasonMissing):
        _replace(world, endorsement_id, "regional", reason=" ")


def _remind(now: datetime) -> int:
    return sum(remind_endorser(endorsement_ids=ids, now=now) for ids in endorsers_to_remind(now))


SEVEN_BEFORE = datetime.fromisoformat("2023-12-01T16:00:00+00:00")


def test_nobody_is_reminded_before_the_first_set_day(world: World) -> None:
    world.ask(world.start())
    assert endorsers_to_remind(SEVEN_BEFORE - timedelta(days=1)) == []


def test_one_person_gets_one_letter_a_day_for_all_who_wait(world: World) -> None:
    world.ask(world.start())
    world.ask(world.start("rival"), "rival")
    assert _remind(SEVEN_BEFORE) == 2
    assert len(letters("endorsement_reminder")) == 1


def test_a_second_round_on_the_same_day_writes_nothing(world: World) -> None:
    world.ask(world.start())
    _remind(SEVEN_BEFORE)
    assert _remind(SEVEN_BEFORE + timedelta(hours=3)) == 0


def test_a_reminder_that_was_queued_before_the_answer_is_not_written(world: World) -> None:
    endorsement_id = world.ask(world.start())
    groups = endorsers_to_remind(SEVEN_BEFORE)
    answer_endorsement(endorsement_id=endorsement_id, answer=YES, by=world.actor("supervisor"), now=SEVEN_BEFORE)
    assert remind_endorser(endorsement_ids=groups[0], now=SEVEN_BEFORE) == 0


def test_the_reminders_link_works_and_takes_the_place_of_the_first(world: World) -> None:
    world.ask(world.start())
    _remind(SEVEN_BEFORE)
    with pytest.raises(LinkClosed, match="newer"):
        answer_by_link(token=token_in(letters("endorsement_asked")[0]), answer=YES, now=SEVEN_BEFORE)
    answer_by_link(token=token_in(letters("endorsement_reminder")[0]), answer=YES, now=SEVEN_BEFORE)
    assert Endorsement.objects.get().state == "endorsed"


def test_where_the_program_lets_the_applicant_name_an_employer_it_cannot_be_the_applicant(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _by_employer(world, monkeypatch)
    named = ("Ana Applicant", "applicant@district.example")
    with pytest.raises(ReasonMissing, match="yourself"):
        ask_endorser(application_id=world.start(), name="supervisor", by=world.actor("applicant"), now=NOW, named=named)


def test_an_employer_without_an_account_is_asked_by_name(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    _by_employer(world, monkeypatch)
    named = ("Bo Employer", "bo@elsewhere.example")
    ask_endorser(application_id=world.start(), name="supervisor", by=world.actor("applicant"), now=NOW, named=named)
    answer_by_link(token=token_in(letters("endorsement_asked")[0]), answer=YES, now=NOW)
    assert Endorsement.objects.get().state == "endorsed"


def _by_employer(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the definition ask an employer whom the applicant names."""
    from preceptor.develop.admissions.commands import asking

    found = cycle(world.cycle_id)
    way = found.definition.admission["mentor"]
    wanted = way.endorsements["supervisor"].model_copy(update={"by": "employer"})
    changed = way.model_copy(update={"endorsements": {"supervisor": wanted}})
    monkeypatch.setattr(asking, "way_into", lambda _cycle, _role: changed)
