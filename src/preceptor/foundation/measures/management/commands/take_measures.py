"""`preceptor take-measures`: computes every measure for a day and keeps the values."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import ngettext

from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.measures.public import take_snapshot


class Command(BaseCommand):
    """Keep the values of all measures."""

    help = "Compute every measure for a day and keep the values with the records behind them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="the day, as 2026-12-08; today when left out")

    def handle(self, *_args: Any, **options: Any) -> None:
        now = timezone.now()
        count = take_snapshot(by=SYSTEM, on=options["on"] or timezone.localdate(now), now=now)
        self.stdout.write(ngettext("%(count)s measure kept.", "%(count)s measures kept.", count) % {"count": count})
