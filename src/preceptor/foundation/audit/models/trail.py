"""Tables of the audit trail: its entries, never changed and never removed, and the head of the chain."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One thing that somebody did or saw; each carries the hash of the one before."""

    class ActorKind(models.TextChoices):
        PERSON = "person", _("Person")
        LINK = "link", _("Secret link")
        SYSTEM = "system", _("System")

    number = models.BigIntegerField(primary_key=True)
    moment = models.DateTimeField(db_index=True)
    actor_kind = models.CharField(max_length=10, choices=ActorKind.choices)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=200)
    action = models.CharField(max_length=80)
    about = models.CharField(max_length=120, blank=True)
    # Text and not JSON: a database that rewrites JSON would break the hash.
    facts = models.TextField()
    previous = models.CharField(max_length=64)
    key_id = models.CharField(max_length=12)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["about", "number"], name="audit_entry_about"),
            models.Index(fields=["action", "number"], name="audit_entry_action"),
            models.Index(fields=["actor_kind", "actor_id", "number"], name="audit_entry_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"


class Head(models.Model):
    """The end of the chain, in one row, locked by whoever appends; its seal shows an end that was cut off."""

    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64)
    key_id = models.CharField(max_length=12, blank=True)
    seal = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"
