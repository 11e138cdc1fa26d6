"""What was decided, and the letters that tell everybody at once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Decision(models.Model):
    """The outcome for one application; a later one (from the waitlist, on appeal) leaves it standing as history."""

    class Effect(models.TextChoices):
        ADMIT = "admit", _("Accepted")
        WAIT = "wait", _("On the waitlist")
        REFUSE = "refuse", _("Not accepted")

    application = models.ForeignKey("Application", on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=60)
    effect = models.CharField(max_length=10, choices=Effect.choices)
    reason = models.TextField(blank=True)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    waitlist_rank = models.PositiveIntegerField(null=True, blank=True)
    decided_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField()
    notified_at = models.DateTimeField(null=True, blank=True)
    appeal_until = models.DateTimeField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    appeal_statement = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(superseded_at=None), name="admissions_one_decision_in_force"
            ),
            models.CheckConstraint(
                condition=Q(waitlist_rank=None) | Q(effect="wait"), name="admissions_rank_on_waitlist_only"
            ),
        ]

    def __str__(self) -> str:
        return self.outcome


class LetterRun(models.Model):
    """The decision letters of one role, sent to all at once; `key` makes a double click one run."""

    cycle = models.ForeignKey("programs.Cycle", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=60)
    key = models.CharField(max_length=64, unique=True)
    letters = models.PositiveIntegerField()
    released_by = models.ForeignKey(
        "district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    released_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.letters} letters"
