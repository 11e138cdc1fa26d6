"""Many applications that are complete and endorsed, readers and officers, for tests of the office's side."""

from datetime import date, datetime, timedelta

from preceptor.develop.admissions.models import (
    Application,
    Decision,
    Endorsement,
    ReviewAssignment,
    RuleCheck,
    Score,
    Submission,
)
from preceptor.develop.admissions.tests.world import ANSWERS, CLOSES, NOW, PROGRAM, World
from preceptor.develop.programs import commands as programs
from preceptor.develop.programs.models import Cycle
from preceptor.develop.programs.queries.cycles import definition_of
from preceptor.foundation.accounts.tests.cast import make_person, make_user
from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.district.models import OrgUnit, Person, Position

# After the call and the endorsements are closed, before the decisions are due.
AFTER = CLOSES + timedelta(days=1)
OFFICERS = {
    "second": "program_coordinator",
    "reader_1": "specialist",
    "reader_2": "specialist",
    "reader_3": "specialist",
}
RULES = ("current_principal", "permanent", "track_record", "clean_record", "endorsed")


def add_officers(world: World) -> World:
    """A second coordinator and three specialists of the program's office."""
    for name, job in OFFICERS.items():
        world.people[name] = make_person(name)
        world.users[name] = make_user(world.people[name])
        _seat(world.people[name], job, world.units["hr"], None)
    return world


def _seat(person: Person, job: str, unit: OrgUnit, above: Position | None) -> Position:
    return Position.objects.create(
        person=person,
        unit=unit,
        number=f"seat-{person.pk}",
        job=job,
        title=job.replace("_", " ").capitalize(),
        permanence="permanent",
        start=date(2018, 7, 1),
        reports_to=above,
    )


def ready_applications(world: World, number: int, *, role: str = "mentor", cycle_id: int | None = None) -> list[int]:
    """Complete applications of invented principals, each at a school of their own, as the commands leave them."""
    above = Position.objects.get(number="seat-supervisor")
    people = Person.objects.bulk_create(
        Person(given_name="Pat", family_name=f"Person{place:04d}", email=f"p{place}.{number}@district.example")
        for place in range(number)
    )
    units = OrgUnit.objects.bulk_create(
        OrgUnit(code=f"s{people[place].pk}", name=f"School {place}", kind="school", parent=world.units["north"])
        for place in range(number)
    )
    for unit in units:
        unit.path = f"{world.units['north'].path}{unit.pk}/"
    OrgUnit.objects.bulk_update(units, ["path"])
    for person, unit in zip(people, units, strict=True):
        _seat(person, "principal", unit, above)
    rows = Application.objects.bulk_create(
        Application(
            cycle_id=cycle_id or world.cycle_id,
            role=role,
            person=person,
            state="submitted",
            answers=ANSWERS,
            mentees_wished=2,
            started_at=NOW,
            saved_at=NOW,
            submitted_at=NOW,
        )
        for person in people
    )
    _complete(world, rows)
    return [row.pk for row in rows]


def _complete(world: World, rows: list[Application]) -> None:
    """Submission, endorsement and verdicts of each."""
    content = {"answers": ANSWERS, "questions": {name: name for name in ANSWERS}, "documents": [], "texts": []}
    Submission.objects.bulk_create(
        Submission(application=row, number=1, content=content, sha256="0" * 64, received_at=NOW) for row in rows
    )
    Endorsement.objects.bulk_create(
        Endorsement(
            application=row,
            name="supervisor",
            endorser=world.people["supervisor"],
            endorser_name="Ana Supervisor",
            endorser_email="supervisor@district.example",
            state="endorsed",
            asked_at=NOW,
            answered_at=NOW,
            due_at=CLOSES,
            signature_id=1,
        )
        for row in rows
    )
    verdicts = {"track_record": "for_reviewers", "endorsed": "for_reviewers"}
    RuleCheck.objects.bulk_create(
        RuleCheck(application=row, rule=rule, verdict=verdicts.get(rule, "met"), judged_at=NOW)
        for row in rows
        for rule in RULES
    )


def score(application_id: int, reader: Person, success: int, coaching: int, now: datetime = AFTER) -> None:
    """A finished review."""
    review = ReviewAssignment.objects.create(
        application_id=application_id, reviewer=reader, state="finished", assigned_at=now, finished_at=now
    )
    Score.objects.create(assignment=review, criterion="student_success", value=success, comment="secret comment")
    Score.objects.create(assignment=review, criterion="coaching", value=coaching)


def decision(application_id: int) -> Decision:
    """The decision in force."""
    return Decision.objects.get(application_id=application_id, superseded_at=None)


def other_program(world: World, changes: dict[str, str], name: str = "other") -> int:
    """A cycle of the shipped program with some words of its file replaced."""
    text = PROGRAM.read_text()
    for before, after in changes.items():
        assert before in text, before
        text = text.replace(before, after)
    unit_id, moment = world.units["hr"].pk, NOW - timedelta(days=30)
    cycle_id = programs.import_draft(text=text, file="nps.toml", name=name, unit_id=unit_id, by=SYSTEM, now=moment)
    revision = Cycle.objects.get(pk=cycle_id).revision
    definition_of.cache_clear()  # the tests before have used the same numbers for other texts
    programs.publish_cycle(cycle_id=cycle_id, revision=revision, by=SYSTEM, now=moment)
    return cycle_id
