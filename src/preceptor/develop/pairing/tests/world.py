"""A cycle with mentors, mentees and their accounts, for tests of pairing."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from preceptor.develop.pairing.commands import runs
from preceptor.develop.pairing.models import MatchRun, Pair, Participant
from preceptor.develop.programs import commands as programs
from preceptor.foundation.accounts.models import User
from preceptor.foundation.accounts.tests.cast import give_position, make_person, make_user
from preceptor.foundation.audit.public import SYSTEM, Actor
from preceptor.foundation.district.models import OrgUnit, Person, School
from preceptor.foundation.jobs.public import run_pending

NOW = datetime(2026, 12, 1, 17, 0, tzinfo=UTC)
PROGRAMS = Path(__file__).resolve().parents[5] / "programs"


@dataclass
class World:
    """Units, people by name, accounts and the cycle."""

    units: dict[str, OrgUnit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    cycle_id: int = 0

    def id(self, name: str) -> int:
        """Number of a person."""
        return self.people[name].pk

    def actor(self, name: str) -> Actor:
        """Somebody, acting."""
        return Actor("person", self.id(name), name)

    @property
    def office(self) -> Actor:
        """The coordinator, acting."""
        return self.actor("coordinator")

    def hire(self, name: str, job: str, unit: str, start: date = date(2020, 7, 1)) -> Person:
        """Somebody new with a position and an account."""
        if unit not in self.units:
            add_unit(self, unit, "school", "district")
        self.people[name] = make_person(name)
        self.users[name] = make_user(self.people[name])
        give_position(self.people[name], job, self.units[unit], start)
        return self.people[name]

    def join(self, name: str, side: str, capacity: int = 1) -> Participant:
        """A principal of a school of their own who takes part."""
        self.hire(name, "principal", f"school of {name}")
        return Participant.objects.create(
            cycle_id=self.cycle_id, person=self.people[name], side=side, capacity=capacity, since=NOW.date(), source="t"
        )

    def match(self) -> int:
        """A worked-out proposal."""
        run_id = runs.start_run(cycle_id=self.cycle_id, by=self.office, now=NOW)
        run_pending(now=NOW)
        return run_id

    def adopted(self) -> int:
        """A proposal that was adopted."""
        run_id = self.match()
        runs.adopt_run(run_id=run_id, by=self.office, now=NOW)
        return run_id

    def pairs(self) -> dict[str, str]:
        """Mentor by mentee, of the pairs that stand."""
        names = {person.pk: name for name, person in self.people.items()}
        rows = Pair.objects.filter(cycle_id=self.cycle_id, ended=None)
        return {names[row.mentee_id]: names[row.mentor_id] for row in rows}

    def proposed(self, run_id: int) -> dict[str, str]:
        """Mentor by mentee, of a proposal."""
        names = {str(person.pk): name for name, person in self.people.items()}
        outcome = MatchRun.objects.get(pk=run_id).outcome or {"pairs": []}
        return {names[pair["mentee"]]: names[pair["mentor"]] for pair in outcome["pairs"]}


def add_unit(world: World, code: str, kind: str, above: str | None) -> None:
    """A unit, with its school where it is one."""
    parent = world.units.get(above or "")
    unit = OrgUnit.objects.create(code=code, name=code.title(), kind=kind, parent=parent)
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    unit.save()
    world.units[code] = unit
    if kind == "school":
        School.objects.create(unit=unit, code=code, level="high")


def publish(world: World, file: str = "nps-2023-24.toml", name: str = "2026-27", moment: datetime = NOW) -> int:
    """A shipped definition as a published cycle of the coordinator's office."""
    text, unit_id = (PROGRAMS / file).read_text(), world.units["hr"].pk
    moment -= timedelta(days=30)
    cycle_id = programs.import_draft(text=text, file=file, name=name, unit_id=unit_id, by=SYSTEM, now=moment)
    # The date that a file leaves to the office, where the call counts from it.
    edits = {"timeline.institute.when": moment.date()} if "same day as institute" in text else {}
    revision = programs.edit_draft(cycle_id=cycle_id, revision=0, edits=edits, by=SYSTEM, now=moment)
    programs.publish_cycle(cycle_id=cycle_id, revision=revision, by=SYSTEM, now=moment)
    return cycle_id


def make_world() -> World:
    """Two mentors (rooms for two and one), three mentees, the office, and somebody else."""
    world = World()
    for code, kind, above in (("district", "district", None), ("hr", "division", "district")):
        add_unit(world, code, kind, above)
    world.hire("coordinator", "program_coordinator", "hr")
    world.hire("stranger", "principal", "school of stranger")
    world.cycle_id = publish(world)
    for name, capacity in (("mia", 2), ("max", 1)):
        world.join(name, "mentor", capacity)
    for name in ("ann", "bob", "cem"):
        world.join(name, "mentee")
    return world
