"""Fill an empty installation with the demonstration district."""

import time
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from preceptor.config.demo.filling import fill_later, seeding_of
from preceptor.config.demo.places import ROOT
from preceptor.config.demo.steps import FIRST, LATER
from preceptor.foundation.district.public import root

NOON = 12


class Command(BaseCommand):
    """Run every step of the demonstration."""

    help = "Fill an empty installation with a generated district of invented people; a second time adds nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """The seed and the day."""
        parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same district")
        parser.add_argument(
            "--today", type=date.fromisoformat, help="the day on which the demonstration plays, such as 2026-11-16"
        )
        parser.add_argument(
            "--more-teachers", type=int, default=0, metavar="N", help="N more teachers at every school, to try a size"
        )
        parser.add_argument(
            "--first", action="store_true", help="only what signing in needs; the worker of `serve` adds the rest"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Generate the district and run the steps, with the time that each takes."""
        top = root()
        if top is not None and top.code != ROOT:
            raise CommandError(
                "This installation holds a real district. The demonstration goes into an empty one: "
                "choose another database with DATABASE_URL or another folder with PRECEPTOR_DATA."
            )
        seeding = seeding_of(options["seed"], _moment(options["today"]), options["more_teachers"])
        for step in FIRST if options["first"] else [*FIRST, *LATER]:
            begun = time.monotonic()
            self.stdout.write(f"{step(seeding)} ({time.monotonic() - begun:.1f} s)")
        if options["first"]:
            fill_later(seeding)


def _moment(today: date | None) -> datetime:
    """Now, or noon of the day that was asked for."""
    if today is None:
        return timezone.now()
    return datetime(today.year, today.month, today.day, NOON, tzinfo=ZoneInfo(settings.TIME_ZONE))
