"""Tables made in one step are those that the migrations make."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from pytest_django import DjangoDbBlocker

from preceptor.config.tables import make_tables

PASSING = {"sqlite_sequence", "sqlite_stat1"}
pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL is always migrated; here a file is compared with a file"
)


@dataclass(frozen=True)
class Made:
    """What stands in a file that was filled in one step."""

    shape: dict[str, list[str]]
    left: list[object]
    triggers: int


@pytest.fixture(scope="module")
def made(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Made]:
    """An empty SQLite file filled in one step."""
    name = str(tmp_path_factory.mktemp("tables") / "fresh.sqlite3")
    connections.databases["fresh"] = {**connection.settings_dict, "NAME": name}
    with django_db_blocker.unblock():
        try:
            make_tables("fresh")
            yield _looked_at(connections["fresh"])
        finally:
            connections["fresh"].close()
            del connections["fresh"]
            del connections.databases["fresh"]


def _looked_at(fresh: BaseDatabaseWrapper) -> Made:
    executor = MigrationExecutor(fresh)
    left = executor.migration_plan(executor.loader.graph.leaf_nodes())
    with fresh.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'")
        return Made(_shape(fresh), list(left), cursor.fetchone()[0])


def _parts(text: str) -> list[str]:
    """A definition's columns and constraints, whatever their order."""
    return sorted(part.strip(" ()") for part in text.split("(", 1)[-1].split(", "))


def _shape(database: BaseDatabaseWrapper) -> dict[str, list[str]]:
    with database.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL")
        return {name: _parts(sql) for name, sql in cursor.fetchall() if name not in PASSING}


@pytest.mark.django_db
def test_tables_and_indexes_are_those_that_the_migrations_make(made: Made) -> None:
    assert made.shape == _shape(connection)


def test_nothing_is_left_to_migrate(made: Made) -> None:
    assert made.left == []


def test_the_audit_trail_is_closed_to_changes(made: Made) -> None:
    assert made.triggers > 0
