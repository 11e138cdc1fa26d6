"""Tables of stipends: formulas chosen, runs, lines, approvals, the files for payroll, and hours that were paid."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class FormulaChoice(models.Model):
    """The formula that the office has chosen for a payment and period; another choice is another row."""

    class Formula(models.TextChoices):
        FLAT = "flat", _("One amount, whatever the number of partners")
        PER_PARTNER = "per_partner", _("An amount for each partner, less for those after the first")
        BY_PARTNERS = "by_partners", _("Amounts by the number of partners")
        PER_HOUR = "per_hour", _("An amount for each hour in accepted logs")

    cycle = models.ForeignKey("programs.Cycle", on_delete=models.PROTECT, related_name="+")
    payment = models.CharField(max_length=60)
    period = models.CharField(max_length=60)
    number = models.PositiveSmallIntegerField()
    formula = models.CharField(max_length=12, choices=Formula.choices)
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    later_percent = models.PositiveSmallIntegerField(default=100)
    tiers = models.JSONField(default=list)
    by_days = models.BooleanField(default=False)
    log_share = models.BooleanField(default=False)
    reason = models.CharField(max_length=500)
    chosen_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "payment", "period", "number"], name="stipends_choice_number"),
            models.CheckConstraint(condition=~Q(reason=""), name="stipends_choice_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.payment} {self.period} version {self.number}"


class PayRelease(models.Model):
    """The office's word that somebody is paid although their position has ended; one for a payment and period."""

    cycle = models.ForeignKey("programs.Cycle", on_delete=models.PROTECT, related_name="+")
    payment = models.CharField(max_length=60)
    period = models.CharField(max_length=60)
    person = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "payment", "period", "person"], name="stipends_release_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="stipends_release_has_reason"),
        ]

    def __str__(self) -> str:
        return f"release of {self.payment} {self.period}"


class PaymentRun(models.Model):
    """One working-out of a payment for a period: everybody's line, from being computed to being with payroll."""

    class State(models.TextChoices):
        WORKING = "working", _("Being worked out")
        COMPUTED = "computed", _("To be approved")
        APPROVED = "approved", _("Approved")
        EXPORTED = "exported", _("With payroll")
        DISCARDED = "discarded", _("Discarded")

    cycle = models.ForeignKey("programs.Cycle", on_delete=models.PROTECT, related_name="+")
    payment = models.CharField(max_length=60)
    period = models.CharField(max_length=60)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WORKING)
    terms = models.JSONField(default=dict)
    choice = models.ForeignKey(FormulaChoice, on_delete=models.PROTECT, null=True, blank=True, related_name="runs")
    by_hand = models.BooleanField(default=False)
    created_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    computed_at = models.DateTimeField(null=True, blank=True)
    export_asked_at = models.DateTimeField(null=True, blank=True)
    job_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "payment", "period", "number"], name="stipends_run_number"),
            models.UniqueConstraint(
                fields=["cycle", "payment", "period"],
                condition=Q(state__in=["working", "computed", "approved"]),
                name="stipends_run_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payment} {self.period} run {self.number}"


class PayLine(models.Model):
    """One person's line of a run with each step of its arithmetic; it is never changed, a correction is a new line."""

    run = models.ForeignKey(PaymentRun, on_delete=models.PROTECT, related_name="lines")
    person = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    owed = models.DecimalField(max_digits=12, decimal_places=2)
    pays = models.DecimalField(max_digits=12, decimal_places=2)
    steps = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    hours = models.JSONField(default=list)
    held = models.BooleanField(default=False)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "person"], name="stipends_line_once"),
            models.CheckConstraint(condition=Q(held=False) | Q(pays=0), name="stipends_held_line_pays_nothing"),
            models.CheckConstraint(condition=Q(owed__gte=0), name="stipends_owed_is_not_negative"),
            models.CheckConstraint(
                condition=Q(pays__gte=0) | Q(corrects__isnull=False), name="stipends_less_only_as_correction"
            ),
        ]

    def __str__(self) -> str:
        return f"line {self.pk} of {self.run_id}"


class PayApproval(models.Model):
    """One of the two approvals of a run."""

    run = models.ForeignKey(PaymentRun, on_delete=models.CASCADE, related_name="approvals")
    number = models.PositiveSmallIntegerField()
    by = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "by"], name="stipends_approval_by_two_people"),
            models.UniqueConstraint(fields=["run", "number"], name="stipends_approval_number"),
            models.CheckConstraint(condition=Q(number__in=[1, 2]), name="stipends_approval_one_or_two"),
        ]

    def __str__(self) -> str:
        return f"approval {self.number} of {self.run_id}"


class PayrollFile(models.Model):
    """The file that payroll got for a run: there is one, its bytes never change."""

    run = models.OneToOneField(PaymentRun, on_delete=models.PROTECT, related_name="file")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    lines = models.PositiveIntegerField()
    total = models.DecimalField(max_digits=14, decimal_places=2)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"payroll file of {self.run_id}"


class PaidHours(models.Model):
    """Time of a person that an approved line pays for; the table itself keeps it from being paid twice."""

    line = models.ForeignKey(PayLine, on_delete=models.PROTECT, related_name="paid_hours")
    person = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    starts = models.DateTimeField()
    minutes = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "starts"], name="stipends_hours_paid_once")]

    def __str__(self) -> str:
        return f"hours of line {self.line_id}"
