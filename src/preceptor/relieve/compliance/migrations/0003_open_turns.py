"""One index for the turns of open obligations in place of another, made while the district works on."""

from django.db import migrations, models


class AddIndexBesideWork(migrations.AddIndex):
    """Adds an index without holding up who writes: PostgreSQL makes it beside their work, outside a transaction."""

    atomic = False

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        """Make it; what an attempt that was killed has left behind goes first."""
        if schema_editor.connection.vendor != "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        schema_editor.remove_index(model, self.index, concurrently=True)
        schema_editor.add_index(model, self.index, concurrently=True)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """Take it away again."""
        if schema_editor.connection.vendor != "postgresql":
            super().database_backwards(app_label, schema_editor, from_state, to_state)
            return
        model = from_state.apps.get_model(app_label, self.model_name)
        schema_editor.remove_index(model, self.index, concurrently=True)


class RemoveIndexBesideWork(migrations.RemoveIndex):
    """Takes an index away without holding up who writes; again, it finds nothing to do."""

    atomic = False

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        """Take it away."""
        if schema_editor.connection.vendor != "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = from_state.apps.get_model(app_label, self.model_name)
        index = from_state.models[app_label, self.model_name_lower].get_index_by_name(self.name)
        schema_editor.remove_index(model, index, concurrently=True)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """Make it again."""
        if schema_editor.connection.vendor != "postgresql":
            super().database_backwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        index = to_state.models[app_label, self.model_name_lower].get_index_by_name(self.name)
        schema_editor.remove_index(model, index, concurrently=True)
        schema_editor.add_index(model, index, concurrently=True)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("compliance", "0002_since"),
        ("district", "0002_pending_load"),
    ]

    operations = [
        AddIndexBesideWork(
            model_name="obligation",
            index=models.Index(
                condition=models.Q(("state", "open")),
                fields=["cycle_item", "signer", "period", "opens", "due"],
                name="compliance_open_turn",
            ),
        ),
        RemoveIndexBesideWork(
            model_name="obligation",
            name="compliance_open_item",
        ),
    ]
