"""`preceptor reseal-second-factors`: after a new installation key, seal every second factor under it."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from preceptor.foundation.accounts.public import reseal_second_factors
from preceptor.foundation.audit.public import SYSTEM


class Command(BaseCommand):
    """Seal anew."""

    help = "Seal every second factor under the newest installation key; the retired key can then be thrown away."

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal anew and tell how many."""
        count = reseal_second_factors(by=SYSTEM, now=timezone.now())
        self.stdout.write(f"{count} sealed anew. Retired keys may now leave PRECEPTOR_KEYS as far as accounts go.")
