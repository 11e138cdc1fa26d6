"""Tables of growth: the written systems, placements, goals with evidence, what is released to whom, nominations.

What people write about themselves is sealed under a key of their own; levels stand in the clear, and no query hands
one out without asking who reads.
"""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Level(models.IntegerChoices):
    """The four levels."""

    EMERGING = 1, _("New or emerging")
    PRACTICING = 2, _("Practicing")
    PROGRESSING = 3, _("Progressing")
    LEADING = 4, _("Leading or aspiring")


class GrowthText(models.Model):
    """One text of a growth system or of a readiness rule, never changed; the newest of a key is in force."""

    class Kind(models.TextChoices):
        SYSTEM = "system", _("Growth system")
        READINESS = "readiness", _("Readiness rule")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    key = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key", "number"], name="growth_text_number")]

    def __str__(self) -> str:
        return f"{self.key} ({self.number})"


class Placement(models.Model):
    """Where somebody sees themselves in their group's system, and where they and another agreed that they stand."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being written")
        ASKED = "asked", _("Somebody is asked")
        ANSWERED = "answered", _("Answered")
        AGREED = "agreed", _("Agreed")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    system = models.ForeignKey(GrowthText, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    started_at = models.DateTimeField()
    partner = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=~Q(state="agreed"), name="growth_one_placement_under_way"
            ),
            models.CheckConstraint(condition=Q(state="draft") | Q(partner__isnull=False), name="growth_partner_named"),
        ]
        indexes = [
            models.Index(fields=["partner", "state"], name="growth_placement_partner"),
            models.Index(fields=["person", "agreed_at"], name="growth_placement_person"),
        ]

    def __str__(self) -> str:
        return f"placement {self.pk}"


class PlacementLine(models.Model):
    """One strand of a placement: the person's own level and why, and the other's level and why."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="lines")
    strand = models.CharField(max_length=60)
    own = models.PositiveSmallIntegerField(choices=Level.choices, null=True, blank=True)
    theirs = models.PositiveSmallIntegerField(choices=Level.choices, null=True, blank=True)
    agreed = models.PositiveSmallIntegerField(choices=Level.choices, null=True, blank=True)
    sealed_why = models.TextField(blank=True)
    sealed_answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["placement", "strand"], name="growth_line_once"),
            models.CheckConstraint(condition=Q(own=None) | Q(own__gte=1, own__lte=4), name="growth_line_own"),
            models.CheckConstraint(
                condition=Q(agreed=None) | Q(agreed__gte=1, agreed__lte=4), name="growth_line_agreed"
            ),
        ]

    def __str__(self) -> str:
        return f"line {self.pk}"


class Goal(models.Model):
    """Something that somebody wants to reach in a strand, until a day."""

    class State(models.TextChoices):
        OPEN = "open", _("Being worked on")
        REACHED = "reached", _("Goal reached")
        DROPPED = "dropped", _("Put aside")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    system = models.ForeignKey(GrowthText, on_delete=models.PROTECT, related_name="+")
    strand = models.CharField(max_length=60)
    sealed = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    due = models.DateField()
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state="open") ^ Q(closed_at__isnull=False), name="growth_goal_closed")
        ]
        indexes = [models.Index(fields=["person", "state", "due"], name="growth_goal_person")]

    def __str__(self) -> str:
        return f"goal {self.pk}"


class Evidence(models.Model):
    """Something that shows how far a goal is, in the person's words."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="evidence")
    sealed = models.TextField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"evidence {self.pk}"


class GrowthRelease(models.Model):
    """One item that its owner opened to a person, or (a level) to the office that finds coaches; until taken back.

    `to_line` says that the owner knew that the reader stands in their reporting line.
    """

    class Item(models.TextChoices):
        PLACEMENT = "placement", _("A placement with what was written about it")
        LEVEL = "level", _("The agreed level of one strand")
        GOAL = "goal", _("A goal with its evidence")

    person = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    item = models.CharField(max_length=10, choices=Item.choices)
    number = models.UUIDField()
    to = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to_line = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(to__isnull=False) | Q(item="level"), name="growth_office_sees_levels"),
            models.UniqueConstraint(
                fields=["number", "to"], condition=Q(withdrawn_at=None), name="growth_released_once"
            ),
            models.UniqueConstraint(
                fields=["number"], condition=Q(withdrawn_at=None, to=None), name="growth_office_once"
            ),
        ]
        indexes = [
            models.Index(fields=["to", "withdrawn_at"], name="growth_release_to"),
            models.Index(fields=["number"], name="growth_release_number"),
        ]

    def __str__(self) -> str:
        return f"release of {self.item} {self.number}"


class Nomination(models.Model):
    """Somebody whom the office proposes for training, and what they and the program's coordinator made of it."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("The person is asked")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        SEEN = "seen", _("Taken up by the program")

    person = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    readiness = models.CharField(max_length=60)
    cycle = models.ForeignKey("programs.Cycle", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=60)
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    made_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    application = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "cycle", "role"], name="growth_nominated_once")]
        indexes = [
            models.Index(fields=["person", "state"], name="growth_nomination_person"),
            models.Index(fields=["cycle", "state"], name="growth_nomination_cycle"),
        ]

    def __str__(self) -> str:
        return f"nomination {self.pk}"
