"""Tables of programs: definitions in immutable versions, and the cycles that run one version from call to close."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ProgramVersion(models.Model):
    """One text of a program definition, never changed once it stands."""

    key = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "number"], name="programs_version_number"),
            models.UniqueConstraint(fields=["key", "sha256"], name="programs_version_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class Cycle(models.Model):
    """One run of a program; a draft carries its own text, a published cycle the version that it started with."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        CLOSED = "closed", _("Closed")

    key = models.CharField(max_length=60, db_index=True)
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    unit = models.ForeignKey("district.OrgUnit", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(ProgramVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="cycles")
    copied_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    draft_text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "name"], name="programs_cycle_name"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(version__isnull=False), name="programs_cycle_has_version"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CycleDate(models.Model):
    """A named moment of a published cycle; dates counted from a person's own start have none here."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="dates")
    name = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    moment = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "name"], name="programs_cycle_date_once")]
        indexes = [models.Index(fields=["moment"], name="programs_cycle_date_moment")]

    def __str__(self) -> str:
        return self.name
