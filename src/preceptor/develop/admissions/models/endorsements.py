"""What is asked of an applicant's supervisor of record."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Endorsement(models.Model):
    """One request to one endorser; a replaced one stays as history, one per application and name is in force.

    `endorser` is the supervisor of record; it is empty only where a definition lets the applicant name an employer.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Waiting for the supervisor")
        ENDORSED = "endorsed", _("Endorsed")
        DECLINED = "declined", _("Declined")
        REPLACED = "replaced", _("Replaced")

    application = models.ForeignKey("Application", on_delete=models.CASCADE, related_name="endorsements")
    name = models.CharField(max_length=60)
    endorser = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    endorser_name = models.CharField(max_length=160)
    endorser_email = models.EmailField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    statements = models.JSONField(default=list)
    fields = models.JSONField(default=dict)
    contact = models.JSONField(default=dict)
    signature_id = models.BigIntegerField(null=True, blank=True)
    reason = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.ForeignKey(
        "district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    replaced_reason = models.TextField(blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "name"], condition=~Q(state="replaced"), name="admissions_one_endorser_in_force"
            ),
            models.CheckConstraint(
                condition=~Q(state="endorsed") | (Q(signature_id__isnull=False) & Q(answered_at__isnull=False)),
                name="admissions_endorsed_is_signed",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""), name="admissions_declined_has_reason"
            ),
        ]
        indexes = [models.Index(fields=["endorser", "state"], name="admissions_endorser_state")]

    def __str__(self) -> str:
        return f"{self.name}: {self.state}"
