"""Tables of frameworks: each text in immutable versions, with the statements and rubrics that others point at."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Framework(models.Model):
    """One version of a framework; `package` is its CASE package and the truth, the rows beside it are its index."""

    class Wording(models.TextChoices):
        OWN = "own", _("The district's own framework")
        PARAPHRASE = "paraphrase", _("Another owner's framework in our own words")
        OWNER = "owner", _("The owner's official text")

    key = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    identifier = models.CharField(max_length=36)
    title = models.CharField(max_length=300)
    creator = models.CharField(max_length=300)
    wording = models.CharField(max_length=10, choices=Wording.choices)
    ground = models.CharField(max_length=500, blank=True)
    package = models.TextField()
    sha256 = models.CharField(max_length=64)
    loaded_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "number"], name="frameworks_version_number"),
            models.UniqueConstraint(fields=["key", "sha256", "wording"], name="frameworks_text_once"),
            models.CheckConstraint(condition=~Q(wording="owner") | ~Q(ground=""), name="frameworks_owner_has_ground"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class Competency(models.Model):
    """One statement of a framework: a competency, a strategy, a standard."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="competencies")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="children")
    identifier = models.CharField(max_length=36)
    code = models.CharField(max_length=60, blank=True)
    statement = models.TextField()
    short = models.TextField()
    kind = models.CharField(max_length=120, blank=True)
    depth = models.PositiveSmallIntegerField()
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "identifier"], name="frameworks_competency_once"),
        ]
        indexes = [models.Index(fields=["framework", "position"], name="frameworks_competency_order")]

    def __str__(self) -> str:
        return self.code or self.short[:60]


class Rubric(models.Model):
    """A rubric of a framework."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="rubrics")
    identifier = models.CharField(max_length=36)
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["framework", "identifier"], name="frameworks_rubric_once")]

    def __str__(self) -> str:
        return self.title


class RubricCriterion(models.Model):
    """One criterion, which may point at a statement of the framework."""

    rubric = models.ForeignKey(Rubric, on_delete=models.CASCADE, related_name="criteria")
    competency = models.ForeignKey(Competency, on_delete=models.CASCADE, null=True, blank=True, related_name="criteria")
    identifier = models.CharField(max_length=36)
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    weight = models.FloatField(null=True, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rubric", "identifier"], name="frameworks_criterion_once")]

    def __str__(self) -> str:
        return self.title


class RubricLevel(models.Model):
    """One level of a criterion."""

    criterion = models.ForeignKey(RubricCriterion, on_delete=models.CASCADE, related_name="levels")
    identifier = models.CharField(max_length=36)
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    feedback = models.TextField(blank=True)
    score = models.FloatField(null=True, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["criterion", "identifier"], name="frameworks_level_once")]

    def __str__(self) -> str:
        return self.title
