"""What an applicant hands in: answers, documents, signed texts, and each submission as it was."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Application(models.Model):
    """One person's application for one role of one cycle.

    `version` grows with every saved change. `tab` is the browser tab that saved last, `tab_since` the version
    that it started from: a save built on an older version, by another tab, would overwrite what it never showed.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        REOPENED = "reopened", _("Being changed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    cycle = models.ForeignKey("programs.Cycle", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=60)
    person = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    answers = models.JSONField(default=dict)
    mentees_wished = models.PositiveSmallIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    tab = models.CharField(max_length=40, blank=True)
    tab_since = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    told_aside_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "role", "person"], name="admissions_application_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "reopened"]) | Q(submitted_at__isnull=False),
                name="admissions_submitted_has_moment",
            ),
        ]
        indexes = [models.Index(fields=["cycle", "role", "state"], name="admissions_application_state")]

    def __str__(self) -> str:
        return f"application {self.pk}"


class ApplicationDocument(models.Model):
    """A file that answers one document requirement; `file_id` and `sha256` name it in the documents context."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="documents")
    requirement = models.CharField(max_length=60)
    file_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField(null=True, blank=True)
    uploaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "requirement"], name="admissions_document_once")]

    def __str__(self) -> str:
        return self.name


class TextSigned(models.Model):
    """A text of the definition that the applicant signed, in the version that was shown."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="texts")
    text = models.CharField(max_length=60)
    text_version_id = models.BigIntegerField()
    text_sha256 = models.CharField(max_length=64)
    signature_id = models.BigIntegerField()
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "text"], name="admissions_text_once")]

    def __str__(self) -> str:
        return self.text


class Submission(models.Model):
    """An application exactly as it was handed in; never changed, the highest number counts, no adverse fact in it."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="admissions_submission_number")]

    def __str__(self) -> str:
        return f"submission {self.number}"
