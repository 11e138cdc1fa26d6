"""A closed cycle changes no more; leave, conditions and promises of privacy are kept; institutes have participants."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from time_machine import travel

from preceptor.develop.activities.commands import answering, entering, logs, reminding
from preceptor.develop.activities.public import Recorded, judge_cycle, logs_to_remind, record_activity
from preceptor.develop.activities.queries.log import log_detail_page
from preceptor.develop.activities.queries.office import Asked, LogBoardPage, log_board_page
from preceptor.develop.activities.queries.running import CycleOver
from preceptor.develop.activities.rules.values import Status
from preceptor.develop.activities.tests.test_pages import browse
from preceptor.develop.activities.tests.world import NOW, PROGRAM, ZONE, World, _cycle, make_world
from preceptor.develop.admissions.models import Application, Decision
from preceptor.develop.programs.models import Cycle
from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.district.models import OrgUnit, Position
from preceptor.foundation.look.public import Refusal

INSTITUTE = Path(PROGRAM).parent / "master-program-institute-20.toml"


def submit(world: World) -> int:
    by = world.actor("mentor")
    return logs.submit_log(cycle_id=world.cycle_id, name="service", period="2024-02", reply="", by=by, now=NOW)


def close(world: World) -> None:
    Cycle.objects.filter(pk=world.cycle_id).update(state="closed")


def refused(act: Callable[[], object]) -> str:
    try:
        act()
    except CycleOver as refusal:
        return refusal.code
    return "done"


def test_nothing_in_a_closed_cycle_changes(world: World) -> None:
    entry, booked, log = world.enter(), world.enter(date(2024, 2, 26)), submit(world)
    close(world)
    mine, office = {"by": world.actor("mentor"), "now": NOW}, {"by": world.actor("program_coordinator"), "now": NOW}
    month = {"cycle_id": world.cycle_id, "name": "service", "period": "2024-02"}
    acts: list[Callable[[], object]] = [
        lambda: world.enter(date(2024, 2, 7)),
        lambda: entering.correct_activity(activity_id=entry, typed=world.typed(), sent_key="n", **mine),
        lambda: entering.withdraw_activity(activity_id=booked, **mine),
        lambda: entering.hold_booked(activity_id=booked, by=world.actor("mentor"), now=NOW + timedelta(days=9)),
        lambda: entering.save_draft(cycle_id=world.cycle_id, values={}, **mine),
        lambda: answering.confirm_activity(activity_id=entry, by=world.actor("mentee"), now=NOW),
        lambda: logs.submit_log(reply="", **month, **mine),
        lambda: logs.reopen_log(log_id=log, **mine),
        lambda: logs.return_log(log_id=log, question="Why?", **office),
        lambda: logs.accept_logs(log_ids=[log], **office),
        lambda: logs.set_log_due(day=date(2024, 3, 1), **month, **office),
        lambda: reminding.remind_all_logs(**month, **office),
    ]
    assert [refused(act) for act in acts] == ["cycle-closed"] * len(acts)
    assert logs_to_remind(datetime(2024, 2, 28, 8, tzinfo=ZONE)) == []


def test_the_pages_of_a_closed_cycle_are_read_and_offer_nothing(world: World) -> None:
    world.enter()
    log = submit(world)
    close(world)
    with travel(NOW, tick=False):
        month = browse(world, "mentor").get(reverse("activities:my-month") + "?period=2024-02").content.decode()
        form = browse(world, "mentor").get(reverse("activities:entry-form", args=[world.cycle_id]))
        detail = browse(world, "program_coordinator").get(reverse("activities:log-detail", args=[log])).content.decode()
    assert "This cycle is closed" in month
    assert "Open it again" not in month
    assert (form.status_code, "present cycle" in form.content.decode()) == (409, True)
    assert "Accept" not in detail


def month_of(world: World, duty: str, period: str) -> dict[int | None, Status]:
    found = judge_cycle(world.cycle_id, datetime(2024, 7, 31, tzinfo=ZONE)).verdicts()
    return {each.partner_id: each.status for each in found if each.duty == duty and each.period.key == period}


def test_a_leave_in_the_personnel_records_is_owed_nothing_for(world: World) -> None:
    mentee = world.people["mentee"]
    Position.objects.filter(person=mentee).update(leave_start=date(2024, 2, 1), leave_end=date(2024, 3, 1))
    found = month_of(world, "coaching_hours", "2024-02")
    assert (found[mentee.pk], found[world.people["other"].pk]) == (Status.EXEMPT, Status.SHORT)
    assert month_of(world, "coaching_hours", "2024-03")[mentee.pk] == Status.SHORT


@pytest.mark.parametrize(
    ("condition", "owed"), [("years_as_principal >= 3", 1), ("years_as_principal < 3", 0), ("partners == 2", 1)]
)
def test_a_duty_with_a_condition_is_owed_by_those_for_whom_it_holds(db: None, condition: str, owed: int) -> None:
    text = PROGRAM.read_text().replace(
        "[duties.check_ins]", f'[duties.check_ins]\ncondition = "{condition}"\ncondition_says = "Some mentors."'
    )
    world = make_world(text)
    assert len(month_of(world, "check_ins", "2024-02")) == owed


def test_what_the_records_do_not_settle_is_said_and_not_judged(db: None) -> None:
    text = PROGRAM.read_text().replace(
        "[duties.check_ins]", '[duties.check_ins]\ncondition = "clear_credential"\ncondition_says = "With credential."'
    )
    world = make_world(text)
    with travel(NOW, tick=False):
        page = browse(world, "mentor").get(reverse("activities:my-month")).content.decode()
    assert "With credential." in page
    assert month_of(world, "check_ins", "2024-02") == {}


def board(world: World, **asked: str) -> LogBoardPage:
    by = world.actor("program_coordinator")
    return log_board_page(cycle_id=world.cycle_id, asked=Asked(**{"period": "2024-02", **asked}), by=by, now=NOW)


def test_the_office_sees_no_more_than_the_program_promises(db: None) -> None:
    text = PROGRAM.read_text()
    world = make_world(text.replace('office_sees = ["hours", "kinds", "visits", "dates"]', 'office_sees = ["visits"]'))
    world.enter()
    world.enter(date(2024, 2, 8), kind="school_visit")
    page, by = board(world), world.actor("program_coordinator")
    (line,) = page.every
    sums = {duty.name: duty.sum for partner in line.partners for duty in partner.duties}
    assert (line.minutes, line.kinds, sums["coaching_hours"]) == (None, "School visit × 1", "")
    kept = log_detail_page(log_id=submit(world), by=by, now=NOW).submissions[0]
    assert [(each.day, each.kind, each.minutes) for each in kept.lines] == [
        (None, "", None),
        (None, "School visit", None),
    ]
    own = log_detail_page(log_id=submit(world), by=world.actor("mentor"), now=NOW).submissions[0]
    assert own.minutes == 120


def test_beside_the_month_asked_for_stand_a_person_s_other_logs(world: World) -> None:
    (line,) = board(world).every
    assert [(each.period, each.badge[1]) for each in line.others] == [("2024-01", "Late")]


@pytest.fixture
def institute(world: World) -> World:
    """An institute without pairs, into which somebody was accepted."""
    world.cycle_id = _cycle(INSTITUTE.read_text(), OrgUnit.objects.get(code="hr").pk)
    told = datetime(2020, 12, 17, 12, tzinfo=ZONE)
    for name, effect in (("mentor", "admit"), ("other", "refuse")):
        application = Application.objects.create(
            cycle_id=world.cycle_id,
            role="participant",
            person=world.people[name],
            state="submitted",
            started_at=told,
            submitted_at=told,
            saved_at=told,
        )
        Decision.objects.create(
            application=application, outcome=effect, effect=effect, reason="-", decided_at=told, notified_at=told
        )
    return world


def test_the_participants_of_an_institute_are_those_accepted(institute: World) -> None:
    verdicts = judge_cycle(institute.cycle_id, NOW).verdicts()
    assert {each.person_id for each in verdicts if each.duty == "attendance"} == {institute.people["mentor"].pk}


def test_what_a_session_counts_as_is_found_by_its_participant_alone(institute: World) -> None:
    day, parties = datetime(2021, 1, 27, 8, tzinfo=ZONE), (("participant", institute.people["mentor"].pk),)
    said = Recorded("tests:1", "session", "in_person", day, 480, parties, "s1")
    record_activity(cycle_id=institute.cycle_id, said=said, by=SYSTEM, now=day)
    with travel(datetime(2021, 1, 28, 12, tzinfo=ZONE), tick=False):
        url = f"{reverse('activities:my-month')}?cycle={institute.cycle_id}"
        page = browse(institute, "mentor").get(url).content.decode()
        others = browse(institute, "other").get(url).content.decode()
    assert "1 session of 10 sessions" in page
    assert "All ten sessions" not in others


@pytest.mark.parametrize("kind", ["session", "practicum", "performance_review"])
def test_nobody_enters_for_themselves_what_others_see_and_judge(institute: World, kind: str) -> None:
    with pytest.raises(Refusal):
        institute.enter(date(2021, 1, 27), kind=kind, partner_ids=(), now=datetime(2021, 1, 28, 12, tzinfo=ZONE))


def test_the_system_reminds_nobody_of_a_closed_cycle(world: World) -> None:
    close(world)
    key = reminding.LogKey(world.cycle_id, "service", world.people["mentor"].pk, "2024-02")
    assert reminding.remind_log(key=key, by=SYSTEM, now=NOW) is False
