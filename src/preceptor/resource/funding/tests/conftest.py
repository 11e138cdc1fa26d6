"""A small district with money to share."""

import pytest

from preceptor.resource.funding.tests.town import Town, build


@pytest.fixture
def town(db: None) -> Town:
    """Four schools with counts, a finance officer, and everybody of the cast."""
    return build()
