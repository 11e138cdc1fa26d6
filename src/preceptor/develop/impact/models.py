"""The table of impact: studies on frozen inputs, in versions that never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImpactStudy(models.Model):
    """One estimate of what coaching changed: the question, the frozen records with their hash, and the answer."""

    class Kind(models.TextChoices):
        RETENTION = "retention", _("Principals who stay")
        GROWTH = "growth", _("A yearly figure of schools")

    class State(models.TextChoices):
        WAITING = "waiting", _("Being estimated")
        ESTIMATED = "estimated", _("Estimated")
        REFUSED = "refused", _("The records cannot carry an answer")
        INVALID = "invalid", _("Could not be computed")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    figure = models.CharField(max_length=40, blank=True)
    number = models.PositiveIntegerField()
    table = models.TextField()
    inputs_sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    result = models.JSONField(default=dict)
    made_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    computed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "figure", "number"], name="impact_study_version")]

    def __str__(self) -> str:
        return f"{self.kind} {self.figure} {self.number}".replace("  ", " ")
