"""Jobs of the named figures: the values of the day, kept every night."""

from datetime import time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.jobs.public import Effect, Run, register, schedule
from preceptor.foundation.measures.commands import computed, keep_figures


def snapshot(run: Run) -> Effect:
    """Compute every measure for the district's day and keep the values."""
    on = timezone.localdate(run.now)
    figures = computed(on)

    def effect() -> None:
        keep_figures(by=SYSTEM, on=on, figures=figures, now=run.now)

    return effect


def register_all() -> None:
    """Make the job and its schedule known."""
    register("measures.snapshot", snapshot, lease_seconds=600, title=_("Keep the figures of the day"))
    schedule("measures.snapshot", "measures.snapshot", daily_at=time(23, 30))
