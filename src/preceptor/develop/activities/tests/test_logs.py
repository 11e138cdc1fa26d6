"""Logs: handed in, returned, opened again, accepted, reminded of."""

from datetime import date, datetime, timedelta

import pytest
from time_machine import travel

from preceptor.develop.activities.commands import logs, reminding
from preceptor.develop.activities.commands.answering import dispute_activity
from preceptor.develop.activities.models import LogSubmission, MonthlyLog
from preceptor.develop.activities.public import LogKey, logs_to_remind, remind_log
from preceptor.develop.activities.tests.world import NOW, PROGRAM, ZONE, World, make_world
from preceptor.foundation.audit.public import NotPermitted
from preceptor.foundation.jobs.public import enqueue, run_pending
from preceptor.foundation.look.public import Refusal
from preceptor.foundation.messages.models import Letter

MARCH = datetime(2024, 3, 2, 12, tzinfo=ZONE)


def submit(world: World, now: datetime = NOW, period: str = "2024-02") -> int:
    by = world.actor("mentor")
    return logs.submit_log(cycle_id=world.cycle_id, name="service", period=period, reply="", by=by, now=now)


def state(log_id: int) -> str:
    return MonthlyLog.objects.get(pk=log_id).state


def test_a_log_holds_the_activities_of_its_month(world: World) -> None:
    world.enter(date(2024, 1, 30))
    entry = world.enter(date(2024, 2, 6), 90)
    submit(world)
    kept = LogSubmission.objects.get()
    assert ([line["activity"] for line in kept.lines], kept.minutes) == ([entry], 90)


def test_a_mentee_s_silence_does_not_block_a_log(world: World) -> None:
    world.enter()
    log = submit(world)
    logs.accept_logs(log_ids=[log], by=world.actor("program_coordinator"), now=NOW)
    assert state(log) == "accepted"


def test_who_is_silent_gets_one_letter(world: World) -> None:
    world.enter()
    world.enter(date(2024, 2, 7))
    submit(world)
    assert Letter.objects.filter(letter="activities.entries_asked").count() == 1


def test_disputed_minutes_are_listed_and_not_counted(world: World) -> None:
    entry = world.enter()
    dispute_activity(activity_id=entry, reason="not_held", by=world.actor("mentee"), now=NOW)
    submit(world)
    kept = LogSubmission.objects.get()
    assert (kept.minutes, kept.lines[0]["disputed"]) == (0, True)


def test_handing_in_twice_is_once(world: World) -> None:
    submit(world)
    submit(world)
    assert LogSubmission.objects.count() == 1


def test_a_log_of_a_month_to_come_is_not_taken(world: World) -> None:
    with pytest.raises(Refusal, match="not begun"):
        submit(world, period="2024-03")


def test_a_log_handed_in_on_the_last_second_of_the_month_is_in_time(world: World) -> None:
    submit(world, datetime(2024, 2, 29, 23, 59, 59, tzinfo=ZONE))
    kept = LogSubmission.objects.get()
    assert kept.due_at is not None
    assert kept.submitted_at <= kept.due_at


def test_what_stood_is_kept_when_a_log_comes_back(world: World) -> None:
    world.enter()
    log, office = submit(world), world.actor("program_coordinator")
    logs.return_log(log_id=log, question="Which school?", by=office, now=NOW)
    world.enter(date(2024, 2, 8))
    submit(world)
    assert [each.minutes for each in LogSubmission.objects.order_by("number")] == [60, 120]


def test_the_author_of_a_returned_log_gets_the_question(world: World) -> None:
    log = submit(world)
    logs.return_log(log_id=log, question="Which school?", by=world.actor("program_coordinator"), now=NOW)
    assert "Which school?" in Letter.objects.get(letter="activities.log_returned").body


