"""Fixtures of awards' tests."""

import pytest
from django.core.cache import cache
from pytest_django import Settings
from time_machine import travel

from preceptor.develop.awards.commands.proposing import approve_certificates, propose_earned
from preceptor.develop.awards.models import Certificate
from preceptor.develop.awards.tests.world import AWARD, NOW, World, make_awards, work


@pytest.fixture
def world(db: None, settings: Settings):
    """A program whose award the mentor has earned."""
    cache.clear()
    settings.TIME_ZONE = "America/Los_Angeles"
    settings.SITE_URL = "https://district.example"
    with travel(NOW, tick=False):
        yield make_awards()


@pytest.fixture
def issued(world: World) -> Certificate:
    """A certificate of the mentor, issued."""
    propose_earned(cycle_id=world.cycle_id, award=AWARD, by=world.office, now=NOW)
    approve_certificates(cycle_id=world.cycle_id, ids=[world.one().pk], by=world.office, now=NOW)
    work()
    return world.one()
