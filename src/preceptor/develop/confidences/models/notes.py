"""What the two of a pair write under seal, and what one of them releases."""

import uuid

from django.db import models
from django.db.models import Q


class PairCircle(models.Model):
    """The circle of one pair, from its first sealed text until its key is destroyed; a letter names the day before."""

    pair = models.OneToOneField("pairing.Pair", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    told_day = models.DateField(null=True, blank=True)
    destroyed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"circle of pair {self.pair_id}"


class Note(models.Model):
    """A note that one of the two wrote for both; `sealed` opens in this row and circle alone, and never changes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(PairCircle, on_delete=models.PROTECT, related_name="notes")
    activity = models.ForeignKey(
        "activities.Activity", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    author = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    sealed = models.TextField(blank=True)
    written_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    sent_key = models.CharField(max_length=80, unique=True)

    class Meta:
        indexes = [models.Index(fields=["circle", "written_at"], name="confidences_note_circle")]

    def __str__(self) -> str:
        return f"note {self.pk}"


class Release(models.Model):
    """One note that the mentee lets a named person read, until it is withdrawn."""

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="releases")
    to = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["note", "to"], condition=Q(withdrawn_at=None), name="confidences_release_once"
            )
        ]

    def __str__(self) -> str:
        return f"release {self.pk}"


class PairConflict(models.Model):
    """A conflict between the interests of the two, told by one to the other under seal, and how both deal with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(PairCircle, on_delete=models.PROTECT, related_name="conflicts")
    told_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    sealed_matter = models.TextField(blank=True)
    sealed_way = models.TextField(blank=True)
    worded_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    worded_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, blank=True)
    sent_key = models.CharField(max_length=80, unique=True)

    def __str__(self) -> str:
        return f"conflict {self.pk}"
