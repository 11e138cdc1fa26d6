"""Tables of the indicators: definitions in versions, frozen figures in revisions, accreditation duties."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Indicator(models.Model):
    """An accountability indicator: who answers for it, and what the board aims at."""

    code = models.CharField(max_length=60, unique=True)
    owner = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    target = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    target_year = models.CharField(max_length=7, blank=True)
    target_reason = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.code


class IndicatorVersion(models.Model):
    """One text of an indicator's definition, never changed; the one with the highest number is in force."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    loaded_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indicator", "number"], name="indicators_version_number")]

    def __str__(self) -> str:
        return f"{self.indicator_id} version {self.number}"


class FrozenFigure(models.Model):
    """An indicator's figure of a period as it was frozen; a later change is a new revision, never an edit.

    `cells` is what everybody may see, `cohort` who stood behind it. `moved` says what
    a nightly look found changed since.
    """

    class Origin(models.TextChoices):
        COMPUTED = "computed", _("Computed from records")
        ENTERED = "entered", _("Entered with evidence")

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="figures")
    version = models.ForeignKey(IndicatorVersion, on_delete=models.PROTECT, related_name="figures")
    period = models.CharField(max_length=7)
    revision = models.PositiveSmallIntegerField()
    origin = models.CharField(max_length=10, choices=Origin.choices)
    as_of = models.DateField()
    number = models.PositiveIntegerField()
    out_of = models.PositiveIntegerField(null=True, blank=True)
    cells = models.JSONField(default=dict)
    cohort = models.JSONField(default=dict)
    reason = models.CharField(max_length=500, blank=True)
    difference = models.JSONField(default=dict)
    moved = models.JSONField(default=dict)
    frozen_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    frozen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "period", "revision"], name="indicators_figure_revision"),
            models.CheckConstraint(condition=Q(revision=1) | ~Q(reason=""), name="indicators_revision_has_reason"),
            models.CheckConstraint(condition=Q(out_of=None) | Q(out_of__gt=0), name="indicators_out_of_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.period} revision {self.revision}"


class AccreditationDuty(models.Model):
    """Something that keeps a program accredited: what, for whom, due when, and who answers for it."""

    title = models.CharField(max_length=200)
    program = models.CharField(max_length=200)
    body = models.CharField(max_length=200)
    evidence_wanted = models.CharField(max_length=500)
    due = models.DateField(db_index=True)
    owner = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    remind_days = models.PositiveSmallIntegerField(default=30)
    made_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["title", "program", "due"], name="indicators_duty_once"),
        ]

    def __str__(self) -> str:
        return self.title


class DutyReminder(models.Model):
    """One letter to one person about one accreditation duty: before its day, or once it is late."""

    duty = models.ForeignKey(AccreditationDuty, on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey("district.Person", on_delete=models.CASCADE, related_name="+")
    late = models.BooleanField(default=False)
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["duty", "person", "late"], name="indicators_reminder_once")]

    def __str__(self) -> str:
        return f"reminder of {self.duty_id}"
