"""Tables of the yearly cycle: the frozen catalogue, obligations by school and period, what was signed, reminders."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from preceptor.relieve.compliance.models.catalogue import Item, ItemVersion, Signer


class YearlyCycle(models.Model):
    """One school year's round of certifications, made from the catalogue as it was when the cycle was frozen.

    `pilot` holds the units of the schools that are asked in a pilot; a cycle without any asks every school.
    """

    class State(models.TextChoices):
        FROZEN = "frozen", _("Being made")
        RUNNING = "running", _("Running")
        CLOSED = "closed", _("Closed")

    year = models.CharField(max_length=7, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.FROZEN)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField(null=True, blank=True)
    pilot = models.JSONField(default=list, blank=True, db_default=[])
    runs = models.PositiveSmallIntegerField(default=1)
    job_id = models.BigIntegerField(null=True, blank=True)
    made = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.year


class CycleItem(models.Model):
    """An item in a cycle, with the wording it was frozen with or that a correction has put in its place."""

    cycle = models.ForeignKey(YearlyCycle, on_delete=models.CASCADE, related_name="items")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="+")
    frozen = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "item"], name="compliance_cycle_item_once")]

    def __str__(self) -> str:
        return f"{self.item_id} in {self.cycle_id}"


class Obligation(models.Model):
    """What one school owes for one item in one period; it belongs to the post at the school, never to a person."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        SIGNED = "signed", _("Signed")
        PROVEN = "proven", _("Proven by data")

    cycle_item = models.ForeignKey(CycleItem, on_delete=models.CASCADE, related_name="obligations", db_index=False)
    unit = models.ForeignKey("district.OrgUnit", on_delete=models.PROTECT, related_name="+", db_index=False)
    period = models.CharField(max_length=10)
    opens = models.DateField()
    due = models.DateField()
    signer = models.CharField(max_length=10, choices=Signer.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    exception = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle_item", "unit", "period"], name="compliance_obligation_once"),
            models.CheckConstraint(condition=Q(opens__lte=F("due")), name="compliance_obligation_window"),
        ]
        # Whatever years have passed, what is open stays small: every page of work reads one of these three alone.
        indexes = [
            models.Index(fields=["unit", "due"], name="compliance_open_unit", condition=Q(state="open")),
            models.Index(
                fields=["cycle_item", "signer", "period", "opens", "due"],
                name="compliance_open_turn",
                condition=Q(state="open"),
            ),
            models.Index(
                fields=["due", "signer", "cycle_item", "unit"], name="compliance_open_due", condition=Q(state="open")
            ),
            models.Index(fields=["unit"], name="compliance_by_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.cycle_item_id} {self.period}"


class Certification(models.Model):
    """One act of signing: who, when, which wording, which answers and files; withdrawn only until it is sent."""

    person = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="+")
    signature = models.OneToOneField("documents.Signature", on_delete=models.PROTECT, null=True, related_name="+")
    answers = models.JSONField(default=dict)
    evidence = models.JSONField(default=list)
    signed_at = models.DateTimeField()
    sent_from = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    seconds = models.PositiveIntegerField(null=True, blank=True)
    opened = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["person", "signed_at"], name="compliance_cert_person")]

    def __str__(self) -> str:
        return f"certification {self.pk}"


class Certified(models.Model):
    """An obligation that a certification answers; an obligation has one that stands, at most."""

    certification = models.ForeignKey(Certification, on_delete=models.PROTECT, related_name="certified")
    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="certified")
    standing = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["obligation"], condition=Q(standing=True), name="compliance_one_standing_signature"
            )
        ]

    def __str__(self) -> str:
        return f"obligation {self.obligation_id} by {self.certification_id}"


class ObligationDraft(models.Model):
    """What somebody has answered and not signed yet; one for each person and obligation."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="drafts")
    person = models.ForeignKey("district.Person", on_delete=models.CASCADE, related_name="+")
    answers = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["obligation", "person"], name="compliance_draft_once")]

    def __str__(self) -> str:
        return f"draft {self.pk}"


class Delegation(models.Model):
    """A principal's word that somebody at the school signs what a designee may, from a day until a day."""

    unit = models.ForeignKey("district.OrgUnit", on_delete=models.PROTECT, related_name="+")
    giver = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    starts = models.DateField()
    ends = models.DateField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="compliance_delegation_days"),
            models.UniqueConstraint(fields=["unit", "to", "starts"], name="compliance_delegation_once"),
        ]

    def __str__(self) -> str:
        return f"delegation at {self.unit_id}"


class Reminder(models.Model):
    """A reminder of one obligation to one person; the table itself keeps it from going out twice."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey("district.Person", on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    escalated = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["obligation", "person"], name="compliance_reminder_once")]

    def __str__(self) -> str:
        return f"reminder of obligation {self.obligation_id}"


class BurdenFigure(models.Model):
    """What a cycle asks of a school and what it took, by item, office, month or level; never by person."""

    class Kind(models.TextChoices):
        ITEM = "item", _("Item")
        OFFICE = "office", _("Office")
        MONTH = "month", _("Month")
        LEVEL = "level", _("School level")

    cycle = models.ForeignKey(YearlyCycle, on_delete=models.CASCADE, related_name="figures")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    key = models.CharField(max_length=60)
    schools = models.PositiveIntegerField()
    asked = models.PositiveIntegerField()
    done = models.PositiveIntegerField()
    late = models.PositiveIntegerField()
    declared = models.PositiveIntegerField()
    measured = models.PositiveIntegerField(null=True, blank=True)
    declared_signed = models.PositiveIntegerField(null=True, blank=True)
    timed = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    unopened = models.PositiveIntegerField(default=0)
    signed = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "kind", "key"], name="compliance_figure_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
