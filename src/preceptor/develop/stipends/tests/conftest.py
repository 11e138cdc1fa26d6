"""Fixtures of stipends' tests."""

import pytest
from django.core.cache import cache
from pytest_django import Settings

from preceptor.develop.stipends.tests.world import World, make_world, spring


@pytest.fixture
def world(db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> World:
    """A mentor whose spring is over."""
    cache.clear()
    monkeypatch.setattr("preceptor.develop.activities.queries.above._gates", [])  # nothing is signed here
    settings.TIME_ZONE = "America/Los_Angeles"
    return spring(make_world())
