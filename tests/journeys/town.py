"""A small district on a fixed clock: its office, its supervisor, principals of long standing and new ones."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from preceptor.develop.admissions.commands.endorsing import Answer, answer_endorsement
from preceptor.develop.admissions.models import Endorsement
from preceptor.develop.admissions.tests.world import PROGRAM, World, say
from preceptor.develop.programs import commands as programs
from preceptor.foundation.accounts.tests.cast import make_user
from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.district.models import OrgUnit, Person, Position, School

# A Tuesday, nine in the morning in Los Angeles.
MORNING = datetime(2026, 12, 1, 17, tzinfo=UTC)
PASSWORD = "a long enough pass phrase"
LONG_AGO, THIS_SUMMER = date(2016, 7, 1), date(2026, 7, 1)
UNITS = (
    ("district", "Bay Unified", "district", None),
    ("hr", "Human Resources", "division", "district"),
    ("north", "Local District North", "local_district", "district"),
    ("maple", "Maple Middle School", "school", "north"),
    ("cedar", "Cedar Middle School", "school", "north"),
    ("willow", "Willow High School", "school", "north"),
    ("aspen", "Aspen Middle School", "school", "north"),
    ("birch", "Birch High School", "school", "north"),
)
LEVELS = {"willow": "high", "birch": "high"}
# key -> given name, family name, job, unit, whom they report to, since when
PEOPLE = {
    "superintendent": ("Grace", "Kim", "superintendent", "district", None, LONG_AGO),
    "regional": ("Paul", "Reyes", "local_district_superintendent", "north", "superintendent", LONG_AGO),
    "supervisor": ("Teresa", "Alvarez", "community_administrator", "north", "regional", LONG_AGO),
    "coordinator": ("Nadia", "Brooks", "program_coordinator", "hr", "superintendent", LONG_AGO),
    "reader_1": ("Samuel", "Ortiz", "specialist", "hr", "coordinator", LONG_AGO),
    "reader_2": ("Helen", "Park", "specialist", "hr", "coordinator", LONG_AGO),
    "applicant": ("Elena", "Vargas", "principal", "maple", "supervisor", LONG_AGO),
    "rival": ("Martin", "Cole", "principal", "willow", "supervisor", LONG_AGO),
    "newcomer": ("Jada", "Lewis", "principal", "aspen", "supervisor", THIS_SUMMER),
    "second": ("Owen", "Tran", "principal", "birch", "supervisor", THIS_SUMMER),
}


@dataclass
class Town(World):
    """The world of admissions' tests with people of our own; `last_year` is the cycle that ran before."""

    last_year: int = 0
    seats: dict[str, Position] = field(default_factory=dict)

    def name(self, key: str) -> str:
        """How pages call somebody."""
        return str(self.people[key])

    def hand_in(self, key: str, now: datetime) -> int:
        """This person's whole application, endorsed; for those whose own journey is not walked."""
        application_id = self.submitted(key, now)
        asked = Endorsement.objects.get(application_id=application_id)
        wanted = programs_definition(self.cycle_id).admission["mentor"].endorsements["supervisor"]
        fields = {
            "name": self.name("supervisor"),
            "title": "Administrator",
            "phone": "213-555-0100",
            "location": "North office",
            "email": "north@bay.example",
            "applicant_position": "Principal",
        }
        answer = Answer(endorses=True, statements=frozenset(wanted.statements), fields=fields)
        answer_endorsement(endorsement_id=asked.pk, answer=answer, by=self.actor("supervisor"), now=now)
        return application_id


def programs_definition(cycle_id: int):
    """The definition that a cycle runs."""
    from preceptor.develop.programs.public import cycle

    return cycle(cycle_id).definition


def build(*, running: bool) -> Town:
    """The town; with the cycle of the year running, or only with that of a year long gone."""
    town = Town()
    for code, name, kind, above in UNITS:
        parent = town.units.get(above or "")
        unit = OrgUnit.objects.create(code=code, name=name, kind=kind, parent=parent)
        unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
        unit.save()
        town.units[code] = unit
        if kind == "school":
            School.objects.create(unit=unit, code=code, level=LEVELS.get(code, "middle"))
    for key in PEOPLE:
        _hire(town, key)
    for key in ("applicant", "rival"):
        say(town.people[key], "good_standing", "yes")
    if running:
        town.cycle_id = _publish(town, "2026-27", YEARS)
    else:
        town.last_year = _publish(town, "2023-24", {})
    return town


# What the office edits on the page, in the file's own words, for a year whose call is open in the morning of the test.
YEARS = {
    'New Principals Support, 2023-24"': 'New Principals Support, 2026-27"',
    "when = 2023-11-20": "when = 2026-11-23",
    "when = 2023-12-08T23:59:59": "when = 2026-12-11T23:59:59",
    "when = 2023-12-15": "when = 2026-12-18",
    "not_before = 2024-01-01": "not_before = 2027-01-01",
    "not_after = 2024-01-31": "not_after = 2027-01-31",
    "when = 2024-01-08": "when = 2027-01-11",
    "when = 2024-06-30": "when = 2027-06-30",
}


def _hire(town: Town, key: str) -> None:
    given, family, job, unit, above, since = PEOPLE[key]
    email = f"{given}.{family}@bay.example".lower()
    town.people[key] = Person.objects.create(given_name=given, family_name=family, email=email, phone="555-0142")
    town.users[key] = make_user(town.people[key], PASSWORD)
    town.seats[key] = Position.objects.create(
        person=town.people[key],
        unit=town.units[unit],
        number=f"seat-{key}",
        job=job,
        title=job.replace("_", " ").capitalize(),
        permanence="permanent",
        start=since,
        reports_to=town.seats.get(above or ""),
    )


def _publish(town: Town, name: str, changes: dict[str, str]) -> int:
    text = PROGRAM.read_text()
    for before, after in changes.items():
        assert before in text, before
        text = text.replace(before, after)
    unit_id = town.units["hr"].pk
    cycle_id = programs.import_draft(text=text, file="nps.toml", name=name, unit_id=unit_id, by=SYSTEM, now=MORNING)
    programs.publish_cycle(cycle_id=cycle_id, revision=0, by=SYSTEM, now=MORNING)
    return cycle_id
