"""The index of open turns is made and taken away while a district works, and again after a killed attempt."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from preceptor.relieve.compliance.models import Obligation

OLD = {"compliance_open_unit", "compliance_open_item", "compliance_open_due"}
NEW = {"compliance_open_unit", "compliance_open_turn", "compliance_open_due"}


def indexes() -> set[str]:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Obligation._meta.db_table)
    return {name for name in found if name.startswith("compliance_open")}


Step = tuple[Migration, ProjectState]


def forwards(step: Step) -> None:
    migration, state = step
    with connection.schema_editor(atomic=migration.atomic) as editor:
        migration.apply(state.clone(), editor)


@pytest.fixture
def step(transactional_db: None) -> Iterator[Step]:
    """The migration with its tables as they were before it; afterwards they are again as they shall be."""
    loader = MigrationLoader(connection)
    migration = loader.get_migration("compliance", "0003_open_turns")
    state = loader.project_state(("compliance", "0002_since"))
    with connection.schema_editor(atomic=migration.atomic) as editor:
        migration.unapply(state.clone(), editor)
    yield migration, state
    if indexes() != NEW:
        forwards((migration, state))


def test_the_index_goes_there_and_back(step: Step) -> None:
    assert indexes() == OLD
    forwards(step)
    assert indexes() == NEW


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite makes an index in one piece")
def test_what_a_killed_attempt_left_behind_is_no_hindrance(step: Step) -> None:
    table = connection.ops.quote_name(Obligation._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE INDEX compliance_open_turn ON {table} (id)")
    forwards(step)
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'compliance_open_turn'")
        assert "signer" in cursor.fetchone()[0]
