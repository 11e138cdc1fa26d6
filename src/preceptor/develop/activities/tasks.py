"""Named work of activities: the daily reminders of logs."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from preceptor.develop.activities.public import LogKey, logs_to_remind, remind_log
from preceptor.foundation.jobs.public import Effect, Run, enqueue_many, register, schedule

ROUND = "activities.remind-logs"
ONE = "activities.remind-log"
EVERY_DAY_AT = time(7, 45)


def remind_round(run: Run) -> Effect:
    """Find whom to remind today and queue one letter for each log."""
    found = logs_to_remind(run.now)

    def effect() -> None:
        enqueue_many(
            ONE,
            [
                (":".join(map(str, (*key, run.now.date().isoformat()))), dict(zip(_NAMES, key, strict=True)))
                for key in found
            ],
            now=run.now,
        )

    return effect


def remind_one(run: Run) -> Effect:
    """Write one reminder, in the transaction that ends the job."""
    said = run.payload
    key = LogKey(int(said["cycle_id"]), str(said["name"]), int(said["person_id"]), str(said["period"]))

    def effect() -> None:
        remind_log(key=key, now=run.now)

    return effect


_NAMES = ("cycle_id", "name", "person_id", "period")


def register_jobs() -> None:
    """Make the work and its schedule known."""
    register(ROUND, remind_round, title=_("Find logs to remind of"))
    register(ONE, remind_one, title=_("Remind of a log"))
    schedule(ROUND, ROUND, daily_at=EVERY_DAY_AT)
