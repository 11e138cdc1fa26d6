"""Named work of awards: issuing what was approved, reminders before a certificate runs out."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from preceptor.develop.awards.public import ISSUE, issue_approved, remind_holder, reminders_due
from preceptor.foundation.jobs.public import Effect, Run, enqueue_many, register, schedule

ROUND = "awards.remind-holders"
ONE = "awards.remind-holder"
EVERY_DAY_AT = time(6, 30)


def issue(run: Run) -> None:
    """Issue what was approved in a cycle; each certificate is written once, whatever is killed."""
    issue_approved(cycle_id=int(run.payload["cycle_id"]), run=run)


def remind_round(run: Run) -> Effect:
    """Find whom to remind today and queue one letter for each."""
    found = reminders_due(run.now)

    def effect() -> None:
        items = [(f"{pk}:{days}", {"certificate_id": pk, "days": days}) for pk, days in found]
        enqueue_many(ONE, items, now=run.now)

    return effect


def remind_one(run: Run) -> Effect:
    """Write one reminder, in the transaction that ends the job."""
    certificate_id, days = int(run.payload["certificate_id"]), int(run.payload["days"])

    def effect() -> None:
        remind_holder(certificate_id=certificate_id, days=days, now=run.now)

    return effect


def register_jobs() -> None:
    """Make the work and its schedule known."""
    register(ISSUE, issue, lease_seconds=120, title=_("Issue certificates"))
    register(ROUND, remind_round, title=_("Find certificates that run out"))
    register(ONE, remind_one, title=_("Remind of a certificate that runs out"))
    schedule(ROUND, ROUND, daily_at=EVERY_DAY_AT)
