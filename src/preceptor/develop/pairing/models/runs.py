"""Matching runs: their frozen inputs, what came out, and what coordinators fixed by hand."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class MatchRun(models.Model):
    """One matching of a cycle; `inputs` are frozen and hashed, so that anyone can replay it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Being worked out")
        PROPOSED = "proposed", _("Proposed")
        ADOPTED = "adopted", _("Adopted")
        DISCARDED = "discarded", _("Discarded")

    cycle = models.ForeignKey("programs.Cycle", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    inputs = models.JSONField()
    inputs_sha256 = models.CharField(max_length=64)
    outcome = models.JSONField(null=True, blank=True)
    job_id = models.BigIntegerField(null=True, blank=True)
    created_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    adopted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "number"], name="pairing_run_number")]

    def __str__(self) -> str:
        return f"run {self.number}"


class HandMark(models.Model):
    """What a coordinator fixed for the next runs: this pair shall be (lock), or shall not be (forbid)."""

    class Mark(models.TextChoices):
        LOCK = "lock", _("Locked")
        FORBID = "forbid", _("Forbidden")

    cycle = models.ForeignKey("programs.Cycle", on_delete=models.PROTECT, related_name="+")
    mentor = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    mentee = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=6, choices=Mark.choices)
    reason = models.CharField(max_length=300, blank=True)
    marked_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    marked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "mentor", "mentee"], name="pairing_mark_once"),
            models.UniqueConstraint(
                fields=["cycle", "mentee"], condition=Q(mark="lock"), name="pairing_one_lock_a_mentee"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mark} {self.pk}"
