"""Background work of initiatives: reading the measures that milestones follow, and writing to owners."""

from datetime import time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from preceptor.foundation.jobs.public import Effect, Run, register, schedule
from preceptor.foundation.measures.public import measure, registered_measures
from preceptor.resource.initiatives.commands.reminding import remind_owners
from preceptor.resource.initiatives.commands.ties import FOLLOW, keep_readings
from preceptor.resource.initiatives.queries.computing import followed


def follow(run: Run) -> Effect:
    """Compute every measure that a milestone follows, outside any transaction, and keep what they say."""
    on = timezone.localdate(run.now)
    known = {one.code for one in registered_measures()}
    figures = {code: measure(code, on) for code in sorted(followed() & known)}

    def effect() -> None:
        keep_readings(figures=figures, on=on, now=run.now)

    return effect


def remind(run: Run) -> Effect:
    """Write to owners of milestones that are due, late or in need of a word."""

    def effect() -> None:
        remind_owners(now=run.now)

    return effect


def register_jobs() -> None:
    """Name the jobs and their schedules."""
    register(FOLLOW, follow, lease_seconds=600, title=_("Read the measures that milestones follow"))
    schedule(FOLLOW, FOLLOW, daily_at=time(5, 30))
    register("initiatives.remind", remind, lease_seconds=300, title=_("Write to owners of milestones"))
    schedule("initiatives.remind", "initiatives.remind", daily_at=time(6, 30))
