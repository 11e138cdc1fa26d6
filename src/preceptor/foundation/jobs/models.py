"""The lease table and the periods for which a schedule has been started."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """One piece of background work.

    `due_at` is the moment from which a worker may take it: while it waits, its hour; while it runs, the end of the
    lease; empty once it is over. One column, so that one small index finds both. `attempt` counts the claims and
    fences them: whoever holds an older number changes nothing any more.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Given up")

    name = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    due_at = models.DateTimeField(null=True)
    attempt = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True, default="")
    progress_done = models.PositiveBigIntegerField(default=0)
    progress_total = models.PositiveBigIntegerField(default=0)
    fault = models.CharField(max_length=60, blank=True, default="")
    sentence = models.CharField(max_length=500, blank=True, default="")
    started_by = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "key"], name="jobs_job_once"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running"], due_at__isnull=False)
                | Q(state__in=["done", "failed"], due_at__isnull=True, finished_at__isnull=False),
                name="jobs_job_due_while_open",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], name="jobs_job_due"),
            models.Index(fields=["state", "finished_at"], name="jobs_job_state"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.id}"


class ScheduledPeriod(models.Model):
    """A schedule was started for this period; the constraint is what keeps two workers from starting it twice."""

    name = models.CharField(max_length=80)
    period = models.CharField(max_length=40)
    due = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "period"], name="jobs_period_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.period}"
