"""Two schools, their principals, a designee, offices and a small catalogue in its autumn, for tests of compliance."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from preceptor.foundation.accounts.models import User
from preceptor.foundation.accounts.tests.cast import give_position, make_cast, make_person, make_user
from preceptor.foundation.audit.public import SYSTEM, Actor
from preceptor.foundation.district.models import OrgUnit, Person, Position, School, SchoolYear, Semester
from preceptor.foundation.documents.public import text
from preceptor.relieve.compliance.commands.cycles import finish_cycle, make_obligations, start_cycle
from preceptor.relieve.compliance.commands.signing import Signed, certify
from preceptor.relieve.compliance.commands.writing import new_item
from preceptor.relieve.compliance.models import Obligation, Requirement, YearlyCycle
from preceptor.relieve.compliance.rules.items import ItemValues, Question

ZONE = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 10, 28, 12, tzinfo=ZONE)
YEAR = "2026-27"
STATEMENT = "I certify that a fire drill was held this month and that the drill log is complete."
DRILL = ItemValues(
    code="DRILL",
    title="Fire drill log",
    statement=STATEMENT,
    owner="legal",
    basis="statute",
    citation="Education Code 32001",
    least_signer="designee",
    frequency="month",
    minutes=5,
    minutes_low=3,
    minutes_high=9,
    window_days=20,
    due_days=5,
    requirements=("FIRE",),
)
PLAN = replace(
    DRILL,
    code="PLAN",
    title="Safety plan adopted",
    statement="I certify that the council adopted the safety plan this year at a public meeting.",
    least_signer="principal",
    frequency="year",
    due="11-02",
    minutes=20,
    minutes_low=10,
    minutes_high=40,
    questions=(Question("yes", "Was the meeting public?"), Question("number", "How many took part?")),
    requirements=("SAFETY",),
)
LEAD = replace(
    DRILL,
    code="LEAD",
    title="Lead in water",
    statement="I certify that results of the lead test were received and acted upon.",
    signer="office",
    least_signer="office",
    frequency="year",
    due="11-05",
    minutes_office=2,
    requirements=(),
)
MEALS = replace(
    DRILL,
    code="MEALS",
    title="Meals counted",
    statement="I certify that meals were counted as the program asks this month.",
    signer="data",
    least_signer="data",
    minutes_data=1,
    requirements=(),
)
CATALOGUE = (DRILL, PLAN, LEAD, MEALS)
ANSWERS = {"q1": "yes", "q2": "14"}


@dataclass
class World:
    """People, accounts, units and the cycle."""

    people: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    units: dict[str, OrgUnit] = field(default_factory=dict)
    cycle_id: int = 0

    def actor(self, name: str) -> Actor:
        """This person, acting."""
        return Actor("person", self.people[name].pk, str(self.people[name]))

    def owed(self, code: str, school: str = "school-a", period: str = "") -> Obligation:
        """What a school owes for an item, in its first open period when none is named."""
        rows = Obligation.objects.filter(cycle_item__item__code=code, unit=self.units[school])
        found = (rows.filter(period=period) if period else rows).order_by("due").first()
        assert found is not None
        return found

    def signed(self, owed: Obligation, answers: dict[str, str] | None = None, seconds: int = 60) -> Signed:
        """What somebody sends who opened it some seconds ago."""
        shown = text(owed.cycle_item.version.text_id, "en")
        return Signed(shown.id, "en", answers or {}, NOW - timedelta(seconds=seconds))

    def sign(self, owed: Obligation, *, by: str = "principal", now: datetime = NOW, **answers: str) -> int:
        """Sign one obligation."""
        signed = self.signed(owed, answers)
        return certify(obligation_ids=[owed.pk], signed=signed, by=self.actor(by), now=now)


def make_world(catalogue: tuple[ItemValues, ...] = CATALOGUE, *, started: bool = True) -> World:
    """Everything, in the autumn of the year."""
    cast = make_cast()
    world = World(dict(cast.people), dict(cast.users), dict(cast.units))
    for name, job, unit in (
        ("other", "principal", "school-b"),
        ("assistant", "assistant_principal", "school-a"),
        ("owner", "director", "legal"),
        ("counsel", "general_counsel", "legal"),
        ("deputy", "deputy_superintendent", "district"),
    ):
        world.people[name] = make_person(name)
        world.users[name] = make_user(world.people[name])
        give_position(world.people[name], job, world.units[unit])
    above = Position.objects.get(person=world.people["supervisor"])
    Position.objects.filter(person=world.people["principal"]).update(reports_to=above)
    for number, code in enumerate(("school-a", "school-b")):
        School.objects.create(unit=world.units[code], code=code, level=("elementary", "high")[number])
    year = SchoolYear.objects.create(code=YEAR, start=date(2026, 7, 1), end=date(2027, 6, 30))
    Semester.objects.create(year=year, name="Fall", start=date(2026, 8, 10), end=date(2026, 12, 18))
    Semester.objects.create(year=year, name="Spring", start=date(2027, 1, 4), end=date(2027, 6, 11))
    for code in ("FIRE", "SAFETY"):
        Requirement.objects.create(
            code=code,
            title=code.title(),
            basis="statute",
            citation="Code 1",
            owner=world.units["legal"],
            frequency="quarter" if code == "FIRE" else "year",
            least_signer="designee" if code == "FIRE" else "principal",
            levels=["elementary", "high"],
            charters=["none"],
        )
    for values in catalogue:
        new_item(values, why="test", by=SYSTEM, now=NOW)
    if started:
        world.cycle_id = run_cycle()
    return world


def run_cycle(year: str = YEAR, now: datetime = NOW, pilot: tuple[str, ...] = ()) -> int:
    """Start a cycle and make what schools owe, as the job does."""
    cycle_id = start_cycle(year=year, pilot=pilot, by=SYSTEM, now=now)
    finish_cycle(cycle_id=cycle_id, made=make_obligations(cycle_id=cycle_id), now=now)
    assert YearlyCycle.objects.get(pk=cycle_id).state == "running"
    return cycle_id
