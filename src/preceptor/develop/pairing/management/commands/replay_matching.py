"""`preceptor replay-matching RUN`: solve a kept matching anew from its frozen inputs and check its proof."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from preceptor.develop.pairing.public import replay_run


class Command(BaseCommand):
    """Show that a matching came from what it says it came from."""

    help = (
        "Solve a kept matching anew from its frozen inputs, check the kept proof, and say whether the plan is the same."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Which matching."""
        parser.add_argument("run", type=int, help="number of the matching, as in the address of its page")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Say in plain lines what came of it; the exit code is 1 unless everything holds."""
        told = replay_run(options["run"])
        if told is None:
            raise CommandError(_("There is no worked-out matching of this number."))
        self.stdout.write(_("Inputs as hashed: %(answer)s") % {"answer": _word(told.inputs_whole)})
        self.stdout.write(_("Same problem: %(answer)s") % {"answer": _word(told.replay.same_problem)})
        self.stdout.write(_("Proof holds: %(answer)s") % {"answer": _word(not told.replay.certificate_faults)})
        for fault in told.replay.certificate_faults:
            self.stdout.write(f"  {fault}")
        self.stdout.write(_("Same plan: %(answer)s") % {"answer": _word(told.replay.same_plan)})
        if not told.sound:
            sys.exit(1)


def _word(answer: bool) -> str:
    return _("yes") if answer else _("no")
