"""`preceptor collect-vendor`: bring the third-party styles and scripts from node_modules to where pages find them."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from preceptor.foundation.look import vendor

_LOOK = Path(vendor.__file__).resolve().parent


class Command(BaseCommand):
    """Copy USWDS and htmx from node_modules."""

    help = "Copy USWDS and htmx from node_modules into the static files of the look."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--modules", type=Path, default=_LOOK.parents[3] / "node_modules", help="The folder node_modules."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Copy, and say how much."""
        try:
            written = vendor.collect(options["modules"], _LOOK / "static" / "vendor")
        except vendor.VendorFault as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(f"{len(written)} files, {sum(path.stat().st_size for path in written) // 1000} kB.")
