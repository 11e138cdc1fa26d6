"""Entries can be added and read, and nothing else."""

from django.db import migrations

from preceptor.foundation.audit.models import triggers


def install(apps, editor):
    """Refuse changes of entries."""
    triggers.install(editor.connection)


def remove(apps, editor):
    """Allow them again."""
    triggers.remove(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
