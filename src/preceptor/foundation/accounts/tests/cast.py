"""A small district with one person in every role, for tests of what each may do."""

import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client

from preceptor.foundation.accounts.models import User
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.models import OrgUnit, Person, Position

NOW = datetime(2026, 12, 1, 17, 0, tzinfo=UTC)
PASSWORD = "a long enough pass phrase"

# role -> (job, unit); a person without a position is a participant from outside.
PLACES: dict[str, tuple[str, str] | None] = {
    "participant": None,
    "staff": ("teacher", "school-a"),
    "principal": ("principal", "school-a"),
    "supervisor": ("community_administrator", "north"),
    "program_coordinator": ("program_coordinator", "hr"),
    "personnel_officer": ("personnel_officer", "hr"),
    "compliance_officer": ("compliance_officer", "legal"),
    "board_member": ("board_member", "district"),
    "indicator_officer": ("accountability_officer", "district"),
    "accreditation_officer": ("accreditation_officer", "hr"),
    "finance_officer": ("finance_officer", "finance"),
    "superintendent": ("superintendent", "district"),
    "system_administrator": ("system_administrator", "it"),
}
UNITS = (
    ("district", "district", None),
    ("hr", "division", "district"),
    ("legal", "office", "district"),
    ("it", "office", "district"),
    ("finance", "office", "district"),
    ("north", "local_district", "district"),
    ("south", "local_district", "district"),
    ("school-a", "school", "north"),
    ("school-b", "school", "south"),
)


@dataclass
class Cast:
    """Units by code, accounts and people by role."""

    units: dict[str, OrgUnit] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def path(self, code: str) -> str:
        """Path of a unit."""
        return self.units[code].path

    def actor(self, role: str) -> Actor:
        """The person of this role, acting."""
        return Actor("person", self.people[role].pk, str(self.people[role]))


def make_cast() -> Cast:
    """The whole district in about thirty rows."""
    cast = Cast()
    for code, kind, above in UNITS:
        parent = cast.units.get(above or "")
        unit = OrgUnit.objects.create(code=code, name=code.title(), kind=kind, parent=parent)
        unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
        unit.save()
        cast.units[code] = unit
    for role, place in PLACES.items():
        cast.people[role] = make_person(role)
        cast.users[role] = make_user(cast.people[role])
        if place is not None:
            give_position(cast.people[role], place[0], cast.units[place[1]])
    return cast


def make_person(name: str) -> Person:
    """Somebody invented."""
    return Person.objects.create(given_name="Ana", family_name=name.title(), email=f"{name}@district.example")


def make_user(person: Person, password: str | None = None) -> User:
    """An account, by default without a usable password, as accounts are opened."""
    user = User.objects.create_user(person.email, password, person=person)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def give_position(
    person: Person, job: str, unit: OrgUnit, start: date = date(2026, 7, 1), end: date | None = None
) -> None:
    """A position from a day on."""
    Position.objects.create(
        person=person,
        unit=unit,
        number=f"{job[:8]}-{person.pk}-{unit.pk}-{start:%y%m%d}",
        job=job,
        title=job.replace("_", " ").capitalize(),
        permanence="permanent",
        start=start,
        end=end,
    )


def enter(client: Client, user: User, *, second_factor: bool = True) -> None:
    """Sign in as somebody, with or without the second step."""
    request = HttpRequest()
    request.session = client.session if settings.SESSION_COOKIE_NAME in client.cookies else SessionStore()
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, user, "password")
    if second_factor:
        record_authentication(request, user, "mfa", type="totp", id=0)
    request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)


def codes_now(secret: str) -> str:
    """The code that an authenticator app shows for a secret."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
