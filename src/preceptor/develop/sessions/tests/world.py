"""A group of the institute with two members, for tests of sessions."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from preceptor.develop.programs import commands as programs
from preceptor.develop.programs.models import Cycle
from preceptor.develop.sessions.commands import groups, roster
from preceptor.develop.sessions.models import GroupSession
from preceptor.foundation.accounts.tests.cast import Cast, make_cast
from preceptor.foundation.audit.public import SYSTEM, Actor
from preceptor.foundation.district.models import Position

PROGRAMS = Path(__file__).resolve().parents[5] / "programs"
INSTITUTE = PROGRAMS / "master-program-institute-20.toml"
ZONE = ZoneInfo("America/Los_Angeles")
BEFORE = datetime(2021, 1, 20, 12, tzinfo=ZONE)
FIRST_DAY = datetime(2021, 1, 27, 8, tzinfo=ZONE)
MEMBERS = ("principal", "staff")


@dataclass
class World:
    """People, the cycle and its group."""

    cast: Cast = field(default_factory=Cast)
    cycle_id: int = 0
    group_id: int = 0

    def actor(self, name: str) -> Actor:
        """This person, acting."""
        return self.cast.actor(name)

    def session(self, number: int = 1) -> GroupSession:
        """A session by its place in the order."""
        return GroupSession.objects.filter(group_id=self.group_id).order_by("starts")[number - 1]


def make_world(cohort: str = "cohort_20", text: str | None = None) -> World:
    """Everything; a coordinator runs the institute of the division."""
    world = World(make_cast())
    Position.objects.update(start=datetime(2019, 7, 1, tzinfo=ZONE).date())
    published = datetime(2020, 10, 20, 12, tzinfo=ZONE)
    unit_id = world.cast.units["hr"].pk
    text = text or INSTITUTE.read_text()
    world.cycle_id = programs.import_draft(
        text=text, file="institute.toml", name="Cohort 20", unit_id=unit_id, by=SYSTEM, now=published
    )
    revision = Cycle.objects.get(pk=world.cycle_id).revision
    programs.publish_cycle(cycle_id=world.cycle_id, revision=revision, by=SYSTEM, now=published)
    office = world.actor("program_coordinator")
    world.group_id = groups.open_group(cycle_id=world.cycle_id, cohort=cohort, title="Ours", by=office, now=BEFORE)
    for name in MEMBERS:
        email = world.cast.people[name].email
        roster.add_member(group_id=world.group_id, email=email, by=office, now=BEFORE)
    return world
