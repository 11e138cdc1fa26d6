"""The institute of the demonstration: one certificate from spring, a group in the middle, and all of it once."""

from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace

import pytest
from pytest_django import Settings

from preceptor.config.demo.institute import KEY, institute
from preceptor.config.demo.seeding import Seeding
from preceptor.develop.activities.tests.world import ZONE, make_world
from preceptor.develop.awards.models import Certificate
from preceptor.develop.coursework.models import HandIn, Judged, Work
from preceptor.develop.programs.public import cycles_of
from preceptor.develop.sessions.models import Attendance, GroupSession
from preceptor.foundation.accounts.tests.cast import give_position, make_person
from preceptor.foundation.district.models import OrgUnit, Person, Position

ROLES = {"assistant_principal": "mentee", "counselor": "other", "applicant_high": "mentor"}


@dataclass(frozen=True)
class SmallSeeding(Seeding):
    """A seeding of a handful of people instead of a whole district."""

    def person_id(self, key: str) -> int:
        """Somebody of the small world."""
        name = ROLES.get(key, "program_coordinator")
        return Person.objects.get(email__startswith=f"{name}@").pk


def seeding(day: date) -> Seeding:
    now = datetime(day.year, day.month, day.day, 12, tzinfo=ZONE)
    return SmallSeeding(now, day, 1, SimpleNamespace(personas=()))  # type: ignore[arg-type]  # no district is asked for


@pytest.fixture
def staffed(db: None, settings: Settings) -> None:
    """A program that runs, and assistant principals."""
    settings.TIME_ZONE = "America/Los_Angeles"
    make_world()
    school = OrgUnit.objects.get(code="school-a")
    for number in range(6):
        give_position(make_person(f"deputy{number}"), "assistant_principal", school)
    Position.objects.update(start=date(2020, 7, 1))


# A Thursday after a session, the Wednesday of one, and a day at the end of winter.
@pytest.mark.parametrize("day", [date(2026, 10, 15), date(2026, 11, 18), date(2027, 3, 1)])
def test_one_is_through_and_others_are_in_the_middle(staffed: None, day: date) -> None:
    said = seeding(day)
    assert institute(said) == "institute: 2 people are through, 6 in the middle"
    running, spring = cycles_of(KEY)
    assert Certificate.objects.get().state == "issued"
    assert Certificate.objects.get().cycle_id == spring.id
    coming = GroupSession.objects.filter(group__cycle_id=running.id, starts__date__gte=day)
    assert coming.count() == 5
    states = set(Work.objects.filter(cycle_id=running.id).values_list("state", flat=True))
    assert states == {"accepted", "returned", "handed_in"}
    latest = max(HandIn.objects.latest("handed_at").handed_at, Judged.objects.latest("at").at)
    assert latest <= said.now


def test_a_second_time_adds_nothing(staffed: None) -> None:
    said = seeding(date(2026, 12, 1))
    institute(said)
    before = Attendance.objects.count()
    assert institute(said) == "institute: already there"
    assert Attendance.objects.count() == before == 2 * 10 + 6 * 5
