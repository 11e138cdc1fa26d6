"""Known answers of the fact that somebody has completed a program's institute."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from pytest_django import Settings

from preceptor.develop.admissions.public import program_facts
from preceptor.develop.programs import commands as programs
from preceptor.develop.programs.models import Cycle
from preceptor.develop.programs.public import cycle
from preceptor.develop.sessions.commands import attending, dating
from preceptor.develop.sessions.tests.test_sessions import certification
from preceptor.develop.sessions.tests.world import BEFORE, FIRST_DAY, PROGRAMS, World, make_world
from preceptor.foundation.audit.public import SYSTEM

INSTITUTE = "institute_completed"
DAYS = (FIRST_DAY, FIRST_DAY + timedelta(days=1))


@pytest.fixture
def world(db: None, settings: Settings) -> World:
    """The certification's institute with its two days."""
    cache.clear()
    settings.TIME_ZONE = "America/Los_Angeles"
    made = make_world("institute", certification())
    office = made.actor("program_coordinator")
    for day in DAYS:
        said = dating.Planned("Day", day, 450, "video", "", "https://video.example/1")
        dating.add_session(group_id=made.group_id, planned=said, by=office, now=BEFORE)
    return made


def attended(world: World, number: int, left: int | None = None) -> None:
    """The principal attends the whole day of this number, or leaves after so many minutes."""
    row, who = world.session(number), world.cast.people["principal"].pk
    came = attending.Came(who, row.starts, None if left is None else row.starts + timedelta(minutes=left))
    office = world.actor("program_coordinator")
    attending.enter_attendance(session_id=row.pk, rows=(came,), by=office, now=row.starts + timedelta(hours=9))


def published(world: World, text: str) -> int:
    """One more cycle that runs."""
    unit = world.cast.units["hr"].pk
    found = programs.import_draft(text=text, file="c.toml", name="Later", unit_id=unit, by=SYSTEM, now=BEFORE)
    programs.publish_cycle(cycle_id=found, revision=Cycle.objects.get(pk=found).revision, by=SYSTEM, now=BEFORE)
    return found


def completed(world: World, cycle_id: int = 0, wanted: str = INSTITUTE) -> object:
    """What the fact says of the principal."""
    who, on = world.cast.people["principal"].pk, DAYS[-1].date()
    found = program_facts(cycle(cycle_id or world.cycle_id), [who], on, [wanted])[who].get(INSTITUTE)
    return None if found is None else found.value


def test_nobody_has_completed_an_institute_that_they_did_not_attend(world: World) -> None:
    assert completed(world) is False


def test_one_day_of_two_is_not_the_institute(world: World) -> None:
    attended(world, 1)
    assert completed(world) is False


def test_both_days_are_the_institute(world: World) -> None:
    attended(world, 1)
    attended(world, 2)
    assert completed(world) is True


def test_a_day_that_was_left_early_does_not_count(world: World) -> None:
    attended(world, 1)
    attended(world, 2, left=60)
    assert completed(world) is False


def test_a_day_that_is_called_off_afterwards_counts_no_more(world: World) -> None:
    attended(world, 1)
    attended(world, 2)
    office = world.actor("program_coordinator")
    dating.cancel_session(session_id=world.session(2).pk, by=office, now=DAYS[-1] + timedelta(hours=10))
    assert completed(world) is False


def test_the_institute_of_an_earlier_cycle_counts_in_a_later_one(world: World) -> None:
    attended(world, 1)
    attended(world, 2)
    assert completed(world, published(world, certification())) is True


def test_the_fact_is_told_only_where_it_is_asked_for(world: World) -> None:
    assert completed(world, wanted="administrator") is None


def test_a_program_without_an_institute_says_nothing_of_it(world: World) -> None:
    assert completed(world, published(world, (PROGRAMS / "nps-2023-24.toml").read_text())) is None
