"""Fixtures of activities' tests."""

import pytest
from django.core.cache import cache
from pytest_django import Settings

from preceptor.develop.activities.tests.world import World, make_world


@pytest.fixture
def world(db: None, settings: Settings) -> World:
    """A mentor with two mentees in their spring."""
    cache.clear()
    settings.TIME_ZONE = "America/Los_Angeles"
    return make_world()
