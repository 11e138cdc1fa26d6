"""A mentor with two mentees whose spring is over, every log accepted, for tests of pay."""

from datetime import date, datetime

from preceptor.develop.activities.commands.logs import accept_logs, submit_log
from preceptor.develop.activities.models import MonthlyLog
from preceptor.develop.activities.tests.world import PROGRAM, ZONE, World, make_world
from preceptor.develop.stipends.commands import approving, choosing, exporting, running
from preceptor.develop.stipends.models import PayLine, PaymentRun
from preceptor.develop.stipends.rules.values import Terms
from preceptor.develop.stipends.tests.cases import MONTHS, terms
from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.district.models import Person
from preceptor.foundation.jobs.public import run_pending

__all__ = ["PROGRAM", "World", "make_world"]
SPRING = "2023-24 Spring"
JULY = datetime(2024, 7, 2, 12, tzinfo=ZONE)
FLAT = terms()


def number_everybody(world: World) -> None:
    """An employee number for everybody."""
    for person in Person.objects.filter(employee_number=None):
        Person.objects.filter(pk=person.pk).update(employee_number=f"{100000 + person.pk}")


def accept(world: World, *months: str, name: str = "mentor") -> None:
    """Logs handed in and accepted."""
    for month in months:
        log = submit_log(
            cycle_id=world.cycle_id, name="service", period=month, reply="", by=world.actor(name), now=JULY
        )
        accept_logs(log_ids=[log], by=SYSTEM, now=JULY)


def spring(world: World, *, months: tuple[str, ...] = MONTHS) -> World:
    """A meeting of an hour in each month, and the logs of some of them accepted."""
    number_everybody(world)
    world.enter(date(2024, 1, 9), kind="orientation", mode="video", partner_ids=(), now=JULY)
    for turn in range(1, 7):
        world.enter(date(2024, turn, 11), now=JULY)
    accept(world, *months)
    return world


def choose(world: World, said: Terms = FLAT, period: str = SPRING) -> int:
    """The office chooses a formula."""
    return choosing.choose_formula(
        cycle_id=world.cycle_id,
        key=("stipend", period),
        terms=said,
        reason="As the agreement says.",
        by=world.actor("program_coordinator"),
        now=JULY,
    )


def work_out(world: World, now: datetime = JULY) -> PaymentRun:
    """A run, worked out."""
    office = world.actor("program_coordinator")
    run_id = running.start_run(cycle_id=world.cycle_id, name="stipend", period=SPRING, by=office, now=now)
    run_pending(now=now)
    return PaymentRun.objects.get(pk=run_id)


def approve(world: World, run: PaymentRun, *names: str) -> None:
    """Approved by two, or by those named."""
    for name in names or ("program_coordinator", "personnel_officer"):
        approving.approve_run(run_id=run.pk, by=world.actor(name), now=JULY)


def hand_over(world: World, run: PaymentRun, now: datetime = JULY) -> None:
    """Handed to payroll."""
    exporting.ask_export(run_id=run.pk, by=world.actor("program_coordinator"), now=now)
    run_pending(now=now)


def paid(world: World) -> PayLine:
    """A stipend that payroll has."""
    choose(world)
    run = work_out(world)
    approve(world, run)
    hand_over(world, run)
    return run.lines.get()


def log_of(world: World, month: str) -> MonthlyLog:
    """A log of the mentor."""
    return MonthlyLog.objects.get(cycle_id=world.cycle_id, period=month, person=world.people["mentor"])
