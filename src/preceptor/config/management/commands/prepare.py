"""`preceptor prepare`: everything that an installation needs before it serves, after install and after each upgrade."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from preceptor.config.collecting import collect_when_changed


class Command(BaseCommand):
    """Bring database and static files to the state of this version; a second time changes nothing."""

    help = "Migrate the database and collect the static files; safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, then collect."""
        call_command("migrate", verbosity=0, interactive=False)
        collect_when_changed()
        self.stdout.write("Database and static files are ready.")
