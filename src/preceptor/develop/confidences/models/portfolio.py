"""What somebody writes in a reflection portfolio of their own, and whom they let read of it."""

import uuid

from django.db import models
from django.db.models import Q


class Portfolio(models.Model):
    """The reflection portfolio of one person in one cycle, until its key is destroyed; a letter names the day."""

    cycle = models.ForeignKey("programs.Cycle", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    told_day = models.DateField(null=True, blank=True)
    destroyed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "owner"], name="confidences_portfolio_once")]

    def __str__(self) -> str:
        return f"portfolio {self.pk}"


class Reflection(models.Model):
    """One entry of a portfolio; `sealed` opens in this row and for its owner's key alone, and never changes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    portfolio = models.ForeignKey(Portfolio, on_delete=models.PROTECT, related_name="reflections")
    activity = models.ForeignKey(
        "activities.Activity", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    competencies = models.JSONField(default=list)
    sealed = models.TextField(blank=True)
    written_at = models.DateTimeField()
    sent_key = models.CharField(max_length=80, unique=True)

    class Meta:
        indexes = [models.Index(fields=["portfolio", "written_at"], name="confidences_reflection_order")]

    def __str__(self) -> str:
        return f"reflection {self.pk}"


class ReflectionRelease(models.Model):
    """One reflection that its owner lets a named person read, until it is withdrawn."""

    reflection = models.ForeignKey(Reflection, on_delete=models.PROTECT, related_name="releases")
    to = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reflection", "to"], condition=Q(withdrawn_at=None), name="confidences_reflection_release_once"
            )
        ]

    def __str__(self) -> str:
        return f"release of reflection {self.reflection_id}"
