"""`preceptor verify-audit`: walks the chain and names the first entry that was altered, deleted or reordered."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from preceptor.foundation.audit.queries.chain import Verdict, verify
from preceptor.foundation.audit.rules import Fault


def read_head(text: str) -> tuple[int, str]:
    """A head as it was noted down: NUMBER:HASH."""
    number, _colon, told = text.partition(":")
    if not number.isdigit() or len(told) != 64:
        raise argparse.ArgumentTypeError(
            _("write the head as it was printed, NUMBER:HASH with 64 characters after the colon")
        )
    return int(number), told


def sentence(fault: Fault) -> str:
    """A fault in words: which entry, and what happened to it."""
    facts = {"number": fault.number, "last": fault.last, "original": fault.original}
    if fault.kind in ("deleted", "truncated"):
        one = fault.last <= fault.number
        return _MISSING[fault.kind][0 if one else 1]() % facts
    return _DAMAGED[fault.kind]() % facts


_MISSING = {
    "deleted": (
        lambda: _("Entry %(number)s was deleted: it is missing between its neighbors."),
        lambda: _("Entries %(number)s to %(last)s were deleted: they are missing between their neighbors."),
    ),
    "truncated": (
        lambda: _("Entry %(number)s is missing at the end of the chain."),
        lambda: _("Entries %(number)s to %(last)s are missing at the end of the chain."),
    ),
}
_DAMAGED = {
    "altered": lambda: _(
        "Entry %(number)s was altered: its content no longer matches its hash or the entry before it."
    ),
    "reordered": lambda: _("Entry %(number)s was reordered: what stands there was written as entry %(original)s."),
    "unknown-key": lambda: _(
        "Entry %(number)s was sealed with a key that this installation does not list. "
        "Add the retired key to PRECEPTOR_KEYS and check again."
    ),
    "head": lambda: _(
        "The end of the chain at entry %(number)s was altered: the head does not carry a seal of this installation."
    ),
}


class Command(BaseCommand):
    """Check the audit trail from its first entry to its last."""

    help = "Check the audit trail and name the first altered, deleted or reordered entry."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--head", type=read_head, help="NUMBER:HASH printed by an earlier check; shows entries cut off at the end"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        verdict = verify(options["head"])
        if verdict.fault is not None:
            self.stderr.write(sentence(verdict.fault))
            raise SystemExit(1)
        self.stdout.write(_whole(verdict))


def _whole(verdict: Verdict) -> str:
    return _("%(count)s entries, all in order. Keep this head outside the database: %(number)s:%(hash)s") % {
        "count": verdict.checked,
        "number": verdict.checked,
        "hash": verdict.last_hash,
    }
