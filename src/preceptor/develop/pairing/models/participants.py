"""Who takes part in the pairing of a cycle, and what they wish and disclose."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Participant(models.Model):
    """A person on one side of a cycle's pairing; `capacity` is how many partners a mentor may have (1 for a mentee)."""

    class Side(models.TextChoices):
        MENTOR = "mentor", _("Mentor")
        MENTEE = "mentee", _("Mentee")

    cycle = models.ForeignKey("programs.Cycle", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=6, choices=Side.choices)
    capacity = models.PositiveSmallIntegerField(default=1)
    program_year = models.PositiveSmallIntegerField(default=1)
    since = models.DateField()
    source = models.CharField(max_length=120)
    left_at = models.DateTimeField(null=True, blank=True)
    left_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "person", "side"], name="pairing_participant_once")]
        indexes = [models.Index(fields=["cycle", "side", "left_at"], name="pairing_participant_side")]

    def __str__(self) -> str:
        return f"{self.side} {self.person_id}"


class Wish(models.Model):
    """One short form: the topics that a mentor is strong in or a mentee wants help with, and people wished for."""

    participant = models.OneToOneField(Participant, on_delete=models.CASCADE, related_name="wish")
    topics = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    wished = models.ManyToManyField("district.Person", related_name="+", blank=True)
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"wish {self.pk}"


class Conflict(models.Model):
    """A conflict of interest that a person declares with somebody else; the kind is told to the office alone."""

    class Kind(models.TextChoices):
        FAMILY = "family", _("Family or household")
        BUSINESS = "business", _("Business or money")
        DISPUTE = "dispute", _("Earlier dispute")
        OTHER = "other", _("Another reason")

    declared_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    declared_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["declared_by", "about"], condition=Q(withdrawn_at=None), name="pairing_conflict_once"
            ),
            models.CheckConstraint(condition=~Q(declared_by=F("about")), name="pairing_conflict_between_two"),
        ]

    def __str__(self) -> str:
        return f"conflict {self.pk}"
