"""Fixtures of compliance's tests."""

import pytest
from django.core.cache import cache
from pytest_django import Settings

from preceptor.relieve.compliance.tests.world import World, make_world


@pytest.fixture
def world(db: None, settings: Settings) -> World:
    """Two schools in the autumn of a cycle that runs."""
    cache.clear()
    settings.TIME_ZONE = "America/Los_Angeles"
    return make_world()


@pytest.fixture
def before(db: None, settings: Settings) -> World:
    """The same district before its first cycle, with a catalogue."""
    cache.clear()
    settings.TIME_ZONE = "America/Los_Angeles"
    return make_world(started=False)
