"""Fixtures of coursework's tests."""

import pytest
from django.core.cache import cache
from pytest_django import Settings

from preceptor.develop.coursework.tests.world import make_world
from preceptor.develop.sessions.tests.world import World


@pytest.fixture
def world(db: None, settings: Settings) -> World:
    """The institute with members and leaders."""
    cache.clear()
    settings.TIME_ZONE = "America/Los_Angeles"
    return make_world()
