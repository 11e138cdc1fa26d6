"""`preceptor load-growth [FILE...]`: growth systems and readiness rules; without a file, the shipped ones."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from preceptor.develop.growth.commands.loading import TextUnfit, load_text, shipped
from preceptor.develop.growth.models import GrowthText
from preceptor.foundation.audit.public import SYSTEM


class Command(BaseCommand):
    """Load files that name a group's growth, or a rule of readiness; again does nothing twice."""

    help = "Load growth systems and readiness rules, or tell every fault with its line and remedy."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Files; one that holds [rules] is a readiness rule, any other a growth system."""
        parser.add_argument("file", nargs="*", type=Path, help="a TOML file; none: those that come with Preceptor")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load each file; the first that is not fit stops the command, and what was loaded before stays."""
        for kind, path in [(_kind(path), path) for path in options["file"]] or shipped():
            try:
                text = path.read_text(encoding="utf-8")
                done = load_text(kind=kind, text=text, file=path.name, by=SYSTEM, now=timezone.now())
            except TextUnfit as refusal:
                raise CommandError("\n".join(str(fault) for fault in refusal.faults)) from None
            except OSError as error:
                raise CommandError(f"{path}: {error.strerror}.") from None
            self.stdout.write(f"{done.key}: {'version ' if done.new else 'already '}{done.number}")


def _kind(path: Path) -> GrowthText.Kind:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        return GrowthText.Kind.SYSTEM
    return GrowthText.Kind.READINESS if "\n[rules." in text else GrowthText.Kind.SYSTEM
