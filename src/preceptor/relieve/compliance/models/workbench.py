"""Tables of the reduction workbench: overlap runs, pairs and their labels, proposals and their approvals."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from preceptor.relieve.compliance.models.catalogue import Item


class OverlapRun(models.Model):
    """One search for items that ask for much the same."""

    asked_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    items = models.PositiveIntegerField(default=0)
    job_id = models.BigIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"overlaps of {self.asked_at:%Y-%m-%d}"


class OverlapPair(models.Model):
    """Two items that a run found alike, and what made them alike."""

    run = models.ForeignKey(OverlapRun, on_delete=models.CASCADE, related_name="pairs")
    rank = models.PositiveSmallIntegerField()
    a = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    b = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    score = models.FloatField()
    why = models.CharField(max_length=500)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "rank"], name="compliance_pair_rank")]

    def __str__(self) -> str:
        return f"{self.a_id} and {self.b_id}"


class PairLabel(models.Model):
    """What a reviewer says of two items: the same, overlapping or different; the first item has the smaller number."""

    class Label(models.TextChoices):
        SAME = "same", _("The same")
        OVERLAPS = "overlaps", _("Overlapping")
        DIFFERENT = "different", _("Different")

    a = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    b = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=10, choices=Label.choices)
    by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="compliance_label_once"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="compliance_label_order"),
        ]

    def __str__(self) -> str:
        return f"{self.a_id} and {self.b_id}: {self.label}"


class Proposal(models.Model):
    """A set of changes to the catalogue with its proof: what it gives back, who approved, when it holds, what came."""

    class State(models.TextChoices):
        PLANNING = "planning", _("Being planned")
        PROPOSED = "proposed", _("Waits for approval")
        ADOPTED = "adopted", _("Adopted")
        UNDONE = "undone", _("Undone")
        DROPPED = "dropped", _("Dropped")

    year = models.CharField(max_length=7)
    starts = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNING)
    made_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    versions = models.JSONField(default=dict)
    answer = models.JSONField(default=dict)
    changes = models.JSONField(default=list)
    hours_low = models.FloatField(null=True, blank=True)
    hours = models.FloatField(null=True, blank=True)
    hours_high = models.FloatField(null=True, blank=True)
    adopted_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    look_back = models.JSONField(null=True, blank=True)
    job_id = models.BigIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"proposal for {self.year}"


class Approval(models.Model):
    """What an owner or counsel says of a proposal; an owner speaks for the items of the office."""

    class Side(models.TextChoices):
        OWNER = "owner", _("Owner")
        COUNSEL = "counsel", _("Counsel")

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="approvals")
    side = models.CharField(max_length=8, choices=Side.choices)
    unit = models.ForeignKey("district.OrgUnit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approved = models.BooleanField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "unit"], name="compliance_owner_once"),
            models.UniqueConstraint(fields=["proposal"], condition=Q(side="counsel"), name="compliance_counsel_once"),
        ]

    def __str__(self) -> str:
        return f"{self.side} of proposal {self.proposal_id}"
