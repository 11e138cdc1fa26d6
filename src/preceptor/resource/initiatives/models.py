"""Tables of initiatives: plans, milestones, what waits for what, slips, every change, and what people say."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Initiative(models.Model):
    """One initiative of the district: what is wrong, what is done about it, what it may cost."""

    class Budget(models.TextChoices):
        AMOUNT = "amount", _("An amount")
        WITHIN = "within_budget", _("Within a current budget")
        NEUTRAL = "cost_neutral", _("Cost neutral")
        OPEN = "to_be_determined", _("To be determined")

    key = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    purpose = models.TextField()
    source = models.CharField(max_length=300)
    issue = models.TextField()
    solution = models.JSONField(default=list)
    benefits = models.JSONField(default=list)
    leads = models.JSONField(default=list)
    launch = models.CharField(max_length=60)
    budget_kind = models.CharField(max_length=20, choices=Budget.choices)
    budget_amount = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    budget_says = models.CharField(max_length=300)
    chart_first = models.DateField(null=True, blank=True)
    chart_months = models.PositiveSmallIntegerField(default=0)
    assumptions = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(budget_kind="amount", budget_amount__isnull=False)
                | (~Q(budget_kind="amount") & Q(budget_amount__isnull=True)),
                name="initiatives_amount_where_there_is_one",
            )
        ]

    def __str__(self) -> str:
        return self.title


class InitiativeLead(models.Model):
    """Somebody of the district who leads an initiative here."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="led_by")
    person = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["initiative", "person"], name="initiatives_lead_once")]

    def __str__(self) -> str:
        return f"lead of {self.initiative_id}"


class Milestone(models.Model):
    """One line of a plan: the baseline, today's plan, what happened, and the measure that it may follow."""

    class Comparison(models.TextChoices):
        AT_LEAST = "at_least", _("at least")
        AT_MOST = "at_most", _("at most")

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="milestones")
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    place = models.PositiveSmallIntegerField()
    base_start = models.DateField()
    base_end = models.DateField(null=True, blank=True)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    on_going = models.BooleanField(default=False)
    started = models.DateField(null=True, blank=True)
    ended = models.DateField(null=True, blank=True)
    owner = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    owner_says = models.CharField(max_length=200, blank=True)
    cost_per_day = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    budget = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    measure = models.CharField(max_length=80, blank=True)
    comparison = models.CharField(max_length=8, choices=Comparison.choices, default=Comparison.AT_LEAST)
    threshold = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    reading = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    reading_unit = models.CharField(max_length=40, blank=True)
    read_on = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    drawn_first = models.PositiveSmallIntegerField(null=True, blank=True)
    drawn_last = models.PositiveSmallIntegerField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "key"], name="initiatives_milestone_key"),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="initiatives_end_not_before_start"
            ),
            models.CheckConstraint(
                condition=Q(ended__isnull=True) | Q(started__isnull=True) | Q(ended__gte=F("started")),
                name="initiatives_ended_not_before_started",
            ),
            models.CheckConstraint(
                condition=Q(on_going=False) | (Q(end__isnull=True) & Q(base_end__isnull=True)),
                name="initiatives_on_going_has_no_end",
            ),
            models.CheckConstraint(
                condition=Q(measure="") | Q(threshold__isnull=False), name="initiatives_measure_has_threshold"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class MilestoneLink(models.Model):
    """One milestone waits for another of the same initiative."""

    class Kind(models.TextChoices):
        FINISH_TO_START = "finish_to_start", _("begins when the other ends")
        START_TO_START = "start_to_start", _("begins when the other begins")

    before = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="links_out")
    after = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="links_in")
    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.FINISH_TO_START)
    lag = models.SmallIntegerField(default=0)
    from_file = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["before", "after", "kind"], name="initiatives_link_once"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="initiatives_waits_for_another"),
        ]

    def __str__(self) -> str:
        return f"{self.after_id} waits for {self.before_id}"


class Slip(models.Model):
    """Dates that moved later: why, what they moved downstream, and what that costs."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="slips")
    at = models.DateTimeField()
    by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=500)
    was_start = models.DateField()
    was_end = models.DateField(null=True, blank=True)
    now_start = models.DateField()
    now_end = models.DateField(null=True, blank=True)
    days = models.PositiveIntegerField()
    downstream = models.JSONField(default=list)
    downstream_days = models.PositiveIntegerField(default=0)
    last_days = models.IntegerField(default=0)
    cost = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="initiatives_slip_has_reason")]

    def __str__(self) -> str:
        return f"slip of {self.milestone_id}"


class PlanChange(models.Model):
    """One change of an initiative, kept for good: what it was, what it is now, and why."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="changes")
    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, null=True, blank=True, related_name="changes")
    at = models.DateTimeField()
    by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    what = models.CharField(max_length=20)
    was = models.CharField(max_length=300, blank=True)
    now = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.what} {self.initiative_id}"


class Remark(models.Model):
    """What somebody said about an initiative: a comment, or a decision."""

    class Kind(models.TextChoices):
        COMMENT = "comment", _("Comment")
        DECISION = "decision", _("Decision")

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="remarks")
    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, null=True, blank=True, related_name="remarks")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.COMMENT)
    text = models.TextField()
    by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="initiatives_remark_says_something")]

    def __str__(self) -> str:
        return f"{self.kind} {self.initiative_id}"
