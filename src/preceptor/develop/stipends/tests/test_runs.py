"""Runs from the choice of a formula over two approvals to payroll, and corrections."""

import csv
import hashlib
import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from preceptor.develop.activities.commands.logs import return_log
from preceptor.develop.pairing.models import Pair
from preceptor.develop.stipends.commands import approving, exporting, running
from preceptor.develop.stipends.models import FormulaChoice, PaidHours, PayLine, PaymentRun, PayrollFile
from preceptor.develop.stipends.tests.cases import terms
from preceptor.develop.stipends.tests.world import (
    JULY,
    SPRING,
    World,
    accept,
    approve,
    choose,
    hand_over,
    log_of,
    paid,
    work_out,
)
from preceptor.foundation.audit.public import NotPermitted
from preceptor.foundation.district.models import Person, Position
from preceptor.foundation.jobs.public import run_pending
from preceptor.foundation.look.public import Refusal
from preceptor.foundation.messages.models import Letter


def line(run: PaymentRun) -> PayLine:
    return run.lines.get()


def codes(row: PayLine) -> list[str]:
    return [each["code"] for each in row.problems]


def test_nothing_is_computed_until_the_office_has_chosen(world: World) -> None:
    with pytest.raises(Refusal, match="no formula"):
        work_out(world)
    assert not PaymentRun.objects.exists()


def test_a_choice_keeps_reason_author_and_the_earlier_one(world: World) -> None:
    choose(world)
    choose(world, terms(amount="1530"))
    kept = FormulaChoice.objects.order_by("number").values_list("number", "amount", "reason", "chosen_by_id")
    who = world.people["program_coordinator"].pk
    assert list(kept) == [
        (1, Decimal(3060), "As the agreement says.", who),
        (2, Decimal(1530), "As the agreement says.", who),
    ]


def test_more_than_the_program_states_cannot_be_chosen(world: World) -> None:
    with pytest.raises(Refusal, match="upper amount"):
        choose(world, terms(amount="3060.01"))


@pytest.mark.parametrize("name", ["mentor", "personnel_officer"])
def test_the_formula_is_the_program_office_s_to_choose(world: World, name: str) -> None:
    world.people["program_coordinator"] = world.people[name]
    with pytest.raises(NotPermitted):
        choose(world)


def test_accepted_logs_are_paid_to_the_cent(world: World) -> None:
    choose(world)
    row = line(work_out(world))
    assert (row.person_id, row.pays, row.held) == (world.people["mentor"].pk, Decimal("3060.00"), False)


def test_a_missing_log_holds_the_line_and_says_which(world: World) -> None:
    choose(world)
    return_log(
        log_id=log_of(world, "2024-03").pk, question="Two visits?", by=world.actor("program_coordinator"), now=JULY
    )
    row = line(work_out(world))
    assert (row.pays, row.held, codes(row)) == (Decimal(0), True, ["log_returned"])


def test_a_mentor_without_a_position_is_held_until_the_office_says_otherwise(world: World) -> None:
    choose(world)
    Position.objects.filter(person=world.people["mentor"]).update(end=date(2024, 6, 20))
    run, office = work_out(world), world.actor("program_coordinator")
    held = line(run)
    running.release_line(line_id=held.pk, reason="Retired in June.", by=office, now=JULY)
    running.discard_run(run_id=run.pk, by=office, now=JULY)
    again = line(work_out(world))
    assert (codes(held), held.held, codes(again), again.pays) == (
        ["position_closed"],
        True,
        ["released"],
        Decimal(3060),
    )


def test_without_an_employee_number_nobody_is_paid(world: World) -> None:
    choose(world)
    Person.objects.filter(pk=world.people["mentor"].pk).update(employee_number=None)
    assert codes(line(work_out(world))) == ["no_number"]


def test_a_change_of_mentor_in_the_middle_is_paid_by_days(world: World) -> None:
    choose(world, terms(by_days=True, needs_logs=True, log_share=True))
    Pair.objects.filter(mentor=world.people["mentor"]).update(ended=date(2024, 3, 27))
    for mentee in ("mentee", "other"):
        two = {"mentor": world.people["stranger"], "mentee": world.people[mentee]}
        Pair.objects.create(cycle_id=world.cycle_id, origin="hand", started=date(2024, 3, 28), adopted_at=JULY, **two)
    accept(world, "2024-03", "2024-04", "2024-05", "2024-06", name="stranger")
    sums = {row.person_id: row.pays for row in work_out(world).lines.all()}
    mine, theirs = sums[world.people["mentor"].pk], sums[world.people["stranger"].pk]
    assert (mine, theirs, mine + theirs) == (Decimal("1549.37"), Decimal("1510.63"), Decimal("3060.00"))


