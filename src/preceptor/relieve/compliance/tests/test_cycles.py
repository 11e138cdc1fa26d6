"""The yearly cycle: frozen, made once, late beside the next, reminded once, proven by data."""

from datetime import date, datetime, timedelta

import pytest

from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.district.models import Position, School, SchoolYear, Semester
from preceptor.foundation.jobs.public import run_pending
from preceptor.foundation.look.public import Refusal
from preceptor.foundation.messages.models import Letter
from preceptor.relieve.compliance.commands import cycles
from preceptor.relieve.compliance.commands.proofs import load_proofs
from preceptor.relieve.compliance.commands.reminding import remind_due
from preceptor.relieve.compliance.commands.writing import change_item, gate_closed
from preceptor.relieve.compliance.models import BurdenFigure, Obligation, Reminder, YearlyCycle
from preceptor.relieve.compliance.tests.world import ANSWERS, DRILL, NOW, YEAR, ZONE, World, run_cycle

NOVEMBER = datetime(2026, 11, 20, 8, tzinfo=ZONE)


def test_every_school_owes_every_period(world: World) -> None:
    months = Obligation.objects.filter(cycle_item__item__code="DRILL", unit=world.units["school-a"])
    assert [each.period for each in months.order_by("due")][:3] == ["2026-08", "2026-09", "2026-10"]


def test_a_cycle_run_twice_adds_nothing(world: World) -> None:
    before = set(Obligation.objects.values_list("pk", flat=True))
    run_cycle()
    assert set(Obligation.objects.values_list("pk", flat=True)) == before


def test_a_run_that_was_killed_is_finished_by_the_next(world: World) -> None:
    whole = Obligation.objects.count()
    Obligation.objects.filter(unit=world.units["school-b"]).delete()
    run_cycle()
    assert Obligation.objects.count() == whole


def test_the_job_makes_the_cycle(before: World) -> None:
    cycles.start_cycle(year=YEAR, by=SYSTEM, now=NOW)
    run_pending(now=NOW)
    assert YearlyCycle.objects.get().state == "running"


def test_a_pilot_asks_the_schools_that_it_names(before: World) -> None:
    run_cycle(pilot=("school-b",))
    assert {each.unit_id for each in Obligation.objects.all()} == {before.units["school-b"].pk}


def test_more_schools_join_a_pilot(before: World) -> None:
    run_cycle(pilot=("school-b",))
    run_cycle(pilot=("school-a",))
    assert {each.unit_id for each in Obligation.objects.all()} == {
        before.units["school-a"].pk,
        before.units["school-b"].pk,
    }


def test_a_cycle_of_all_schools_does_not_shrink_to_a_pilot(world: World) -> None:
    whole = Obligation.objects.count()
    run_cycle(pilot=("school-b",))
    assert (Obligation.objects.count(), YearlyCycle.objects.get().pilot) == (whole, [])


def test_a_pilot_of_a_school_that_nobody_knows_is_refused(before: World) -> None:
    with pytest.raises(Refusal, match="has the code nowhere"):
        cycles.start_cycle(year=YEAR, pilot=["school-a", "nowhere"], by=SYSTEM, now=NOW)
    assert not YearlyCycle.objects.exists()


def test_the_gate_closes_with_the_first_cycle_of_all_schools(before: World) -> None:
    run_cycle(pilot=("school-b",))
    during = gate_closed()
    start_next_year()
    run_cycle("2027-28", NOW + timedelta(days=260))
    assert (during, gate_closed()) == (False, True)


def start_next_year() -> None:
    year = SchoolYear.objects.create(code="2027-28", start=date(2027, 7, 1), end=date(2028, 6, 30))
    Semester.objects.create(year=year, name="Fall", start=date(2027, 8, 9), end=date(2027, 12, 17))


def test_charters_are_asked_only_where_the_item_says_so(before: World) -> None:
    School.objects.filter(code="school-b").update(charter="affiliated")
    run_cycle()
    assert not Obligation.objects.filter(unit=before.units["school-b"]).exists()


def test_special_schools_are_asked_only_where_the_item_says_so(before: World) -> None:
    School.objects.filter(code="school-b").update(level="other")
    change_item(
        values=DRILL.__class__(**{**vars(DRILL), "levels": ("elementary", "other")}), why="x", by=SYSTEM, now=NOW
    )
    run_cycle()
    asked = Obligation.objects.filter(unit=before.units["school-b"])
    assert set(asked.values_list("cycle_item__item__code", flat=True)) == {"DRILL"}


def test_a_change_of_the_catalogue_leaves_the_frozen_cycle_alone(world: World) -> None:
    before = Obligation.objects.count()
    change_item(values=DRILL.__class__(**{**vars(DRILL), "frequency": "quarter"}), why="less", by=SYSTEM, now=NOW)
    run_cycle()
    assert Obligation.objects.count() == before


def test_an_item_past_its_sunset_is_not_asked(before: World) -> None:
    change_item(values=DRILL.__class__(**{**vars(DRILL), "sunset": date(2026, 6, 30)}), why="old", by=SYSTEM, now=NOW)
    run_cycle()
    assert not Obligation.objects.filter(cycle_item__item__code="DRILL").exists()


