"""`preceptor compile-messages`: make the Spanish catalogue out of its parts."""

from typing import Any

from django.core.management.base import BaseCommand

from preceptor.foundation.look import catalogue


class Command(BaseCommand):
    """Compile the Spanish catalogue."""

    help = "Merge the Spanish parts of all contexts and compile them."
    requires_system_checks = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Compile, and say how much."""
        self.stdout.write(f"{catalogue.compile_catalogue()} texts in Spanish.")
