"""`preceptor load-initiatives FILE...`: load initiatives from their files, or tell every fault with line and remedy."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.look.public import Refusal
from preceptor.resource.initiatives.commands.loading import FileRefused, load_initiative


class Command(BaseCommand):
    """Load initiative files."""

    help = "Load initiatives from TOML files; the same file again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files."""
        parser.add_argument("file", nargs="+", type=Path, help="an initiative, a TOML file")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load each file; a faulty one stops no other, and the exit code tells of it."""
        faulty = 0
        for file in options["file"]:
            faulty += not self._load(file)
        if faulty:
            sys.exit(1)

    def _load(self, file: Path) -> bool:
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file}: cannot be read ({error}). Name a TOML file in UTF-8.") from error
        try:
            loaded = load_initiative(text=text, file=str(file), by=SYSTEM, now=timezone.now())
        except FileRefused as refused:
            self.stderr.write("\n".join(map(str, refused.faults)))
            return False
        except Refusal as refused:
            self.stderr.write(f"{file}: {refused}")
            return False
        state = "loaded" if loaded.changed else "nothing has changed"
        kept = f"; kept, though the file lacks them: {', '.join(loaded.kept)}" if loaded.kept else ""
        self.stdout.write(f"{file}: {loaded.title}: {state}{kept}")
        return True
