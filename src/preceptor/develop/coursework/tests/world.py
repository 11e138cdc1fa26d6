"""The institute with two members, a mentor and a coordinator, for tests of coursework."""

from datetime import datetime

from preceptor.develop.coursework.commands.handing import Given, hand_in
from preceptor.develop.coursework.commands.judging import Verdict, judge_work
from preceptor.develop.coursework.queries.access import Place
from preceptor.develop.sessions.commands import roster
from preceptor.develop.sessions.tests.world import BEFORE, FIRST_DAY, ZONE, World
from preceptor.develop.sessions.tests.world import make_world as make_group

DAY = FIRST_DAY.replace(hour=18)
AFTER = datetime(2021, 5, 1, 12, tzinfo=ZONE)
GOOD = {"students": "mastered", "rigor": "mastered", "rules": "mastered"}
LEADERS = (("supervisor", "mentor"), ("finance_officer", "coordinator"))


def make_world() -> World:
    """The group of the institute, with a mentor and a coordinator named by the office."""
    world = make_group()
    office = world.actor("program_coordinator")
    for name, role in LEADERS:
        email = world.cast.people[name].email
        roster.name_leader(group_id=world.group_id, email=email, role=role, by=office, now=BEFORE)
    return world


def place(world: World, task: str = "practicum", item: str = "s1", name: str = "principal") -> Place:
    """A piece of work of somebody."""
    return Place(world.cycle_id, world.cast.people[name].pk, task, item)


def handed(world: World, item: str = "s1", text: str = "The schedule.", now: datetime = DAY, key: str = "") -> int:
    """The principal hands a practicum task in."""
    by, given = world.actor("principal"), Given(text)
    sent = key or f"{item}-{now.isoformat()}"
    return hand_in(place=place(world, item=item), given=given, upload=None, sent_key=sent, by=by, now=now)


def judged(world: World, where: Place, by: str = "supervisor", now: datetime = DAY, **said: object) -> bool:
    """Somebody judges a piece of work."""
    verdict = Verdict(**said)  # type: ignore[arg-type]  # a test's short hand
    return judge_work(place=where, verdict=verdict, by=world.actor(by), now=now)
