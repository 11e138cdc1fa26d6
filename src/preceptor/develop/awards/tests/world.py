"""People and a certification program for tests of awards: one who has earned it by record, one who has not."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from preceptor.develop.activities.tests.world import PROGRAM, make_world
from preceptor.develop.awards.models import Certificate
from preceptor.foundation.accounts.models import User
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.models import Person
from preceptor.foundation.jobs.public import run_pending

ZONE = ZoneInfo("America/Los_Angeles")
NOW = datetime(2024, 7, 20, 12, tzinfo=ZONE)
AWARD = "certified"
AWARDS = """
[activities.training_day]
title = "Day of training"
kind = "training"
modes = ["in_person"]
with_roles = ["mentor"]

[activities.letter]
title = "Reference letter"
kind = "document"
modes = ["electronic"]
with_roles = ["mentor"]

[duties.training]
title = "Day of training"
who = "mentor"
activities = ["training_day"]
measure = "occurrences"
per = "program"
limits = [{ at_least = 1 }]

[duties.letter]
title = "Reference letter"
who = "mentor"
activities = ["letter"]
measure = "occurrences"
per = "program"
limits = [{ at_least = 1 }]

[awards.certified]
title = "Certified mentor of principals"
kind = "certification"
to = "mentor"
duties = ["orientation"]
certifies_by = []
valid_years = 3
says = "Given to mentors who were there from the orientation on."

[awards.certified.renewal]
duties = ["training", "letter"]
valid_years = 3
opens_days_before = 365
says = "Renewed by a day of training and a letter."

[awards.credits]
title = "Graduate credits"
kind = "credit"
to = "mentor"
duties = ["orientation"]
awards = ["certified"]
credits = 3
optional = true
says = "Three credits without tuition."

[pay.transcript]
title = "Transcription fee"
owed_by = "mentor"
formula = "fixed"
amount = 200
per = "program"
optional = true
says = "Owed once by those who take the credits."
"""


@dataclass
class World:
    """People, accounts, the cycle."""

    people: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    cycle_id: int = 0

    def actor(self, name: str) -> Actor:
        """This person, acting."""
        return Actor("person", self.people[name].pk, str(self.people[name]))

    @property
    def office(self) -> Actor:
        """The coordinator of the program."""
        return self.actor("program_coordinator")

    def one(self, **where: object) -> Certificate:
        """The one certificate of this kind."""
        return Certificate.objects.get(**where)


def make_awards() -> World:
    """The shipped program with an award, after its spring; the mentor was at the orientation."""
    text = PROGRAM.read_text() + AWARDS
    made = make_world(text)
    made.orient()
    return World(made.people, made.users, made.cycle_id)


def work(now: datetime = NOW) -> None:
    """Do what is queued."""
    run_pending(now=now)


def day(year: int, month: int, number: int) -> date:
    """A day."""
    return date(year, month, number)
