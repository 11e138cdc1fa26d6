"""Background work of surveys: closing those whose time is over, and one reminder in their last days."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from preceptor.develop.surveys.commands.sending import close_due, remind_by_schedule
from preceptor.develop.surveys.queries.counting import closing_soon
from preceptor.foundation.jobs.public import Effect, Run, register, schedule

ROUND = "surveys.daily-round"


def daily_round(run: Run) -> Effect:
    """Close what is over, remind where it soon will be, in the transaction that ends the job."""
    soon = closing_soon(run.now)

    def effect() -> None:
        close_due(now=run.now)
        for survey_id in soon:
            remind_by_schedule(survey_id=survey_id, now=run.now)

    return effect


def register_jobs() -> None:
    """Make the work known."""
    register(ROUND, daily_round, lease_seconds=120, title=_("Close surveys and remind"))
    schedule(ROUND, ROUND, daily_at=time(6, 30))