def test_a_log_is_returned_with_a_question_only(world: World) -> None:
    with pytest.raises(Refusal, match="no question"):
        logs.return_log(log_id=submit(world), question=" ", by=world.actor("program_coordinator"), now=NOW)


def test_the_author_opens_a_log_again(world: World) -> None:
    log = submit(world)
    logs.reopen_log(log_id=log, by=world.actor("mentor"), now=NOW)
    assert (state(log), LogSubmission.objects.count()) == ("open", 1)


def test_an_accepted_log_is_opened_by_the_office_alone(world: World) -> None:
    log = submit(world)
    logs.accept_logs(log_ids=[log], by=world.actor("program_coordinator"), now=NOW)
    with pytest.raises(Refusal, match="accepted this log"):
        logs.reopen_log(log_id=log, by=world.actor("mentor"), now=NOW)


@pytest.mark.parametrize("name", ["mentee", "stranger", "supervisor", "superintendent"])
def test_nobody_but_the_office_accepts(world: World, name: str) -> None:
    log = submit(world)
    with pytest.raises(NotPermitted):
        logs.accept_logs(log_ids=[log], by=world.actor(name), now=NOW)


def test_a_mentee_hands_no_mentor_s_log_in(world: World) -> None:
    with pytest.raises(Refusal, match="no such log"):
        logs.submit_log(
            cycle_id=world.cycle_id, name="service", period="2024-02", reply="", by=world.actor("mentee"), now=NOW
        )


def test_reminders_go_out_before_the_due_day(world: World) -> None:
    key = (world.cycle_id, "service", world.people["mentor"].pk, "2024-02")
    assert key in logs_to_remind(datetime(2024, 2, 24, 8, tzinfo=ZONE))


def test_no_reminder_for_a_log_that_is_in(world: World) -> None:
    submit(world)
    assert [key for key in logs_to_remind(datetime(2024, 2, 28, 8, tzinfo=ZONE)) if key[3] == "2024-02"] == []


def test_nobody_is_reminded_twice_on_one_day(world: World) -> None:
    key = LogKey(world.cycle_id, "service", world.people["mentor"].pk, "2024-02")
    assert [remind_log(key=key, now=MARCH), remind_log(key=key, now=MARCH)] == [True, False]


def test_the_office_reminds_all_who_were_not_reminded_today(world: World) -> None:
    said = {"cycle_id": world.cycle_id, "name": "service", "period": "2024-02", "now": MARCH}
    office = world.actor("program_coordinator")
    assert [reminding.remind_all_logs(by=office, **said) for _ in range(2)] == [1, 0]  # type: ignore[arg-type]  # a test's short hand


def test_the_schedule_writes_one_letter(world: World) -> None:
    morning = datetime(2024, 2, 28, 8, tzinfo=ZONE)
    with travel(morning, tick=False):
        enqueue("activities.remind-logs", key="today", payload={}, now=morning)
        run_pending(now=morning)
        run_pending(now=morning + timedelta(seconds=1))
    assert Letter.objects.filter(letter="activities.log_reminder").count() == 1


def test_the_office_sets_dates_only_where_the_program_leaves_them_open(world: World) -> None:
    with pytest.raises(Refusal, match="program itself"):
        logs.set_log_due(
            cycle_id=world.cycle_id,
            name="service",
            period="2024-02",
            day=date(2024, 3, 5),
            by=world.actor("program_coordinator"),
            now=NOW,
        )


def test_a_designated_date_holds_under_the_other_reading(db: None) -> None:
    world = make_world(PROGRAM.read_text().replace('used = "month_end"', 'used = "designated"'))
    logs.set_log_due(
        cycle_id=world.cycle_id,
        name="service",
        period="2024-02",
        day=date(2024, 3, 5),
        by=world.actor("program_coordinator"),
        now=NOW,
    )
    submit(world)
    due = LogSubmission.objects.get().due_at
    assert due is not None
    assert due.astimezone(ZONE).date() == date(2024, 3, 5)
