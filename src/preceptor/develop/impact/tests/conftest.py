"""The district of the tests."""

import pytest

from preceptor.foundation.accounts.tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody."""
    return make_cast()
