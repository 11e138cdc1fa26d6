"""`preceptor load-framework FILE`: read a CASE package, and keep it when asked to."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from preceptor.develop.frameworks.public import Source, load_framework
from preceptor.foundation.audit.public import SYSTEM


class Command(BaseCommand):
    """Load a framework."""

    help = "Read a CASE 1.1 package; with --write keep it as the next version of its name."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, the name, whose words."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--key", required=True, help="the name that definitions use")
        parser.add_argument("--wording", choices=["own", "paraphrase", "owner"], required=True)
        parser.add_argument("--ground", default="", help="for an owner's text: permission or license, by whom, when")
        parser.add_argument("--write", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Tell what the file holds, or what is wrong with it."""
        source = Source(options["key"], options["file"].read_bytes(), options["wording"], options["ground"])
        outcome = load_framework(source=source, write=options["write"], by=SYSTEM, now=timezone.now())
        if outcome.faults:
            raise CommandError("\n".join(outcome.faults))
        kept = "kept" if options["write"] else "read, not kept"
        self.stdout.write(
            f"{outcome.title}: {len(outcome.statements)} statements, {outcome.rubrics} rubrics, "
            f"version {outcome.number}, {'known already' if outcome.known else kept}"
        )
