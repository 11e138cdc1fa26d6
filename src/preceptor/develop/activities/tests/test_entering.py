"""Entering, answering, correcting."""

from datetime import date, datetime, timedelta

import pytest

from preceptor.develop.activities.commands import answering, entering
from preceptor.develop.activities.commands.logs import submit_log
from preceptor.develop.activities.models import Activity, ActivityDraft, ActivityParty
from preceptor.develop.activities.tests.world import NOW, ZONE, World
from preceptor.foundation.audit.public import NotPermitted
from preceptor.foundation.look.public import Refusal


def answer_of(activity_id: int, world: World, name: str = "mentee") -> str:
    return ActivityParty.objects.get(activity_id=activity_id, person=world.people[name]).answer


def test_the_mentee_is_asked_whether_it_was_so(world: World) -> None:
    assert answer_of(world.enter(), world) == "asked"


def test_the_same_form_sent_twice_is_one_entry(world: World) -> None:
    sent = {
        "cycle_id": world.cycle_id,
        "typed": world.typed(),
        "sent_key": "x",
        "by": world.actor("mentor"),
        "now": NOW,
    }
    assert entering.enter_activity(**sent) == entering.enter_activity(**sent)  # type: ignore[arg-type]  # a test's short hand


def test_the_same_meeting_entered_twice_is_told(world: World) -> None:
    world.enter()
    with pytest.raises(Refusal, match="there already"):
        world.enter()


def test_what_the_mentee_enters_is_asked_of_the_mentor(world: World) -> None:
    entry = world.enter(by="mentee", partner_ids=(world.people["mentor"].pk,))
    assert answer_of(entry, world, "mentor") == "asked"


def test_a_day_to_come_is_a_booking(world: World) -> None:
    assert Activity.objects.get(pk=world.enter(date(2024, 2, 27))).state == "booked"


def test_a_booking_takes_place_with_one_press(world: World) -> None:
    entry = world.enter(date(2024, 2, 27))
    entering.hold_booked(activity_id=entry, by=world.actor("mentor"), now=NOW + timedelta(days=8))
    assert answer_of(entry, world) == "asked"


def test_a_booking_cannot_have_taken_place_before_its_time(world: World) -> None:
    entry = world.enter(date(2024, 2, 27))
    with pytest.raises(Refusal, match="still to come"):
        entering.hold_booked(activity_id=entry, by=world.actor("mentor"), now=NOW)


def test_a_remote_meeting_needs_its_reason(world: World) -> None:
    with pytest.raises(Refusal, match="each exception has its reason"):
        world.enter(mode="video")


def test_a_remote_meeting_with_a_reason_is_taken(world: World) -> None:
    assert Activity.objects.get(pk=world.enter(mode="phone", remote_reason="illness")).remote_reason == "illness"


def test_a_kind_of_fixed_length_has_that_length(world: World) -> None:
    entry = world.enter(minutes=30, kind="check_in", mode="video", partner_ids=())
    assert Activity.objects.get(pk=entry).minutes == 60


def test_nobody_enters_a_meeting_with_somebody_else_s_partner(world: World) -> None:
    with pytest.raises(Refusal, match="not paired"):
        world.enter(partner_ids=(world.people["stranger"].pk,))


def test_nothing_is_entered_with_a_partner_before_the_pair_began(world: World) -> None:
    with pytest.raises(Refusal, match="not paired"):
        world.enter(date(2024, 1, 5))


def test_a_stranger_finds_no_such_program(world: World) -> None:
    with pytest.raises(Refusal, match="do not take part"):
        world.enter(by="stranger")


def test_a_dispute_says_what_is_wrong(world: World) -> None:
    entry = world.enter()
    answering.dispute_activity(activity_id=entry, reason="length", by=world.actor("mentee"), now=NOW)
    assert answer_of(entry, world) == "disputed"


def test_a_dispute_can_be_taken_back(world: World) -> None:
    entry = world.enter()
    answering.dispute_activity(activity_id=entry, reason="length", by=world.actor("mentee"), now=NOW)
    answering.confirm_activity(activity_id=entry, by=world.actor("mentee"), now=NOW)
    assert answer_of(entry, world) == "confirmed"


def test_nobody_confirms_their_own_entry(world: World) -> None:
    with pytest.raises(Refusal, match="no such entry"):
        answering.confirm_activity(activity_id=world.enter(), by=world.actor("mentor"), now=NOW)


@pytest.mark.parametrize("name", ["other", "stranger", "supervisor", "program_coordinator"])
def test_nobody_else_confirms(world: World, name: str) -> None:
    with pytest.raises(Refusal, match="no such entry"):
        answering.confirm_activity(activity_id=world.enter(), by=world.actor(name), now=NOW)


def test_a_correction_keeps_what_stood_and_asks_again(world: World) -> None:
    old = world.enter()
    answering.confirm_activity(activity_id=old, by=world.actor("mentee"), now=NOW)
    new = entering.correct_activity(
        activity_id=old, typed=world.typed(minutes=90), sent_key="c", by=world.actor("mentor"), now=NOW
    )
    assert (Activity.objects.get(pk=old).state, answer_of(old, world), answer_of(new, world)) == (
        "replaced",
        "confirmed",
        "asked",
    )


def test_a_replaced_entry_is_not_corrected_again(world: World) -> None:
    old, by = world.enter(), world.actor("mentor")
    entering.correct_activity(activity_id=old, typed=world.typed(minutes=90), sent_key="c", by=by, now=NOW)
    with pytest.raises(Refusal, match="corrected or withdrawn"):
        entering.correct_activity(activity_id=old, typed=world.typed(minutes=80), sent_key="d", by=by, now=NOW)


def test_a_refused_correction_changes_nothing(world: World) -> None:
    old = world.enter()
    with pytest.raises(Refusal):
        entering.correct_activity(
            activity_id=old, typed=world.typed(minutes=1), sent_key="c", by=world.actor("mentor"), now=NOW
        )
    assert Activity.objects.get(pk=old).state == "held"


def test_an_entry_of_a_month_that_was_handed_in_is_not_changed(world: World) -> None:
    entry, by = world.enter(), world.actor("mentor")
    submit_log(cycle_id=world.cycle_id, name="service", period="2024-02", reply="", by=by, now=NOW)
    with pytest.raises(Refusal, match="handed in"):
        entering.withdraw_activity(activity_id=entry, by=by, now=NOW)


def test_a_draft_is_kept_until_it_is_entered(world: World) -> None:
    by = world.actor("mentor")
    entering.save_draft(cycle_id=world.cycle_id, values={"minutes": "45"}, by=by, now=NOW)
    kept = ActivityDraft.objects.get().values
    world.enter()
    assert (kept, ActivityDraft.objects.count()) == ({"minutes": "45"}, 0)


def test_the_hour_is_the_district_s(world: World) -> None:
    entry = Activity.objects.get(pk=world.enter(date(2024, 2, 6)))
    assert entry.starts == datetime(2024, 2, 6, 10, tzinfo=ZONE)


def test_a_person_without_an_account_of_the_program_may_do_nothing(world: World) -> None:
    from preceptor.foundation.audit.public import Actor

    with pytest.raises((Refusal, NotPermitted)):
        entering.save_draft(cycle_id=world.cycle_id, values={}, by=Actor("system", None, ""), now=NOW)
