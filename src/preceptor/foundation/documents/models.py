"""Tables of documents: stored files, texts in versions, signatures, sealed texts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    """An upload that passed its checks; `path` is a random name in the file storage."""

    class State(models.TextChoices):
        READY = "ready", _("Ready")
        QUARANTINED = "quarantined", _("Waiting for the virus check")
        INFECTED = "infected", _("Refused by the virus check")
        REMOVED = "removed", _("Removed")

    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=10)
    bytes = models.BigIntegerField()
    pages = models.PositiveIntegerField(null=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    path = models.CharField(max_length=80, unique=True)
    about = models.CharField(max_length=120, db_index=True)
    where = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.READY, db_index=True)
    uploaded_by_kind = models.CharField(max_length=10)
    uploaded_by_id = models.BigIntegerField(null=True)
    uploaded_by_label = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class TextVersion(models.Model):
    """One published wording of a text, in every language it has; never changed afterwards."""

    code = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    bodies = models.JSONField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "number"], name="documents_text_number")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class Signature(models.Model):
    """Somebody's signature; `seal` binds every other column, the exact wording, the answers and the evidence."""

    about = models.CharField(max_length=120, db_index=True)
    signer_kind = models.CharField(max_length=10)
    signer_id = models.BigIntegerField(null=True)
    signer_name = models.CharField(max_length=200)
    signer_email = models.EmailField()
    signed_at = models.DateTimeField()
    text = models.ForeignKey(TextVersion, on_delete=models.PROTECT, related_name="signatures")
    language = models.CharField(max_length=2)
    text_sha256 = models.CharField(max_length=64)
    answers = models.JSONField(default=dict)
    evidence = models.JSONField(default=list)
    seal = models.CharField(max_length=100)

    class Meta:
        indexes = [models.Index(fields=["signer_kind", "signer_id"], name="documents_signature_signer")]

    def __str__(self) -> str:
        return f"{self.signer_name} {self.signed_at:%Y-%m-%d}"


class CircleKey(models.Model):
    """The key of a circle of people who share sealed texts, wrapped by an installation key; shredded, it is empty."""

    circle = models.CharField(max_length=80, unique=True)
    wrapped = models.CharField(max_length=200, blank=True)
    under = models.CharField(max_length=12, blank=True, db_index=True)
    made_at = models.DateTimeField()
    shredded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(shredded_at=None) ^ models.Q(wrapped=""), name="documents_shredded_key_is_empty"
            )
        ]

    def __str__(self) -> str:
        return f"key of {self.circle}"
