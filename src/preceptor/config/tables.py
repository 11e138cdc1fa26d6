"""The tables of an empty database made in one step: migrations one by one would take ten times as long.

Every migration that creates or alters a table makes Django draw all related models anew. A database that holds nothing
needs only where the migrations end, so their last state is created at once and all of them are recorded as applied.
`migrate` finds nothing left to do. Districts that upgrade, and PostgreSQL, take the ordinary way.
"""

from django.apps import apps
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import RunPython, RunSQL
from django.db.migrations.state import ProjectState


def bring_up_to_date() -> None:
    """Make the tables of an empty SQLite database at once; migrate any other."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "sqlite" and not connection.introspection.table_names():
        make_tables()
    call_command("migrate", verbosity=0)


def make_tables(alias: str = DEFAULT_DB_ALIAS) -> None:
    """Create what the migrations lead to, run what our own do beside tables, and record every one as applied."""
    connection = connections[alias]
    executor = MigrationExecutor(connection)
    plan = [migration for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    state = executor.loader.project_state()
    executor.recorder.ensure_schema()
    with connection.schema_editor(atomic=True) as editor:
        for model in state.apps.get_models():
            if model._meta.managed and not model._meta.proxy and not model._meta.swapped:
                editor.create_model(model)
    for migration in plan:
        _run_others(migration, state, connection)
        executor.recorder.record_applied(migration.app_label, migration.name)
    executor.check_replacements()
    emit_post_migrate_signal(0, False, alias)


def _run_others(migration: Migration, state: ProjectState, connection: BaseDatabaseWrapper) -> None:
    """Triggers and the like of our own migrations; other libraries' move rows, of which there are none."""
    if not apps.get_app_config(migration.app_label).name.startswith("preceptor."):
        return
    for operation in migration.operations:
        if isinstance(operation, RunPython | RunSQL):
            with connection.schema_editor(atomic=migration.atomic) as editor:
                operation.database_forwards(migration.app_label, editor, state, state)
