"""A small plan in a small district."""

import pytest

from preceptor.resource.initiatives.tests.town import Town, build


@pytest.fixture
def town(db: None) -> Town:
    """Everybody of the cast, and an initiative of four milestones that the coordinator leads."""
    return build()
