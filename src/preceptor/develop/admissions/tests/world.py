"""A small district with an open call of the shipped program, for tests of admissions."""

import hashlib
import io
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter

from preceptor.develop.admissions.commands.asking import ask_endorser
from preceptor.develop.admissions.commands.drafting import Typed, save_answers, start_application
from preceptor.develop.admissions.commands.papers import attach_received, sign_text
from preceptor.develop.admissions.commands.submitting import submit_application
from preceptor.develop.admissions.queries.own import mark_of, whole_applications
from preceptor.develop.programs import commands as programs
from preceptor.develop.programs.models import Cycle
from preceptor.foundation.accounts.models import User
from preceptor.foundation.accounts.tests.cast import make_person, make_user
from preceptor.foundation.audit.public import SYSTEM, Actor
from preceptor.foundation.district.models import OrgUnit, Person, Position, School, StandingFact
from preceptor.foundation.documents.public import Received, current_text
from preceptor.foundation.messages.models import Letter

PROGRAM = Path(__file__).resolve().parents[5] / "programs" / "nps-2023-24.toml"
NOW = datetime(2023, 11, 28, 17, tzinfo=UTC)
# December 8, 2023, 11:59:59 p.m. in Los Angeles.
CLOSES = datetime(2023, 12, 9, 7, 59, 59, tzinfo=UTC)
LATE = CLOSES + timedelta(seconds=1)
ANSWERS = {
    "mentees_wished": "2",
    "student_success": "Reading rose in every grade, as the state's yearly figures show.",
    "coaching": "I ask what they would tell a friend, and wait.",
}
UNITS = (
    ("district", "district", None),
    ("hr", "division", "district"),
    ("north", "local_district", "district"),
    ("school-a", "school", "north"),
    ("school-b", "school", "north"),
)
# name -> job, unit, whom they report to
PEOPLE = {
    "superintendent": ("superintendent", "district", None),
    "regional": ("local_district_superintendent", "north", "superintendent"),
    "supervisor": ("community_administrator", "north", "regional"),
    "applicant": ("principal", "school-a", "supervisor"),
    "rival": ("principal", "school-b", "supervisor"),
    "coordinator": ("program_coordinator", "hr", "superintendent"),
    "officer": ("personnel_officer", "hr", "superintendent"),
}


@dataclass
class World:
    """Units, people, accounts and the open cycle."""

    units: dict[str, OrgUnit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    cycle_id: int = 0

    def actor(self, name: str) -> Actor:
        """This person, acting."""
        return Actor("person", self.people[name].pk, str(self.people[name]))

    def start(self, name: str = "applicant", now: datetime = NOW) -> int:
        """This person's draft."""
        return start_application(cycle_id=self.cycle_id, role="mentor", by=self.actor(name), now=now)

    def ask(self, application_id: int, name: str = "applicant", now: datetime = NOW) -> int:
        """The supervisor asked."""
        return ask_endorser(application_id=application_id, name="supervisor", by=self.actor(name), now=now)

    def fill(self, application_id: int, name: str = "applicant", now: datetime = NOW) -> None:
        """Everything done but submitting."""
        by = self.actor(name)
        save_answers(application_id=application_id, typed=Typed(ANSWERS, 1, "t"), by=by, now=now)
        attach_received(application_id=application_id, requirement="resume", received=checked_file(), by=by, now=now)
        version = current_text("nps.code_of_ethics").id
        sign_text(application_id=application_id, text="code_of_ethics", text_version_id=version, by=by, now=now)
        self.ask(application_id, name, now)

    def submit(self, application_id: int, name: str = "applicant", now: datetime = NOW) -> int:
        """Hand it in as it stands."""
        checked = mark_of(whole_applications().get(pk=application_id))
        return submit_application(application_id=application_id, checked=checked, by=self.actor(name), now=now)

    def submitted(self, name: str = "applicant", now: datetime = NOW) -> int:
        """A whole application, handed in."""
        application_id = self.start(name, now)
        self.fill(application_id, name, now)
        self.submit(application_id, name, now)
        return application_id


def checked_file(name: str = "resume.pdf") -> Received:
    """A file as it is after its checks, which run in a process of their own and take a second."""
    content = resume().read()
    path = default_storage.save("checked", ContentFile(content))
    return Received(name, "pdf", len(content), 1, hashlib.sha256(content).hexdigest(), path, "ready")


def resume(pages: int = 1, name: str = "resume.pdf") -> SimpleUploadedFile:
    """A real PDF with this many pages."""
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(612, 792)
    content = io.BytesIO()
    writer.write(content)
    return SimpleUploadedFile(name, content.getvalue(), content_type="application/pdf")


def make_world(now: datetime = NOW) -> World:
    """The whole district in a few rows, and the shipped program published as a cycle."""
    world = World()
    for code, kind, above in UNITS:
        parent = world.units.get(above or "")
        unit = OrgUnit.objects.create(code=code, name=code.title(), kind=kind, parent=parent)
        unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
        unit.save()
        world.units[code] = unit
        if kind == "school":
            School.objects.create(unit=unit, code=code, level="middle")
    seats: dict[str, Position] = {}
    for name, (job, place, above) in PEOPLE.items():
        world.people[name] = make_person(name)
        world.users[name] = make_user(world.people[name])
        seats[name] = Position.objects.create(
            person=world.people[name],
            unit=world.units[place],
            number=f"seat-{name}",
            job=job,
            title=job.replace("_", " ").capitalize(),
            permanence="permanent",
            start=date(2018, 7, 1),
            reports_to=seats.get(above or ""),
        )
    for name in ("applicant", "rival"):
        say(world.people[name], "good_standing", "yes")
    world.cycle_id = _publish(world, now)
    return world


def say(person: Person, kind: str, value: str) -> None:
    """A standing fact of the personnel office."""
    StandingFact.objects.create(person=person, kind=kind, value=value, as_of=date(2023, 10, 1), source="Personnel file")


def _publish(world: World, now: datetime) -> int:
    """The shipped definition as a published cycle."""
    text = PROGRAM.read_text()
    unit_id = world.units["hr"].pk
    moment = now - timedelta(days=30)
    cycle_id = programs.import_draft(text=text, file="nps.toml", name="2023-24", unit_id=unit_id, by=SYSTEM, now=moment)
    revision = Cycle.objects.get(pk=cycle_id).revision
    programs.publish_cycle(cycle_id=cycle_id, revision=revision, by=SYSTEM, now=moment)
    return cycle_id


def letters(kind: str) -> list[Letter]:
    """Letters of one kind, the first first."""
    return list(Letter.objects.filter(letter=f"admissions.{kind}").order_by("pk"))


def link_in(letter: Letter) -> str:
    """The secret link of a letter, as a path."""
    line = next(word for word in letter.body.split() if "/admissions/endorse/" in word)
    return line[line.index("/admissions/") :]


def token_in(letter: Letter) -> str:
    """The token of a letter's link."""
    return link_in(letter).rstrip("/").rpartition("/")[2]
