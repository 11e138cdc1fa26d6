"""A mentor with two mentees in the shipped program, in its spring, for tests of activities."""

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from preceptor.develop.activities.commands.entering import enter_activity
from preceptor.develop.activities.rules.entering import Typed
from preceptor.develop.confidences.tests.signing import sign_all
from preceptor.develop.pairing.models import Pair, Participant
from preceptor.develop.programs import commands as programs
from preceptor.develop.programs.models import Cycle
from preceptor.foundation.accounts.models import User
from preceptor.foundation.accounts.tests.cast import give_position, make_cast, make_person, make_user
from preceptor.foundation.audit.public import SYSTEM, Actor
from preceptor.foundation.district.models import Person, Position, SchoolYear, Semester

PROGRAM = Path(__file__).resolve().parents[5] / "programs" / "nps-2023-24.toml"
ZONE = ZoneInfo("America/Los_Angeles")
NOW = datetime(2024, 2, 20, 12, tzinfo=ZONE)
PRINCIPALS = ("mentor", "mentee", "other", "stranger")
NUMBERS = count(1)


@dataclass
class World:
    """People, accounts and the cycle."""

    people: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    cycle_id: int = 0

    def actor(self, name: str) -> Actor:
        """This person, acting."""
        return Actor("person", self.people[name].pk, str(self.people[name]))

    def typed(self, day: date = date(2024, 2, 6), minutes: int = 60, **more: object) -> Typed:
        """An entry as the form gives it."""
        said = {"kind": "coaching", "mode": "in_person", "partner_ids": (self.people["mentee"].pk,), **more}
        return Typed(starts=datetime(day.year, day.month, day.day, 10, tzinfo=ZONE), minutes=minutes, **said)  # type: ignore[arg-type]  # a test's short hand

    def enter(
        self,
        day: date = date(2024, 2, 6),
        minutes: int = 60,
        *,
        by: str = "mentor",
        now: datetime = NOW,
        **more: object,
    ) -> int:
        """An entry."""
        key = f"k{next(NUMBERS)}"
        return enter_activity(
            cycle_id=self.cycle_id, typed=self.typed(day, minutes, **more), sent_key=key, by=self.actor(by), now=now
        )

    def orient(self) -> None:
        """The mentor's orientation, which comes first."""
        self.enter(date(2024, 1, 9), kind="orientation", mode="video", partner_ids=())


def make_world(text: str | None = None, *, signed: bool = True) -> World:
    """Everything, in the spring of the shipped program; with another text of it when given; all have signed."""
    cast = make_cast()
    world = World(dict(cast.people), dict(cast.users))
    for name in PRINCIPALS:
        world.people[name] = make_person(name)
        world.users[name] = make_user(world.people[name])
        give_position(world.people[name], "principal", cast.units["school-a"])
    Position.objects.update(start=date(2020, 7, 1))
    year = SchoolYear.objects.create(code="2023-24", start=date(2023, 8, 14), end=date(2024, 6, 13))
    Semester.objects.create(year=year, name="Spring", start=date(2024, 1, 8), end=date(2024, 6, 13))
    world.cycle_id = _cycle(text or PROGRAM.read_text(), cast.units["hr"].pk)
    _pairs(world)
    if signed:
        sign_all(world.cycle_id, datetime(2024, 1, 8, 12, tzinfo=ZONE))
    return world


def _cycle(text: str, unit_id: int) -> int:
    before = datetime(2023, 11, 1, 12, tzinfo=ZONE)
    cycle_id = programs.import_draft(text=text, file="nps.toml", name="2023-24", unit_id=unit_id, by=SYSTEM, now=before)
    revision = Cycle.objects.get(pk=cycle_id).revision
    programs.publish_cycle(cycle_id=cycle_id, revision=revision, by=SYSTEM, now=before)
    return cycle_id


def _pairs(world: World) -> None:
    for mentee in ("mentee", "other"):
        Pair.objects.create(
            cycle_id=world.cycle_id,
            mentor=world.people["mentor"],
            mentee=world.people[mentee],
            origin="hand",
            started=date(2024, 1, 8),
            adopted_at=NOW,
        )
    for side, names in (("mentor", ("mentor",)), ("mentee", ("mentee", "other"))):
        for name in names:
            Participant.objects.create(
                cycle_id=world.cycle_id,
                person=world.people[name],
                side=side,
                capacity=2,
                since=date(2024, 1, 8),
                source="test",
            )
