"""`preceptor open-accounts`: accounts for people in the district's records."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from preceptor.foundation.accounts.public import open_accounts
from preceptor.foundation.accounts.queries.accounts import people_without_account
from preceptor.foundation.audit.public import SYSTEM


class Command(BaseCommand):
    """Open accounts."""

    help = "Open accounts for everybody who holds a position today, or for the people with these e-mail addresses."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Addresses, if not everybody."""
        parser.add_argument("emails", nargs="*", metavar="E-MAIL")

    def handle(self, *args: Any, **options: Any) -> None:
        """Open them and tell how many."""
        now = timezone.now()
        emails = [email.lower() for email in options["emails"]]
        wanted = people_without_account(emails, now)
        if emails and not wanted:
            raise CommandError(
                "Nobody with this address lacks an account. Load people and positions first (preceptor load-people)."
            )
        opened = open_accounts(by=SYSTEM, person_ids=wanted, now=now)
        self.stdout.write(f"{opened} accounts opened. Each person sets a password by “Forgot your password?”.")
