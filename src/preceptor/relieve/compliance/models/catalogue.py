"""Tables of the catalogue: what somebody with the right to ask asks for, and the items by which schools answer."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Basis(models.TextChoices):
    """Why something is asked; whether the citation is right is for its owner and counsel to say."""

    STATUTE = "statute", _("Statute")
    REGULATION = "regulation", _("Regulation")
    GRANT = "grant", _("Grant condition")
    CONTRACT = "contract", _("Contract")
    POLICY = "policy", _("Local policy")
    NONE = "none", _("None found")


class Signer(models.TextChoices):
    """Who answers for an item."""

    PRINCIPAL = "principal", _("Principal")
    DESIGNEE = "designee", _("Designee of the principal")
    OFFICE = "office", _("Office away from the school")
    DATA = "data", _("Proven by data")


class Frequency(models.TextChoices):
    """How often a school year an item is asked."""

    YEAR = "year", _("Once a year")
    SEMESTER = "semester", _("Each semester")
    QUARTER = "quarter", _("Each quarter")
    MONTH = "month", _("Each month in session")


class Requirement(models.Model):
    """Something that a law, grant, contract or policy asks: a floor for how often, by whom and under oath or not."""

    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    basis = models.CharField(max_length=10, choices=Basis.choices)
    citation = models.CharField(max_length=200, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    owner = models.ForeignKey("district.OrgUnit", on_delete=models.PROTECT, related_name="+")
    frequency = models.CharField(max_length=10, choices=Frequency.choices)
    least_signer = models.CharField(max_length=10, choices=Signer.choices)
    levels = models.JSONField(default=list)
    charters = models.JSONField(default=list)
    oath = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Item(models.Model):
    """One certification by its code and its owner, whatever its wording; ended items stay, with what replaced them."""

    code = models.CharField(max_length=40, unique=True)
    owner = models.ForeignKey("district.OrgUnit", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_on = models.DateField(null=True, blank=True)
    replaced_by = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.code


class ItemVersion(models.Model):
    """Everything that the catalogue says about an item, as it was said once; the highest number is in force."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.ForeignKey("documents.TextVersion", on_delete=models.PROTECT, related_name="+")
    statement = models.TextField()
    statement_es = models.TextField(blank=True)
    basis = models.CharField(max_length=10, choices=Basis.choices)
    citation = models.CharField(max_length=200, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    least_signer = models.CharField(max_length=10, choices=Signer.choices)
    signer = models.CharField(max_length=10, choices=Signer.choices)
    levels = models.JSONField(default=list)
    charters = models.JSONField(default=list)
    frequency = models.CharField(max_length=10, choices=Frequency.choices)
    due = models.CharField(max_length=5, blank=True)
    due_days = models.SmallIntegerField(default=0)
    window_days = models.PositiveSmallIntegerField(default=30)
    evidence = models.CharField(max_length=200, blank=True)
    evidence_needed = models.BooleanField(default=False)
    questions = models.JSONField(default=list)
    minutes_low = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    minutes_high = models.PositiveSmallIntegerField()
    minutes_office = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes_data = models.PositiveSmallIntegerField(null=True, blank=True)
    form = models.CharField(max_length=40, blank=True)
    sunset = models.DateField(null=True, blank=True)
    requirements = models.ManyToManyField(Requirement, related_name="versions", blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="compliance_version_number"),
            models.CheckConstraint(
                condition=Q(minutes_low__lte=F("minutes")) & Q(minutes__lte=F("minutes_high")),
                name="compliance_minutes_rise",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.number}"


class ItemRequest(models.Model):
    """A new request to principals, asked for at the gate: why, how long, what exists already, and who decides.

    `version` is there where an item that exists would ask for more: what it said when that was asked.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Waits for a decision")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")

    code = models.CharField(max_length=40)
    owner = models.ForeignKey("district.OrgUnit", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    values = models.JSONField()
    why_new = models.TextField()
    nearest = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    approver = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_key = models.CharField(max_length=80, unique=True)

    def __str__(self) -> str:
        return f"request for {self.code}"


class CatalogueFile(models.Model):
    """A spreadsheet of the catalogue that waits to be confirmed by whoever gave it; gone after a day at the latest."""

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    data = models.BinaryField()
    person_id = models.BigIntegerField()
    made = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
