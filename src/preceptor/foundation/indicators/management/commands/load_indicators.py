"""Load indicator definitions: the shipped ones, or files of one's own."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.indicators.public import DefinitionRefused, load_definition, load_shipped
from preceptor.foundation.look.public import Refusal


class Command(BaseCommand):
    """Load definitions."""

    help = "Load the shipped indicator definitions, or those of the given TOML files; a second time changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """The files, and whether only to look."""
        parser.add_argument("files", nargs="*", type=Path, help="TOML files; none: the shipped definitions")
        parser.add_argument(
            "--dry-run", action=argparse.BooleanOptionalAction, default=False, help="only say what is wrong"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load them in the system's name."""
        dry, now = options["dry_run"], timezone.now()
        try:
            if not options["files"]:
                done = load_shipped(by=SYSTEM, now=now, dry_run=dry)
            else:
                done = [
                    load_definition(
                        text=path.read_text(encoding="utf-8"), file=str(path), by=SYSTEM, now=now, dry_run=dry
                    )
                    for path in options["files"]
                ]
        except DefinitionRefused as refusal:
            raise CommandError("\n".join([refusal.sentence, *map(str, refusal.faults)])) from refusal
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as fault:
            raise CommandError(f"{fault.filename} cannot be opened ({fault.strerror}).") from fault
        for one in done:
            self.stdout.write(f"{one.code} version {one.number}: {'loaded' if one.fresh else 'there already'}")
        if dry:
            self.stdout.write("Nothing was written (dry run).")
