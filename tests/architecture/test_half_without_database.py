"""At least half of all tests need no database, so that a rule is tried in a moment."""

import pytest
from conftest import needs_database

WHOLE_SUITE = 3000


def test_half_of_all_tests_need_no_database(request: pytest.FixtureRequest) -> None:
    asking, all_tests = request.config.stash[needs_database]
    if all_tests < WHOLE_SUITE:
        pytest.skip(f"only {all_tests} tests were collected; this speaks about the whole suite")
    assert asking * 2 <= all_tests, f"{asking} of {all_tests} tests need a database"
