"""The outbox: every letter as it was written, and what became of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Letter(models.Model):
    """One letter to one person, rendered when it was written, so that no later change of a record reaches it.

    `uncertain` counts how often the mail server's answer was lost after the letter was handed over; each time it was
    sent again under the same Message-ID.
    """

    class State(models.TextChoices):
        KEPT = "kept", _("Kept here")
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being handed over")
        SENT = "sent", _("Sent")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    key = models.CharField(max_length=200, unique=True)
    letter = models.CharField(max_length=100)
    about = models.CharField(max_length=120, blank=True, default="", db_index=True)
    person = models.ForeignKey("district.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    to_name = models.CharField(max_length=200, blank=True)
    to_email = models.CharField(max_length=320)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=250)
    body = models.TextField()
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=10, choices=State.choices)
    created_at = models.DateTimeField()
    send_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    uncertain = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["person", "-send_at"], name="letters_letter_person"),
            models.Index(fields=["-send_at", "-id"], name="letters_letter_latest"),
            models.Index(fields=["state"], name="letters_letter_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="letters_sent_has_moment"
            ),
        ]

    def __str__(self) -> str:
        return self.subject
