"""`preceptor rotate-issuer-key`: a new key signs certificates from now on; the old one stays listed."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from preceptor.develop.awards.public import rotate_issuer_key
from preceptor.foundation.audit.public import SYSTEM


class Command(BaseCommand):
    """Let a new key sign."""

    help = "Let a new key sign certificates from now on; what older keys signed stays verifiable."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Make the key, and name it."""
        self.stdout.write(f"{rotate_issuer_key(by=SYSTEM, now=timezone.now())} signs from now on.")
