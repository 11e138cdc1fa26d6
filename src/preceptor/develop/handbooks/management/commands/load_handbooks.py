"""`preceptor load-handbooks [FILE...]`: publish handbooks; without a file, those that are shipped."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from preceptor.develop.handbooks.commands import HandbookRefused, publish_handbook, shipped
from preceptor.foundation.audit.public import SYSTEM


class Command(BaseCommand):
    """Publish files; again does nothing twice."""

    help = "Publish handbooks, or tell every fault with its line and remedy."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Files to publish."""
        parser.add_argument("file", nargs="*", type=Path, help="a TOML file; none: those that come with Preceptor")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Publish each file."""
        for path in options["file"] or shipped():
            try:
                text = path.read_text(encoding="utf-8")
                key, number = publish_handbook(text=text, file=path.name, by=SYSTEM, now=timezone.now())
            except (HandbookRefused, OSError) as error:
                raise CommandError(str(error)) from None
            self.stdout.write(f"{key}: version {number}")
