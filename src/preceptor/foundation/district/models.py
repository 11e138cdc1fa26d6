"""Tables of who and where: tree, schools, groupings, people, positions, standing, calendar, figures, feeders."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class OrgUnit(models.Model):
    """A place of the administrative tree; `path` is the ids from the root down, '/1/7/42/', and carries permissions."""

    class Kind(models.TextChoices):
        DISTRICT = "district", _("District")
        DIVISION = "division", _("Division")
        OFFICE = "office", _("Office")
        LOCAL_DISTRICT = "local_district", _("Local district")
        SCHOOL = "school", _("School")

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=200, db_index=True, editable=False, default="")

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """A school: its unit in the tree, codes, place, level, grade span and charter status."""

    class Level(models.TextChoices):
        ELEMENTARY = "elementary", _("Elementary")
        MIDDLE = "middle", _("Middle")
        HIGH = "high", _("High")
        SPAN = "span", _("Span")
        OTHER = "other", _("Other")

    class Charter(models.TextChoices):
        NONE = "none", _("District-run")
        AFFILIATED = "affiliated", _("Affiliated charter")
        INDEPENDENT = "independent", _("Directly funded charter")

    unit = models.OneToOneField(OrgUnit, on_delete=models.PROTECT, related_name="school")
    code = models.CharField(max_length=40, unique=True)
    national_code = models.CharField(max_length=40, blank=True)
    level = models.CharField(max_length=20, choices=Level.choices)
    grade_low = models.CharField(max_length=3, blank=True)
    grade_high = models.CharField(max_length=3, blank=True)
    charter = models.CharField(max_length=20, choices=Charter.choices, default=Charter.NONE)
    magnet = models.BooleanField(default=False)
    street = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=80, blank=True)
    postal_code = models.CharField(max_length=12, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    opened = models.DateField(null=True, blank=True)
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"School {self.code}"


class SchoolGroup(models.Model):
    """A named group of schools of one kind: a local district, a maintenance region, a community, a team's schools."""

    class Kind(models.TextChoices):
        LOCAL_DISTRICT = "local_district", _("Local district")
        MAINTENANCE_REGION = "maintenance_region", _("Maintenance region")
        COMMUNITY = "community", _("Community of schools")
        MULTI_CRAFT_TEAM = "multi_craft_team", _("Multi-craft team")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="district_group_code")]

    def __str__(self) -> str:
        return self.name


class GroupMembership(models.Model):
    """A school in a group from a day until a day (exclusive; empty: still)."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="memberships")
    group = models.ForeignKey(SchoolGroup, on_delete=models.PROTECT, related_name="memberships")
    kind = models.CharField(max_length=20, choices=SchoolGroup.Kind.choices)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "kind"], condition=Q(end=None), name="district_one_open_group_a_kind"
            ),
            models.CheckConstraint(condition=Q(end=None) | Q(end__gt=F("start")), name="district_membership_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} from {self.start}"


class SchoolFigure(models.Model):
    """One yearly figure of a school, such as total_enrolled of 2025-26."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="figures")
    year = models.CharField(max_length=7)
    name = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=14, decimal_places=4)
    source = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "year", "name"], name="district_figure_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.year}"


class FeederLink(models.Model):
    """Pupils move on from one school to another; `share` is the part of the leaving class, 0 to 1."""

    source_school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="feeds")
    target_school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="fed_by")
    share = models.DecimalField(max_digits=5, decimal_places=4)
    year = models.CharField(max_length=7)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source_school", "target_school", "year"], name="district_feeder_once"),
            models.CheckConstraint(condition=Q(share__gte=0) & Q(share__lte=1), name="district_feeder_share"),
        ]

    def __str__(self) -> str:
        return f"feeder {self.year}"


class Person(models.Model):
    """Somebody who works in the district or takes part in a program from outside."""

    employee_number = models.CharField(max_length=20, unique=True, null=True, blank=True)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    email = models.EmailField(unique=True)
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=2, choices=[("en", _("English")), ("es", _("Spanish"))], default="en")
    active = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["family_name", "given_name"], name="district_person_name")]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"


class Position(models.Model):
    """A person's job at a unit from a day until a day (exclusive; empty: still), and the position it reports to.

    `number` names the seat in the personnel office. Its holders follow one another, so number and start are unique
    together.
    """

    class Permanence(models.TextChoices):
        PERMANENT = "permanent", _("Permanent")
        PROBATIONARY = "probationary", _("Probationary")
        ACTING = "acting", _("Acting")
        TEMPORARY = "temporary", _("Temporary")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="positions")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="positions")
    number = models.CharField(max_length=30)
    job = models.CharField(max_length=40, db_index=True)
    title = models.CharField(max_length=120)
    permanence = models.CharField(max_length=20, choices=Permanence.choices)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    leave_start = models.DateField(null=True, blank=True)
    leave_end = models.DateField(null=True, blank=True)
    reports_to = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="reports")

    class Meta:
        indexes = [models.Index(fields=["job", "start"], name="district_position_job_start")]
        constraints = [
            models.UniqueConstraint(fields=["number", "start"], name="district_position_number"),
            models.CheckConstraint(condition=Q(end=None) | Q(end__gt=F("start")), name="district_position_dates"),
            models.CheckConstraint(
                condition=Q(leave_end=None) | Q(leave_end__gt=F("leave_start")), name="district_position_leave"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class StandingFact(models.Model):
    """A confidential record of a person's standing, as the personnel office holds it on a day."""

    class Kind(models.TextChoices):
        GOOD_STANDING = "good_standing", _("Good standing")
        EVALUATION = "evaluation", _("Performance evaluation")
        NOTICE = "unsatisfactory_act", _("Notice of unsatisfactory act")
        SUSPENSION = "suspension", _("Suspension")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="standing")
    kind = models.CharField(max_length=30, choices=Kind.choices)
    value = models.CharField(max_length=40)
    as_of = models.DateField()
    source = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind", "as_of"], name="district_standing_once")]

    def __str__(self) -> str:
        return self.kind


class Qualification(models.Model):
    """What the personnel office records of somebody from a day on: a credential, a training finished, a coaching duty.

    `end` is the day from which it holds no longer (exclusive; empty: still).
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="qualifications")
    kind = models.CharField(max_length=40)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    number = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["kind", "start"], name="district_qualification_kind")]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "start"], name="district_qualification_once"),
            models.CheckConstraint(condition=Q(end=None) | Q(end__gt=F("start")), name="district_qualification_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} from {self.start}"


class SchoolYear(models.Model):
    """A school year, '2026-27', with its first and last day."""

    code = models.CharField(max_length=7, unique=True)
    start = models.DateField()
    end = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("start")), name="district_year_dates")]

    def __str__(self) -> str:
        return self.code


class Semester(models.Model):
    """Part of a school year with its first and last day."""

    year = models.ForeignKey(SchoolYear, on_delete=models.CASCADE, related_name="semesters")
    name = models.CharField(max_length=20)
    start = models.DateField()
    end = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "name"], name="district_semester_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="district_semester_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.year_id}"


class Holiday(models.Model):
    """A day on which the district is closed."""

    day = models.DateField(unique=True)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class PendingLoad(models.Model):
    """A file that somebody has given on a page and not yet confirmed; gone after a day at the latest."""

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    data = models.BinaryField()
    mapping = models.TextField(blank=True)
    person_id = models.BigIntegerField()
    made = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name
