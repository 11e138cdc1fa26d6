"""A mentor with two mentees whose spring is over, every log accepted, for tests of pay."""

from datetime import datetime

from preceptor.develop.activities.models import Activity, ActivityParty, MonthlyLog
from preceptor.develop.activities.tests.world import PROGRAM, ZONE, World, make_world
from preceptor.develop.stipends.commands import approving, choosing, exporting, running
from preceptor.develop.stipends.models import PayLine, PaymentRun
from preceptor.develop.stipends.rules.values import Terms
from preceptor.develop.stipends.tests.cases import MONTHS, terms
from preceptor.foundation.district.models import Person
from preceptor.foundation.jobs.public import run_pending

__all__ = ["PROGRAM", "World", "make_world"]
SPRING = "2023-24 Spring"
JULY = datetime(2024, 7, 2, 12, tzinfo=ZONE)
FLAT = terms()


def number_everybody() -> None:
    """An employee number for everybody."""
    everybody = list(Person.objects.all())
    for person in everybody:
        person.employee_number = f"{100000 + person.pk}"
    Person.objects.bulk_update(everybody, ["employee_number"])


def accept(world: World, *months: str, name: str = "mentor") -> None:
    """Logs that the office has accepted."""
    for month in months:
        MonthlyLog.objects.update_or_create(
            cycle_id=world.cycle_id,
            name="service",
            person=world.people[name],
            period=month,
            defaults={"state": "accepted", "changed_at": JULY},
        )


def spring(world: World) -> World:
    """A meeting of an hour in each month, and every log accepted; written as rows, since many tests begin here."""
    number_everybody()
    meetings = Activity.objects.bulk_create(
        Activity(
            cycle_id=world.cycle_id,
            kind="coaching",
            starts=datetime(2024, month, 11, 10, tzinfo=ZONE),
            minutes=60,
            mode="in_person",
            entered_at=JULY,
            sent_key=f"spring-{world.cycle_id}-{month}",
        )
        for month in range(1, 7)
    )
    ActivityParty.objects.bulk_create(
        ActivityParty(activity=each, person=world.people[role], role=role)
        for each in meetings
        for role in ("mentor", "mentee")
    )
    MonthlyLog.objects.bulk_create(
        MonthlyLog(
            cycle_id=world.cycle_id,
            name="service",
            person=world.people["mentor"],
            period=month,
            state="accepted",
            changed_at=JULY,
        )
        for month in MONTHS
    )
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
