"""What the records say about an applicant, what the applicant says to it, and what was waived."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class RuleCheck(models.Model):
    """The latest judgement of one rule. `facts` (value, source, as_of by name) are for the applicant alone."""

    class Verdict(models.TextChoices):
        MET = "met", _("Met")
        NOT_MET = "not_met", _("Not met")
        UNKNOWN = "unknown", _("Not known")
        FOR_REVIEWERS = "for_reviewers", _("Judged by people")

    application = models.ForeignKey("Application", on_delete=models.CASCADE, related_name="checks")
    rule = models.CharField(max_length=60)
    verdict = models.CharField(max_length=15, choices=Verdict.choices)
    facts = models.JSONField(default=dict)
    missing = models.JSONField(default=list)
    judged_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "rule"], name="admissions_check_once")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.verdict}"


class Contest(models.Model):
    """An applicant's word that a fact is wrong, and the personnel office's answer; `corrected` makes the rule met."""

    class State(models.TextChoices):
        OPEN = "open", _("Waiting for the personnel office")
        STANDS = "stands", _("The record stands")
        CORRECTED = "corrected", _("The record was corrected")

    application = models.ForeignKey("Application", on_delete=models.CASCADE, related_name="contests")
    rule = models.CharField(max_length=60)
    statement = models.TextField()
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        "district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "rule"], condition=Q(state="open"), name="admissions_one_open_contest"
            ),
            models.CheckConstraint(
                condition=Q(state="open") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="admissions_contest_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.state}"


class Waiver(models.Model):
    """A rule set aside for one applicant: proposed with a reason by one officer, signed by another."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Waiting for the second signature")
        SIGNED = "signed", _("Signed")
        REFUSED = "refused", _("Refused")

    application = models.ForeignKey("Application", on_delete=models.CASCADE, related_name="waivers")
    rule = models.CharField(max_length=60)
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    second_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    second_at = models.DateTimeField(null=True, blank=True)
    second_note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "rule"],
                condition=Q(state__in=["proposed", "signed"]),
                name="admissions_one_waiver_a_rule",
            ),
            models.CheckConstraint(
                condition=Q(second_by=None) | ~Q(second_by=F("proposed_by")), name="admissions_waiver_two_people"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(second_by__isnull=False), name="admissions_waiver_second"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="admissions_waiver_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.state}"