def test_a_late_item_stays_open_beside_the_next_year_s(world: World) -> None:
    start_next_year()
    cycles.close_cycle(cycle_id=world.cycle_id, by=SYSTEM, now=NOW)
    run_cycle("2027-28", NOW + timedelta(days=300))
    owed = Obligation.objects.filter(cycle_item__item__code="PLAN", unit=world.units["school-a"], state="open")
    assert owed.count() == 2


def test_a_closed_cycle_is_not_started_again(world: World) -> None:
    cycles.close_cycle(cycle_id=world.cycle_id, by=SYSTEM, now=NOW)
    with pytest.raises(Refusal, match="cycle is closed"):
        cycles.start_cycle(year=YEAR, by=SYSTEM, now=NOW)


def test_a_year_that_the_calendar_does_not_know_is_refused(before: World) -> None:
    with pytest.raises(Refusal, match="no school year 2031-32"):
        cycles.start_cycle(year="2031-32", by=SYSTEM, now=NOW)


def test_only_the_compliance_office_starts_a_cycle(before: World) -> None:
    with pytest.raises(Refusal, match="does not carry"):
        cycles.start_cycle(year=YEAR, by=before.actor("principal"), now=NOW)


def test_nobody_is_reminded_twice_of_the_same(world: World) -> None:
    first = remind_due(now=NOW)
    again = remind_due(now=NOW + timedelta(days=1))
    assert (first, again) == (3, 0)  # two principals, and the supervisor of what is ten days late


def test_reminding_tells_each_principal_in_one_letter(world: World) -> None:
    remind_due(now=NOW)
    assert Letter.objects.filter(letter="compliance.due").count() == 2


def test_ten_days_late_goes_to_the_supervisor_once(world: World) -> None:
    remind_due(now=NOVEMBER)
    remind_due(now=NOVEMBER + timedelta(days=1))
    assert Letter.objects.filter(letter="compliance.late_below").count() == 1


def test_the_next_principal_is_reminded_too(world: World) -> None:
    remind_due(now=NOW)
    Position.objects.filter(person=world.people["principal"]).update(end=NOW.date())
    Position.objects.filter(person=world.people["assistant"]).update(job="principal")
    remind_due(now=NOW)
    assert Reminder.objects.filter(person=world.people["assistant"]).exists()


def test_whoever_is_on_leave_is_not_reminded_while_somebody_acts(world: World) -> None:
    Position.objects.filter(person=world.people["principal"]).update(
        leave_start=date(2026, 10, 1), leave_end=date(2026, 12, 1)
    )
    Position.objects.filter(person=world.people["assistant"]).update(job="principal")
    remind_due(now=NOW)
    assert not Reminder.objects.filter(person=world.people["principal"]).exists()


def test_what_is_signed_is_not_reminded_of(world: World) -> None:
    world.sign(world.owed("PLAN"), **ANSWERS)
    remind_due(now=datetime(2026, 11, 1, 8, tzinfo=ZONE))
    titles = [each.body for each in Letter.objects.filter(person=world.people["principal"])]
    assert not any("Safety plan" in body for body in titles)


def proofs(*rows: str) -> bytes:
    return "\n".join(["item,school,period,proven,exception", *rows]).encode()


def test_what_data_prove_needs_no_signature(world: World) -> None:
    load_proofs(data=proofs("MEALS,school-a,2026-09,yes,"), by=SYSTEM, now=NOW)
    assert world.owed("MEALS", period="2026-09").state == "proven"


def test_an_exception_goes_to_the_school_with_its_reason(world: World) -> None:
    load_proofs(data=proofs("MEALS,school-a,2026-09,no,Two days without a count"), by=SYSTEM, now=NOW)
    owed = world.owed("MEALS", period="2026-09")
    assert (owed.signer, owed.exception) == ("principal", "Two days without a count")
    assert world.sign(owed)


def test_proofs_of_an_unknown_school_load_nothing(world: World) -> None:
    with pytest.raises(Refusal) as refused:
        load_proofs(data=proofs("MEALS,school-a,2026-09,yes,", "MEALS,nowhere,2026-09,yes,"), by=SYSTEM, now=NOW)
    assert "Row 3: There is no school nowhere" in str(refused.value.facts["faults"])
    assert world.owed("MEALS", period="2026-09").state == "open"


def test_burden_counts_what_schools_sign_and_no_person(world: World) -> None:
    from preceptor.relieve.compliance.commands.burden import keep_burden, measure_burden

    world.sign(world.owed("PLAN"), **ANSWERS)
    keep_burden(measure_burden(now=NOW))
    figure = BurdenFigure.objects.get(kind="item", key=str(world.owed("PLAN").cycle_item.item_id))
    assert (figure.schools, figure.asked, figure.done, figure.declared, figure.measured) == (2, 2, 1, 40, None)


def test_proofs_of_an_unknown_item_load_nothing_and_name_the_row(world: World) -> None:
    with pytest.raises(Refusal) as refused:
        load_proofs(data=proofs("MEALS,school-a,2026-09,yes,", "MEEL,school-a,2026-09,yes,"), by=SYSTEM, now=NOW)
    assert "Row 3" in str(refused.value.facts["faults"])


def test_a_dry_run_of_proofs_says_what_it_would_do_and_writes_nothing(world: World) -> None:
    told = load_proofs(data=proofs("MEALS,school-a,2026-09,yes,"), dry_run=True, by=SYSTEM, now=NOW)
    assert (told.proven, world.owed("MEALS", period="2026-09").state) == (1, "open")
