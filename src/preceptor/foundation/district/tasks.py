"""Named work of the district: files that nobody confirmed go after a day, whether or not somebody gives another."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from preceptor.foundation.district.commands.uploads import forget_stale
from preceptor.foundation.jobs.public import Effect, Run, register, schedule

SWEEP = "district.sweep-uploads"
EVERY_DAY_AT = time(3, 50)


def sweep(run: Run) -> Effect:
    """Forget files that have waited for more than a day: they may hold rows of people."""

    def effect() -> None:
        forget_stale(now=run.now)

    return effect


def register_jobs() -> None:
    """Make the work and its schedule known."""
    register(SWEEP, sweep, title=_("Forget files that nobody confirmed"))
    schedule(SWEEP, SWEEP, daily_at=EVERY_DAY_AT)
