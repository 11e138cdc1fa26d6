"""Fixtures of sessions' tests."""

import pytest
from django.core.cache import cache
from pytest_django import Settings

from preceptor.develop.sessions.tests.world import World, make_world


@pytest.fixture
def world(db: None, settings: Settings) -> World:
    """A group of the institute with two members."""
    cache.clear()
    settings.TIME_ZONE = "America/Los_Angeles"
    return make_world()
