"""Who reads an application, and how they score it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ReviewAssignment(models.Model):
    """One reviewer on one application; nobody sees another's scores before their own are finished.

    `draft` holds what the form saved by itself; scores are written when the review is finished, never before.
    """

    class State(models.TextChoices):
        ASSIGNED = "assigned", _("To read")
        FINISHED = "finished", _("Scored")
        STEPPED_ASIDE = "stepped_aside", _("Stepped aside")

    application = models.ForeignKey("Application", on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=15, choices=State.choices, default=State.ASSIGNED)
    assigned_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    comment = models.TextField(blank=True)
    draft = models.JSONField(default=dict)
    aside_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "reviewer"], name="admissions_reviewer_once"),
            models.CheckConstraint(
                condition=~Q(state="finished") | Q(finished_at__isnull=False), name="admissions_review_finished_at"
            ),
        ]
        indexes = [models.Index(fields=["reviewer", "state"], name="admissions_reviewer_state")]

    def __str__(self) -> str:
        return f"review {self.state}"


class Score(models.Model):
    """What one reviewer gives for one criterion."""

    assignment = models.ForeignKey(ReviewAssignment, on_delete=models.CASCADE, related_name="scores")
    criterion = models.CharField(max_length=60)
    value = models.PositiveSmallIntegerField()
    comment = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assignment", "criterion"], name="admissions_score_once")]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.value}"
