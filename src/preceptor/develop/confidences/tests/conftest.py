"""Fixtures of confidences' tests: a mentor with two mentees who have signed nothing yet, and two officers."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings
from time_machine import travel

from preceptor.develop.activities.tests.world import NOW, World, make_world
from preceptor.develop.confidences.commands.notes import write_note
from preceptor.develop.pairing.models import Pair
from preceptor.foundation.accounts.tests.cast import enter, give_position, make_person, make_user
from preceptor.foundation.district.models import OrgUnit, Position

DAY = timedelta(days=1)
MARKER = "MARKER the budget worries me"
Browse = Callable[[str], Client]


@pytest.fixture
def world_text() -> str | None:
    """Another text of the program, where a test wants one."""
    return None


@pytest.fixture
def world(db: None, settings: Settings, world_text: str | None) -> Iterator[World]:
    """The spring of the shipped program on one day of it."""
    cache.clear()
    settings.TIME_ZONE = "America/Los_Angeles"
    settings.SEALING_KEYS = (b"o" * 32,)
    made = make_world(world_text, signed=False)
    legal = OrgUnit.objects.get(code="legal")
    for name, job in (("counsel", "general_counsel"), ("privacy", "privacy_officer"), ("both", "privacy_officer")):
        made.people[name] = make_person(name)
        made.users[name] = make_user(made.people[name])
        give_position(made.people[name], job, legal)
    give_position(made.people["both"], "general_counsel", legal)
    Position.objects.filter(person__in=[made.people[name] for name in ("counsel", "privacy", "both")]).update(
        start=datetime(2020, 7, 1, tzinfo=NOW.tzinfo).date()
    )
    with travel(NOW, tick=False):
        yield made


@pytest.fixture
def pair_id(world: World) -> int:
    """The pair of the mentor and the first mentee."""
    return Pair.objects.get(mentee=world.people["mentee"]).pk


@pytest.fixture
def browse(world: World) -> Browse:
    """A browser of somebody who is signed in."""

    def made(name: str) -> Client:
        client = Client()
        enter(client, world.users[name])
        return client

    return made


def write(world: World, pair_id: int, text: str = MARKER, by: str = "mentor", **more: object) -> object:
    """A note."""
    said = {"sent_key": str(len(text)), "now": NOW, **more}
    return write_note(pair_id=pair_id, text=text, by=world.actor(by), **said)  # type: ignore[arg-type]  # a test's short hand