def test_hours_are_paid_by_the_rate(world: World) -> None:
    choose(world, terms("per_hour", "85"))
    assert line(work_out(world)).pays == Decimal("510.00")  # six hours; the orientation is in no log


def test_pressed_twice_is_one_run(world: World) -> None:
    choose(world)
    assert work_out(world).pk == work_out(world).pk


def test_two_different_people_approve(world: World) -> None:
    choose(world)
    run = work_out(world)
    approve(world, run, "program_coordinator")
    with pytest.raises(Refusal, match="somebody else"):
        approve(world, run, "program_coordinator")
    approve(world, run, "personnel_officer")
    run.refresh_from_db()
    assert run.state == "approved"


def test_nobody_approves_their_own_pay(world: World) -> None:
    choose(world)
    run, mine = work_out(world), PayLine.objects.get()
    PayLine.objects.filter(pk=mine.pk).update(person=world.people["personnel_officer"])
    with pytest.raises(Refusal, match="paid by this run"):
        approve(world, run, "personnel_officer")


@pytest.mark.parametrize("name", ["mentor", "superintendent"])
def test_others_approve_nothing(world: World, name: str) -> None:
    choose(world)
    with pytest.raises(NotPermitted):
        approve(world, work_out(world), name)


def test_a_run_of_held_lines_alone_is_not_approved(world: World) -> None:
    choose(world)
    Person.objects.filter(pk=world.people["mentor"].pk).update(employee_number=None)
    with pytest.raises(Refusal, match="No line"):
        approve(world, work_out(world))


def test_the_formula_stays_while_lines_wait(world: World) -> None:
    choose(world)
    work_out(world)
    with pytest.raises(Refusal, match="wait for approval"):
        choose(world, terms(amount="100"))


def test_payroll_gets_nothing_that_two_have_not_approved(world: World) -> None:
    choose(world)
    run = work_out(world)
    approve(world, run, "program_coordinator")
    with pytest.raises(Refusal, match="Two people"):
        hand_over(world, run)
    exporting.export_run(run_id=run.pk, now=JULY)
    assert not PayrollFile.objects.exists()


def test_the_file_is_made_once_with_its_hash(world: World) -> None:
    mine = paid(world)
    file = PayrollFile.objects.get()
    exporting.export_run(run_id=mine.run_id, now=JULY + timedelta(days=1))
    hand_over(world, mine.run, JULY + timedelta(days=2))
    again = PayrollFile.objects.get()
    assert (again.made_at, bytes(again.content)) == (file.made_at, bytes(file.content))
    assert file.sha256 == hashlib.sha256(file.content).hexdigest()
    rows = list(csv.DictReader(io.StringIO(bytes(file.content).decode("utf-8-sig"))))
    assert [(row["line"], row["amount"], row["period"]) for row in rows] == [(str(mine.pk), "3060.00", SPRING)]


def test_a_second_file_of_a_run_is_not_kept_by_the_database(world: World) -> None:
    run = paid(world).run
    with pytest.raises(IntegrityError), transaction.atomic():
        PayrollFile.objects.create(run=run, content=b"", sha256="", lines=0, total=0, made_at=JULY)


def test_who_is_paid_gets_one_letter(world: World) -> None:
    paid(world)
    (letter,) = Letter.objects.filter(letter="stipends.paid")
    assert "$3,060" in letter.subject


def test_what_payroll_has_makes_no_second_line(world: World) -> None:
    paid(world)
    assert not work_out(world).lines.exists()


def test_a_correction_is_a_new_line_that_names_the_old_one(world: World) -> None:
    old = paid(world)
    office = world.actor("program_coordinator")
    run_id = running.correct_line(
        line_id=old.pk, owed=Decimal("2550"), reason="June was not served.", by=office, now=JULY
    )
    run = PaymentRun.objects.get(pk=run_id)
    approve(world, run)
    hand_over(world, run)
    new = line(run)
    old.refresh_from_db()
    assert (old.pays, new.pays, new.corrects_id) == (Decimal(3060), Decimal(-510), old.pk)
    assert "-510.00" in bytes(run.file.content).decode()
    assert Letter.objects.filter(letter="stipends.corrected").count() == 1


