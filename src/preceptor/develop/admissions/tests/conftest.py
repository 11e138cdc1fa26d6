"""Fixtures of admissions' tests."""

from pathlib import Path

import pytest
from django.core.cache import cache
from pytest_django import Settings

from preceptor.develop.admissions.tests.world import World, make_world
from preceptor.develop.programs.queries.cycles import definition_of


@pytest.fixture
def world(db: None, settings: Settings, tmp_path: Path) -> World:
    """A small district with an open call."""
    cache.clear()
    definition_of.cache_clear()  # every test has its own program under the same number
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }
    settings.TIME_ZONE = "America/Los_Angeles"
    return make_world()
