"""`preceptor plan`, as Django's commands list it; the `preceptor` command itself takes the quicker way."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from preceptor.config import planning
from preceptor.languages.answers import BadFiles


class Command(BaseCommand):
    """Plan from files."""

    help = planning.HELP
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Which plan, its tables, and where the outcome goes."""
        planning.add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Plan and say in one line what came of it."""
        try:
            told = planning.plan(options)
        except BadFiles as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(told)
