"""Named work of admissions: the daily reminders of supervisors."""

from collections.abc import Callable
from datetime import time

from django.utils.translation import gettext_lazy as _

from preceptor.develop.admissions.public import endorsers_to_remind, remind_endorser
from preceptor.foundation.jobs.public import Run, enqueue_many, register, schedule

ROUND = "admissions.remind-endorsers"
ONE = "admissions.remind-endorser"
EVERY_DAY_AT = time(7, 30)


def remind_round(run: Run) -> Callable[[], None]:
    """Find whom to remind today and queue one letter for each person."""
    groups = endorsers_to_remind(run.now)

    def effect() -> None:
        enqueue_many(
            ONE,
            [(f"{ids[0]}:{run.now.date().isoformat()}", {"endorsements": ids}) for ids in groups],
            now=run.now,
        )

    return effect


def remind_one(run: Run) -> Callable[[], None]:
    """Write one person's reminder, in the transaction that ends the job."""
    ids = [int(number) for number in run.payload["endorsements"]]

    def effect() -> None:
        remind_endorser(endorsement_ids=ids, now=run.now)

    return effect


def register_all() -> None:
    """Make the work and its schedule known."""
    register(ROUND, remind_round, title=_("Find supervisors to remind"))
    register(ONE, remind_one, title=_("Remind a supervisor"))
    schedule(ROUND, ROUND, daily_at=EVERY_DAY_AT)
