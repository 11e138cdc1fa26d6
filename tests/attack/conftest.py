"""Fixtures of the attacks: one person in every role, an empty memory of tries, the gate for wide powers closed."""

import pytest
from django.core.cache import cache
from pytest_django import Settings

from preceptor.foundation.accounts.tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None, settings: Settings) -> Cast:
    """One person in every role of a small district."""
    settings.DEMO = False
    cache.clear()
    return make_cast()
