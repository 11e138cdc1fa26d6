"""The one body of the load commands: read the file, load it, say what happened."""

import argparse
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.district.public import LoadRefused, load
from preceptor.foundation.look.public import Refusal


class LoadCommand(BaseCommand):
    """Load one kind of file; each command names its kind."""

    kind: ClassVar[str] = ""

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, how it is written, and whether only to look."""
        parser.add_argument("file", type=Path, help="CSV or Excel workbook (.xlsx)")
        parser.add_argument("--mapping", type=Path, help="TOML file that says which column holds what")
        parser.add_argument(
            "--dry-run", action=argparse.BooleanOptionalAction, default=False, help="only say what would change"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the file in the system's name."""
        data = _bytes(options["file"])
        mapping = _bytes(options["mapping"]).decode("utf-8") if options["mapping"] else None
        try:
            outcome = load(
                kind=self.kind, data=data, mapping=mapping, dry_run=options["dry_run"], by=SYSTEM, now=timezone.now()
            )
        except LoadRefused as refusal:
            lines = [*map(str, refusal.told), *([f"... and {refusal.more} more."] if refusal.more else [])]
            raise CommandError("\n".join([refusal.sentence, *lines, refusal.remedy])) from refusal
        except Refusal as refusal:
            raise CommandError(f"{refusal.sentence} {refusal.remedy}") from refusal
        self.stdout.write(f"{options['file'].name}: {outcome.rows} rows, read as “{outcome.mapping}”.")
        for part in outcome.parts:
            self.stdout.write(str(part))
        if options["dry_run"]:
            self.stdout.write("Nothing was written (dry run).")


def _bytes(path: Path) -> bytes:
    """Content of a file; a plain sentence when it cannot be opened."""
    try:
        return path.read_bytes()
    except OSError as fault:
        raise CommandError(f"{path} cannot be opened ({fault.strerror}). Check the name of the file.") from fault
