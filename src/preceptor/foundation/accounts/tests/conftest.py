"""Fixtures of accounts' tests."""

import pytest
from django.core.cache import cache

from preceptor.foundation.accounts.tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """One person in every role."""
    cache.clear()
    return make_cast()
