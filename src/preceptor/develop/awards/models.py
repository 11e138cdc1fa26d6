"""Tables of awards: keys of the issuer, status lists, certificates and what became of them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class IssuerKey(models.Model):
    """A key that certificates are signed with; a retired one stays, so that what it signed stays verifiable."""

    public = models.CharField(max_length=80, unique=True)
    sealed = models.TextField()
    made_at = models.DateTimeField()
    in_use = models.BooleanField(default=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["in_use"], condition=Q(in_use=True), name="awards_one_key_in_use"),
            models.CheckConstraint(condition=Q(in_use=True) ^ Q(retired_at__isnull=False), name="awards_key_retired"),
        ]

    def __str__(self) -> str:
        return self.public


class StatusList(models.Model):
    """A list of 131,072 places, one bit each; `text` is the list as it was signed last."""

    taken = models.PositiveIntegerField(default=0)
    text = models.TextField(blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"list {self.pk}"


class Certificate(models.Model):
    """Something awarded to one person: proposed, approved and issued here, or recorded from an earlier list.

    What was issued never changes: a correction and a renewal are new certificates that cite this one.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        DECLINED = "declined", _("Not approved")
        APPROVED = "approved", _("Approved, being issued")
        ISSUED = "issued", _("Issued")
        RECORDED = "recorded", _("Recorded from an earlier list")

    class Origin(models.TextChoices):
        RULE = "rule", _("By rule")
        HAND = "hand", _("By the office's judgement")
        RENEWAL = "renewal", _("Renewal")
        CORRECTION = "correction", _("Correction")
        IMPORT = "import", _("Certified before")

    number = models.CharField(max_length=20, unique=True)
    cycle = models.ForeignKey("programs.Cycle", on_delete=models.PROTECT, related_name="+")
    award = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    person = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    holder_name = models.CharField(max_length=200)
    holder_email = models.CharField(max_length=254, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    reason = models.CharField(max_length=500, blank=True)
    evidence = models.JSONField(default=list)
    hours = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    credits = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    earlier_number = models.CharField(max_length=60, blank=True)
    awarded_on = models.DateField(null=True, blank=True)
    valid_until = models.DateTimeField(null=True, blank=True)
    renews = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="renewed_by")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by")
    proposed_by = models.ForeignKey(
        "district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    status_list = models.ForeignKey(StatusList, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    place = models.PositiveIntegerField(null=True, blank=True)
    credential = models.TextField(blank=True)
    paper = models.BinaryField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["status_list", "place"], name="awards_certificate_place"),
            # Awarded once, by rule or by hand; a declined or revoked one does not stand in the way.
            models.UniqueConstraint(
                fields=["cycle", "award", "person"],
                condition=Q(origin__in=["rule", "hand"], state__in=["proposed", "approved", "issued"], revoked_at=None),
                name="awards_certificate_once",
            ),
            models.UniqueConstraint(
                fields=["renews"],
                condition=Q(origin="renewal", state__in=["proposed", "approved", "issued"], revoked_at=None),
                name="awards_renewal_once",
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=Q(origin="correction", state__in=["proposed", "approved", "issued"]),
                name="awards_correction_once",
            ),
            models.UniqueConstraint(
                fields=["cycle", "award", "earlier_number"],
                condition=Q(origin="import"),
                name="awards_import_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="issued") | ~Q(credential="") & Q(issued_at__isnull=False),
                name="awards_issued_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | ~Q(revoked_reason=""), name="awards_revoked_has_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["cycle", "state"], name="awards_certificate_cycle"),
            models.Index(fields=["person", "state"], name="awards_certificate_person"),
            models.Index(fields=["valid_until"], name="awards_certificate_until"),
        ]

    def __str__(self) -> str:
        return self.number


class ReferenceRequest(models.Model):
    """A letter of reference that a holder asks of somebody, who needs no account; one per certificate is in force."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked, not answered yet")
        GIVEN = "given", _("Letter received")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Taken back")

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="references")
    referee_name = models.CharField(max_length=160)
    referee_email = models.EmailField()
    relation = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    text = models.TextField(blank=True)
    reason = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["certificate"], condition=Q(state__in=["asked", "given"]), name="awards_one_reference_in_force"
            ),
            models.CheckConstraint(
                condition=~Q(state="given") | ~Q(text="") & Q(answered_at__isnull=False),
                name="awards_given_reference_has_text",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""), name="awards_declined_reference_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"reference for {self.certificate_id}: {self.state}"


class CertificateReminder(models.Model):
    """A holder was reminded that a certificate runs out, so many days before; the row keeps it to once."""

    certificate = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="reminders")
    days_before = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["certificate", "days_before"], name="awards_reminder_once"),
        ]

    def __str__(self) -> str:
        return f"{self.days_before} days"


class CreditRecord(models.Model):
    """Academic credits that a holder asked for on the strength of a certificate, and the fee that is owed for them."""

    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, related_name="credit_record")
    title = models.CharField(max_length=200)
    credits = models.DecimalField(max_digits=6, decimal_places=2)
    fee = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, default="USD")
    asked_at = models.DateTimeField()
    registered_on = models.DateField(null=True, blank=True)
    fee_paid_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title