def test_a_correction_never_exceeds_the_upper_amount(world: World) -> None:
    old, office = paid(world), world.actor("program_coordinator")
    with pytest.raises(Refusal, match="upper amount"):
        running.correct_line(line_id=old.pk, owed=Decimal("3060.01"), reason="More.", by=office, now=JULY)


def test_what_was_corrected_by_hand_is_not_worked_out_again(world: World) -> None:
    old, office = paid(world), world.actor("program_coordinator")
    run_id = running.correct_line(line_id=old.pk, owed=Decimal(100), reason="An error.", by=office, now=JULY)
    run = PaymentRun.objects.get(pk=run_id)
    approve(world, run)
    hand_over(world, run)
    again = line(work_out(world))
    assert (again.pays, codes(again)) == (Decimal(0), ["corrected_by_hand"])


def test_a_late_log_pays_the_difference_by_the_same_door(world: World) -> None:
    choose(world, terms(log_share=True))
    office = world.actor("program_coordinator")
    return_log(log_id=log_of(world, "2024-06").pk, question="Is it all?", by=office, now=JULY)
    first = work_out(world)
    approve(world, first)
    hand_over(world, first)
    accept(world, "2024-06")
    second = line(work_out(world))
    assert (line(first).pays, second.pays, second.corrects_id) == (Decimal(2550), Decimal(510), line(first).pk)


def test_a_line_that_is_not_with_payroll_is_not_corrected(world: World) -> None:
    choose(world)
    row = line(work_out(world))
    with pytest.raises(Refusal, match="not with payroll"):
        running.correct_line(
            line_id=row.pk, owed=Decimal(1), reason="Early.", by=world.actor("program_coordinator"), now=JULY
        )


def test_an_approved_run_is_not_discarded(world: World) -> None:
    choose(world)
    run = work_out(world)
    approve(world, run)
    with pytest.raises(Refusal, match="approved"):
        running.discard_run(run_id=run.pk, by=world.actor("program_coordinator"), now=JULY)


def test_hours_that_were_paid_are_kept_by_the_database_from_being_paid_again(world: World) -> None:
    paid(world)
    one = PaidHours.objects.order_by("pk").first()
    assert one is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        PaidHours.objects.create(line=one.line, person=one.person, starts=one.starts, minutes=5)


def test_hours_that_another_payment_took_hold_a_flat_line(world: World) -> None:
    choose(world)
    run = work_out(world)
    taken = line(run).hours[0]
    running.discard_run(run_id=run.pk, by=world.actor("program_coordinator"), now=JULY)
    PaymentRun.objects.filter(pk=run.pk).update(payment="another")
    PaidHours.objects.create(line=line(run), person=world.people["mentor"], starts=taken[1], minutes=30)
    assert codes(line(work_out(world))) == ["paid_elsewhere"]


def test_hours_taken_after_the_working_out_stop_the_second_approval(world: World) -> None:
    choose(world)
    run = work_out(world)
    row = line(run)
    other = PaymentRun.objects.create(
        cycle_id=world.cycle_id, payment="another", period=SPRING, number=1, created_at=JULY
    )
    theirs = PayLine.objects.create(run=other, person=row.person, owed=1, pays=1)
    PaidHours.objects.create(line=theirs, person=row.person, starts=row.hours[0][1], minutes=30)
    approve(world, run, "program_coordinator")
    with pytest.raises(Refusal, match="paid by another"):
        approve(world, run, "personnel_officer")


def test_a_discarded_run_keeps_nothing_that_is_worked_out_later(world: World) -> None:
    choose(world)
    office = world.actor("program_coordinator")
    run_id = running.start_run(cycle_id=world.cycle_id, name="stipend", period=SPRING, by=office, now=JULY)
    running.discard_run(run_id=run_id, by=office, now=JULY)
    run_pending(now=JULY)
    assert (PaymentRun.objects.get().state, PayLine.objects.count()) == ("discarded", 0)


def test_approving_twice_after_it_is_done_changes_nothing(world: World) -> None:
    choose(world)
    run = work_out(world)
    approve(world, run)
    assert approving.approve_run(run_id=run.pk, by=world.actor("personnel_officer"), now=JULY) is True
