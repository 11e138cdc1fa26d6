"""`preceptor plan matching`: the matching engine on plain files, without a database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from preceptor.develop.pairing.public import BadPlanFile, plan_from_files


class Command(BaseCommand):
    """Plan from files; today: matching."""

    help = "Plan from files without a database: matching of mentors and mentees."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Which plan, the three tables, and where the outcome goes."""
        plans = parser.add_subparsers(dest="plan", required=True)
        matching = plans.add_parser("matching", help="one-to-many assignment, proven optimal")
        matching.add_argument("--mentors", type=Path, required=True, help="CSV with id,capacity")
        matching.add_argument("--mentees", type=Path, required=True, help="CSV with id")
        matching.add_argument("--scores", type=Path, required=True, help="CSV with mentor,mentee,score")
        matching.add_argument("--json", type=Path, required=True, help="where the outcome is written")

    def handle(self, *args: Any, **options: Any) -> None:
        """Plan and say in one line what came of it."""
        try:
            outcome = plan_from_files(options["mentors"], options["mentees"], options["scores"], options["json"])
        except BadPlanFile as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(f"{outcome.status}: written to {options['json']}")
