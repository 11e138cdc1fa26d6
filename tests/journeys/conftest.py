"""Fixtures of the journeys: a town on a running clock, and people who walk through its pages."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from pytest_django import Settings

from preceptor.develop.programs.queries.cycles import definition_of
from tests.journeys.town import MORNING, Town, build
from tests.journeys.walker import Walker


@pytest.fixture
def quiet_house(transactional_db: None, settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Empty caches, files of its own, and a clock that runs from the morning of the town."""
    cache.clear()
    definition_of.cache_clear()  # every test has its own program under the same number
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }
    settings.TIME_ZONE = "America/Los_Angeles"
    with time_machine.travel(MORNING, tick=True):
        yield


@pytest.fixture
def town(quiet_house: None) -> Town:
    """The district with the call of the year open."""
    return build(running=True)


@pytest.fixture
def before_the_call(quiet_house: None) -> Town:
    """The district before anybody has published this year's cycle."""
    return build(running=False)


@pytest.fixture
def walk(visit: Any) -> Callable[..., Walker]:
    """Somebody who walks: `walk(user, width)`."""
    seen: set[str] = set()

    def begin(person: Any, width: int = 1280, path: str = "/", **how: Any) -> Walker:
        return Walker(visit(person, path, width=width, **how), width, seen)

    return begin
