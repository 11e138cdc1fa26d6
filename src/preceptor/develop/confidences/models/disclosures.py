"""Disclosures that the law demands."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Disclosure(models.Model):
    """Notes of one pair from some days, opened to two officers by law; the pair is told, at once or after an order."""

    class Ground(models.TextChoices):
        COURT_ORDER = "court_order", _("Order of a court")
        SUBPOENA = "subpoena", _("Subpoena")
        RECORDS_REQUEST = "records_request", _("Request under the public records act")
        MANDATED_REPORT = "mandated_report", _("Report that the law makes a duty")
        OTHER = "other", _("Another provision of law")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")

    circle = models.ForeignKey("PairCircle", on_delete=models.PROTECT, related_name="disclosures")
    ground = models.CharField(max_length=20, choices=Ground.choices)
    reference = models.CharField(max_length=200)
    first = models.DateField()
    last = models.DateField()
    readable_until = models.DateField()
    order = models.CharField(max_length=200, blank=True)
    silent_until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(decided_by=F("proposed_by")), name="confidences_two_officers"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="confidences_disclosure_days"),
            models.CheckConstraint(
                condition=(Q(silent_until=None) & Q(order="")) | (Q(silent_until__isnull=False) & ~Q(order="")),
                name="confidences_silence_has_order",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(decided_by__isnull=False), name="confidences_decided_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"disclosure {self.pk}"
