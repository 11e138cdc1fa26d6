"""`preceptor rotate-keys`: wraps the keys of all sealed notes under the newest sealing key."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.documents.public import Rotation, rotate_keys


class Command(BaseCommand):
    """Rotate, and say what may follow."""

    help = "Wrap the keys of all sealed notes under the newest sealing key; may be broken off and started again."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rotate; exit code 1 when a key could not be opened and an old sealing key must be found first."""
        outcome = rotate_keys(by=SYSTEM, now=timezone.now(), report=self._report)
        if outcome.unreadable:
            for sentence in _missing(outcome):
                self.stderr.write(sentence)
            raise SystemExit(1)
        self.stdout.write(_("%(count)s keys wrapped anew.") % {"count": outcome.rewrapped})
        if len(settings.SEALING_KEYS) > 1:
            self.stdout.write(_("Nothing needs the older sealing keys any more: take them off the list and restart."))

    def _report(self, done: int) -> None:
        self.stdout.write(_("%(count)s so far") % {"count": done})


def _missing(outcome: Rotation) -> list[str]:
    """One sentence for each sealing key that is wanted, and what to do."""
    names = sorted({under for _circle, under in outcome.unreadable})
    return [
        _("The sealing key named %(name)s is not listed, or its notes were tampered with: %(count)s stay as they are.")
        % {"name": name, "count": sum(under == name for _circle, under in outcome.unreadable)}
        for name in names
    ] + [_("Add the retired key behind the newest one in PRECEPTOR_SEALING_KEYS and run this again.")]
