"""Fixtures of pairing's tests."""

import pytest
from django.core.cache import cache
from pytest_django import Settings

from preceptor.develop.pairing.tests.world import World, make_world


@pytest.fixture
def world(db: None, settings: Settings) -> World:
    """A cycle with two mentors and three mentees."""
    cache.clear()
    settings.TIME_ZONE = "America/Los_Angeles"
    return make_world()
