"""Fixtures of stipends' tests."""

import pytest
from django.core.cache import cache
from pytest_django import Settings

from preceptor.develop.stipends.tests.world import World, make_world, spring


@pytest.fixture
def world(db: None, settings: Settings) -> World:
    """A mentor whose spring is over."""
    cache.clear()
    settings.TIME_ZONE = "America/Los_Angeles"
    return spring(make_world())
