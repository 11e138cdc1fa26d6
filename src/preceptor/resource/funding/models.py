"""Tables of money by need: scenarios on frozen inputs, what schools get, publications, windows, budgets."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Scenario(models.Model):
    """One way to share the pools: a formula, a table of schools and changes to the formula, frozen with their hash."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Being computed")
        READY = "ready", _("Computed")
        SHORT = "short", _("A pool does not suffice")
        INVALID = "invalid", _("Cannot be computed")

    title = models.CharField(max_length=120)
    year = models.CharField(max_length=7, db_index=True)
    formula = models.TextField()
    table = models.TextField()
    changes = models.JSONField(default=dict)
    inputs_sha256 = models.CharField(max_length=64)
    copied_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    faults = models.JSONField(default=list)
    result = models.JSONField(default=dict)
    job_id = models.BigIntegerField(null=True, blank=True)
    made_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    computed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class SchoolShare(models.Model):
    """What one school gets in a scenario, with its figures, its positions and the lines of its explanation."""

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="shares")
    unit = models.ForeignKey("district.OrgUnit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    level = models.CharField(max_length=40, blank=True)
    local_district = models.CharField(max_length=120, blank=True)
    tier = models.CharField(max_length=40, blank=True)
    rank = models.PositiveIntegerField(null=True, blank=True)
    pupils = models.PositiveIntegerField(null=True, blank=True)
    amounts = models.JSONField(default=dict)
    positions = models.JSONField(default=dict)
    lines = models.JSONField(default=list)
    worths = models.JSONField(null=True, blank=True)
    """What would change the amounts, step by step; worked out in the background once a scenario is published."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scenario", "code"], name="funding_share_once")]

    def __str__(self) -> str:
        return self.name


class Publication(models.Model):
    """A scenario that schools are told, one version after the other in a year; norm day brings one with new counts."""

    class Kind(models.TextChoices):
        BUDGET = "budget", _("Budget development")
        NORM_DAY = "norm_day", _("Norm day")

    scenario = models.OneToOneField(Scenario, on_delete=models.PROTECT, related_name="publication")
    year = models.CharField(max_length=7)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    results_sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "number"], name="funding_publication_number")]

    def __str__(self) -> str:
        return f"{self.year} ({self.number})"


class BudgetWindow(models.Model):
    """The time in which schools, or local districts, develop their budgets of a year; windows may run side by side."""

    class Audience(models.TextChoices):
        SCHOOLS = "schools", _("Schools")
        LOCAL_DISTRICTS = "local_districts", _("Local districts")

    year = models.CharField(max_length=7)
    audience = models.CharField(max_length=20, choices=Audience.choices)
    opens = models.DateTimeField()
    closes = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "audience"], name="funding_window_once"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="funding_window_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.audience} {self.year}"


class Budget(models.Model):
    """A school's own budget of a year, on the publication that it rests on; new amounts open it again."""

    class State(models.TextChoices):
        OPEN = "open", _("Being developed")
        SUBMITTED = "submitted", _("Handed in")
        RETURNED = "returned", _("Returned with a question")
        APPROVED = "approved", _("Approved")
        TRUE_UP = "true_up", _("To be adjusted to new amounts")

    unit = models.ForeignKey("district.OrgUnit", on_delete=models.PROTECT, related_name="+")
    year = models.CharField(max_length=7)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="budgets")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    revision = models.PositiveIntegerField(default=0)
    question = models.CharField(max_length=500, blank=True)
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="funding_budget_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}"


class BudgetLine(models.Model):
    """One line of a school's budget: from which grant, on what, how much."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="lines")
    fund = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    note = models.CharField(max_length=200, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gte=0), name="funding_line_amount")]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"
