"""Tables of sessions: groups, their members, dated sessions, attendance, and secret addresses of calendar feeds."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class CohortGroup(models.Model):
    """A group that learns together, of one of the kinds that the definition names."""

    class State(models.TextChoices):
        FORMING = "forming", _("Forming")
        STANDING = "standing", _("Takes place")
        CANCELLED = "cancelled", _("Called off")

    cycle = models.ForeignKey("programs.Cycle", on_delete=models.PROTECT, related_name="+")
    cohort = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State.choices, default=State.FORMING)
    opened_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "cohort", "title"], name="cohorts_group_title"),
            models.CheckConstraint(condition=~Q(title=""), name="cohorts_group_has_title"),
        ]

    def __str__(self) -> str:
        return self.title


class GroupMember(models.Model):
    """Somebody on the roster of a group, from the day they joined until the day they left; or waiting for a place."""

    group = models.ForeignKey(CohortGroup, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    joined = models.DateField()
    left = models.DateField(null=True, blank=True)
    waits_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="cohorts_member_once")]

    def __str__(self) -> str:
        return f"member of {self.group_id}"


class GroupLeader(models.Model):
    """Somebody whom the office named to lead a group or to judge its members' work, in a role of the program."""

    group = models.ForeignKey(CohortGroup, on_delete=models.CASCADE, related_name="leaders")
    person = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=60)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "person", "role"], name="cohorts_leader_once")]

    def __str__(self) -> str:
        return f"{self.role} of {self.group_id}"


class Invitation(models.Model):
    """Somebody from outside the district asked to join a group; accepting it makes the person and the account."""

    group = models.ForeignKey(CohortGroup, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    # Empty for a member; for who is to lead or judge, their role.
    role = models.CharField(max_length=60, blank=True)
    invited_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    invited_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    person = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "email"], name="cohorts_invitation_once"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(person__isnull=False), name="cohorts_accepted_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.email


class GroupSession(models.Model):
    """One sitting of a group: when, how long, where or by which link; `sequence` counts changes for calendars."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        CANCELLED = "cancelled", _("Called off")

    group = models.ForeignKey(CohortGroup, on_delete=models.CASCADE, related_name="sessions")
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    starts = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=10)
    place = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=400, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    uid = models.CharField(max_length=80, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    code = models.CharField(max_length=64, unique=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "key"], name="cohorts_session_key"),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="cohorts_session_takes_time"),
        ]
        indexes = [models.Index(fields=["group", "starts"], name="cohorts_session_group")]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """Somebody's coming to a session and leaving it, and what was made up later."""

    class How(models.TextChoices):
        CODE = "code", _("Signed in by the code")
        LEADER = "leader", _("Entered by who leads")

    session = models.ForeignKey(GroupSession, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    came = models.DateTimeField()
    left = models.DateTimeField(null=True, blank=True)
    made_up = models.PositiveSmallIntegerField(default=0)
    how = models.CharField(max_length=10, choices=How.choices)
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="cohorts_attendance_once"),
            models.CheckConstraint(
                condition=Q(left__isnull=True) | Q(left__gt=F("came")), name="cohorts_attendance_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"attendance of {self.session_id}"


class CalendarFeed(models.Model):
    """The secret address of one person's calendar feed, kept as a hash; a new one closes the old one."""

    person = models.OneToOneField("district.Person", on_delete=models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"feed of {self.person_id}"
