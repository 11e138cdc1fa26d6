"""Named work of the indicators: looking whether frozen records have changed, and reminding of accreditation duties."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from preceptor.foundation.indicators.public import keep_moved, look_again, remind_duties
from preceptor.foundation.jobs.public import Effect, Run, register, schedule

LOOK, REMIND = "indicators.look-again", "indicators.remind"
LOOK_AT, REMIND_AT = time(2, 40), time(6, 50)


def look(run: Run) -> Effect:  # noqa: ARG001  every job has the same shape
    """Compare frozen periods with the records as they stand."""
    found = look_again()

    def effect() -> None:
        keep_moved(found)

    return effect


def remind(run: Run) -> Effect:
    """Remind owners of accreditation duties."""

    def effect() -> None:
        remind_duties(now=run.now)

    return effect


def register_jobs() -> None:
    """Make the work and its schedule known."""
    register(LOOK, look, lease_seconds=600, title=_("Look whether records behind indicators have changed"))
    schedule(LOOK, LOOK, daily_at=LOOK_AT)
    register(REMIND, remind, title=_("Remind of accreditation duties"))
    schedule(REMIND, REMIND, daily_at=REMIND_AT)
