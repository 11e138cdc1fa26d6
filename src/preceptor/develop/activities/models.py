"""Tables of activities: what was done and who was there, drafts, the logs handed in over them, and exemptions."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Activity(models.Model):
    """One thing that people did, or have booked; a correction is a new row, and the old one stays as it was.

    There is no text here on purpose: the program office sees hours, kinds and visits, never content.
    """

    class State(models.TextChoices):
        BOOKED = "booked", _("Booked")
        HELD = "held", _("Took place")
        REPLACED = "replaced", _("Replaced by a correction")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class RemoteReason(models.TextChoices):
        ILLNESS = "illness", _("Somebody was ill")
        EMERGENCY = "emergency", _("An emergency at the school")
        CLOSED = "closed", _("The school or the road was closed")
        SHORT = "short", _("A short matter between two visits")
        OTHER = "other", _("Another need")

    cycle = models.ForeignKey("programs.Cycle", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    starts = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=10)
    remote_reason = models.CharField(max_length=10, choices=RemoteReason.choices, blank=True)
    tasks = models.JSONField(default=list)
    competencies = models.JSONField(default=list, db_default=[])
    key = models.CharField(max_length=60, blank=True)
    mastered = models.BooleanField(default=True)
    entered_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField()
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    sent_key = models.CharField(max_length=80, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gt=0), name="activities_activity_takes_time"),
        ]
        indexes = [models.Index(fields=["cycle", "state", "starts"], name="activities_activity_cycle")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class ActivityParty(models.Model):
    """Somebody who took part in an activity, in which role, and what they say of the entry."""

    class Answer(models.TextChoices):
        NOT_ASKED = "not_asked", _("Not asked")
        ASKED = "asked", _("Not answered yet")
        CONFIRMED = "confirmed", _("Confirmed")
        DISPUTED = "disputed", _("Disputed")

    class Dispute(models.TextChoices):
        NOT_HELD = "not_held", _("It did not take place")
        DAY = "day", _("It was on another day")
        LENGTH = "length", _("It was shorter or longer")
        KIND = "kind", _("It was something else, or took place in another way")
        OTHER = "other", _("Something else is wrong; I will tell the other side")

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="parties")
    person = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=60)
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.NOT_ASKED)
    dispute = models.CharField(max_length=10, choices=Dispute.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "person"], name="activities_party_once"),
            models.CheckConstraint(
                condition=Q(answer="disputed") ^ Q(dispute=""), name="activities_dispute_has_reason"
            ),
        ]
        indexes = [models.Index(fields=["person", "answer"], name="activities_party_person")]

    def __str__(self) -> str:
        return f"{self.role} of activity {self.activity_id}"


class ActivityDraft(models.Model):
    """What somebody has typed into the form and not entered yet; one for each person and program cycle."""

    cycle = models.ForeignKey("programs.Cycle", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("district.Person", on_delete=models.CASCADE, related_name="+")
    values = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "person"], name="activities_draft_once")]

    def __str__(self) -> str:
        return f"draft {self.pk}"


class MonthlyLog(models.Model):
    """The log of one person for one month (or another period that the definition names), from open to accepted."""

    class State(models.TextChoices):
        OPEN = "open", _("Not handed in")
        SUBMITTED = "submitted", _("Handed in")
        RETURNED = "returned", _("Returned with a question")
        ACCEPTED = "accepted", _("Accepted")

    cycle = models.ForeignKey("programs.Cycle", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    person = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "name", "person", "period"], name="activities_log_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.period}"


class LogSubmission(models.Model):
    """A log as it was handed in: its lines and sums are frozen, and a later one never changes them."""

    log = models.ForeignKey(MonthlyLog, on_delete=models.CASCADE, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    lines = models.JSONField()
    minutes = models.PositiveIntegerField()
    reply = models.CharField(max_length=500, blank=True)
    submitted_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "number"], name="activities_submission_number")]

    def __str__(self) -> str:
        return f"submission {self.number} of log {self.log_id}"


class LogReturn(models.Model):
    """A submission sent back by the office with a question, or opened again at the wish of its author."""

    submission = models.ForeignKey(LogSubmission, on_delete=models.CASCADE, related_name="returns")
    question = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"return of submission {self.submission_id}"


class LogDueDate(models.Model):
    """The due date that the office designates for the logs of one period, where the program leaves it to the office."""

    cycle = models.ForeignKey("programs.Cycle", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    period = models.CharField(max_length=20)
    due_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "name", "period"], name="activities_due_once")]

    def __str__(self) -> str:
        return f"due date of {self.name} {self.period}"


class DutyExemption(models.Model):
    """The office's word that somebody does not owe a duty in a period, with its reason; withdrawn, it stays."""

    cycle = models.ForeignKey("programs.Cycle", on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=60)
    person = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=20)
    reason = models.CharField(max_length=500)
    given_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        "district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "duty", "person", "period"],
                condition=Q(withdrawn_at=None),
                name="activities_exempt_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="activities_exemption_has_reason"),
        ]

    def __str__(self) -> str:
        return f"exemption {self.pk} from {self.duty}"


class LogReminder(models.Model):
    """A reminder of one log to one person on one day; the table itself keeps it from going out twice."""

    log = models.ForeignKey(MonthlyLog, on_delete=models.CASCADE, related_name="reminders")
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "day"], name="activities_reminder_once_a_day")]

    def __str__(self) -> str:
        return f"reminder of log {self.log_id}"
