"""Tables of handbooks: versions that never change, who has read one, what of a communication plan is done."""

from django.db import models


class HandbookVersion(models.Model):
    """One text of a handbook, never changed once it stands; the newest of a key is in force."""

    key = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "number"], name="handbooks_version_number")]

    def __str__(self) -> str:
        return f"{self.key} ({self.number})"


class ReadReceipt(models.Model):
    """Somebody's word that they have read a version."""

    version = models.ForeignKey(HandbookVersion, on_delete=models.PROTECT, related_name="receipts")
    person = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="handbooks_read_once")]

    def __str__(self) -> str:
        return f"receipt {self.pk}"


class PlanDone(models.Model):
    """A line of a communication plan that is done, by the handbook's key and the line's name."""

    key = models.CharField(max_length=60)
    line = models.CharField(max_length=60)
    done_at = models.DateTimeField()
    done_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "line"], name="handbooks_done_once")]

    def __str__(self) -> str:
        return f"{self.key}: {self.line}"
