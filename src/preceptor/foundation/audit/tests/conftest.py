"""Fixtures of the audit trail's tests."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection

from preceptor.foundation.audit.actor import Actor
from preceptor.foundation.audit.models import triggers

NOON = datetime(2026, 12, 8, 20, 0, tzinfo=UTC)
ADA = Actor("person", 7, "Ada López")


@pytest.fixture
def with_triggers(db: None) -> Iterator[None]:
    triggers.install(connection)
    yield
    triggers.remove(connection)
