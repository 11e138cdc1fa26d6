"""Tables of surveys: rounds of listening with surveys, focus groups, themes, content and an advisory group."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ListeningRound(models.Model):
    """One undertaking to hear principals, from the first question to the content that is built from the answers."""

    unit = models.ForeignKey("district.OrgUnit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    title_es = models.CharField(max_length=120, blank=True)
    purpose = models.TextField(max_length=1000)
    purpose_es = models.TextField(max_length=1000, blank=True)
    opened_by = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "title"], name="surveys_round_title")]

    def __str__(self) -> str:
        return self.title


class Survey(models.Model):
    """Questions to principals or to a sample of them: anonymous or named, open from a day until a moment."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being written")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    round = models.ForeignKey(ListeningRound, on_delete=models.PROTECT, related_name="surveys")
    title = models.CharField(max_length=120)
    title_es = models.CharField(max_length=120, blank=True)
    anonymous = models.BooleanField(default=True)
    job = models.CharField(max_length=60, default="principal")
    levels = models.JSONField(default=list, blank=True)
    sample = models.PositiveIntegerField(null=True, blank=True)
    seed = models.PositiveIntegerField(default=1)
    least = models.PositiveSmallIntegerField(default=10)
    closes = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "title"], name="surveys_survey_title"),
            models.CheckConstraint(condition=Q(least__gte=5), name="surveys_survey_least"),
        ]
        indexes = [models.Index(fields=["state", "closes"], name="surveys_survey_state")]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """One question of a survey in two languages."""

    class Kind(models.TextChoices):
        SCALE = "scale", _("A scale from 1 to 5")
        ONE = "one", _("One of several")
        MANY = "many", _("Any of several")
        WORDS = "words", _("In their own words")

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.CharField(max_length=300)
    text_es = models.CharField(max_length=300, blank=True)
    choices = models.JSONField(default=list, blank=True)
    required = models.BooleanField(default=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["survey", "position"], name="surveys_question_position")]

    def __str__(self) -> str:
        return self.text


class Invitation(models.Model):
    """Somebody asked to answer. Of an anonymous survey it keeps that they answered, never when nor what."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=40, blank=True)
    area = models.CharField(max_length=120, blank=True)
    answered = models.BooleanField(default=False)
    draft = models.JSONField(default=dict, blank=True)
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "person"], name="surveys_invited_once")]
        indexes = [models.Index(fields=["person", "answered"], name="surveys_invitation_person")]

    def __str__(self) -> str:
        return f"invitation to {self.survey_id}"


class Sheet(models.Model):
    """One person's answers. Of an anonymous survey it names nobody, and its place among the others is drawn by lot."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="sheets")
    person = models.ForeignKey("district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    level = models.CharField(max_length=40, blank=True)
    area = models.CharField(max_length=120, blank=True)
    answers = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "person"], condition=Q(person__isnull=False), name="surveys_sheet_once"
            )
        ]

    def __str__(self) -> str:
        return f"sheet of {self.survey_id}"


class FocusGroup(models.Model):
    """A conversation with a few principals, led by somebody, of which statements are kept and no speakers."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        HELD = "held", pgettext_lazy("focus group", "Held")
        CANCELLED = "cancelled", _("Called off")

    round = models.ForeignKey(ListeningRound, on_delete=models.PROTECT, related_name="groups")
    title = models.CharField(max_length=120)
    starts = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=60)
    place = models.CharField(max_length=300, blank=True)
    leader = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "title"], name="surveys_group_title")]

    def __str__(self) -> str:
        return self.title


class FocusMember(models.Model):
    """Somebody invited to a focus group, and whether they want to come."""

    class Answer(models.TextChoices):
        ASKED = "asked", _("Asked")
        COMING = "coming", _("Coming")
        NOT = "not", _("Not coming")

    group = models.ForeignKey(FocusGroup, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.ASKED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="surveys_focus_once")]

    def __str__(self) -> str:
        return f"member of {self.group_id}"


class Passage(models.Model):
    """What somebody said, without who: an answer in words once its survey is closed, or a statement of a group."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(ListeningRound, on_delete=models.CASCADE, related_name="passages")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    group = models.ForeignKey(FocusGroup, on_delete=models.CASCADE, null=True, blank=True, related_name="passages")
    text = models.TextField(max_length=2000)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(question__isnull=True) ^ Q(group__isnull=True), name="surveys_passage_one_source"
            )
        ]

    def __str__(self) -> str:
        return f"passage of {self.round_id}"


class Theme(models.Model):
    """What several people speak of, named by those who read the passages."""

    round = models.ForeignKey(ListeningRound, on_delete=models.CASCADE, related_name="themes")
    name = models.CharField(max_length=80)
    says = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "name"], name="surveys_theme_name")]

    def __str__(self) -> str:
        return self.name


class Coding(models.Model):
    """One reader's judgement that a passage speaks of a theme."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="codings")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="codings")
    coder = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["passage", "theme", "coder"], name="surveys_coded_once")]

    def __str__(self) -> str:
        return f"coding of {self.passage_id}"


class Reading(models.Model):
    """That a reader has read a passage, whether or not they found a theme in it; agreement is judged on both."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="readings")
    coder = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["passage", "coder"], name="surveys_read_once")]

    def __str__(self) -> str:
        return f"reading of {self.passage_id}"


class Content(models.Model):
    """What is built from what was heard: a session, a course, coaching, a residency; from the idea to the launch."""

    class Kind(models.TextChoices):
        SESSION = "session", _("Session")
        COURSE = "course", _("Course")
        COACHING = "coaching", _("Coaching")
        RESIDENCY = "residency", _("Residency")

    class State(models.TextChoices):
        IDEA = "idea", _("Idea")
        WORK = "work", _("In work")
        READY = "ready", _("Ready")
        LAUNCHED = "launched", _("Launched")

    round = models.ForeignKey(ListeningRound, on_delete=models.CASCADE, related_name="contents")
    title = models.CharField(max_length=120)
    says = models.TextField(max_length=1000, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.IDEA)
    themes = models.ManyToManyField(Theme, related_name="contents")
    cycle = models.ForeignKey("programs.Cycle", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    launches = models.DateField(null=True, blank=True)
    told = models.TextField(max_length=1000, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "title"], name="surveys_content_title")]

    def __str__(self) -> str:
        return self.title


class AdvisoryMember(models.Model):
    """Somebody of the group that advises on the content, from a day until a day."""

    round = models.ForeignKey(ListeningRound, on_delete=models.CASCADE, related_name="advisers")
    person = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="surveys_adviser_once")]

    def __str__(self) -> str:
        return f"adviser of {self.round_id}"


class AdvisoryMeeting(models.Model):
    """A meeting of the advisory group."""

    round = models.ForeignKey(ListeningRound, on_delete=models.CASCADE, related_name="meetings")
    title = models.CharField(max_length=120)
    starts = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=60)
    place = models.CharField(max_length=300, blank=True)
    agenda = models.TextField(max_length=2000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "starts"], name="surveys_meeting_once")]

    def __str__(self) -> str:
        return self.title


class Advice(models.Model):
    """One piece of advice, what the office answers to it, and when it is done."""

    class Answer(models.TextChoices):
        OPEN = "open", _("Not answered yet")
        TAKEN = "taken", _("We do it")
        PARTLY = "partly", _("We do a part of it")
        DECLINED = "declined", _("We do not do it")

    meeting = models.ForeignKey(AdvisoryMeeting, on_delete=models.CASCADE, related_name="advice")
    content = models.ForeignKey(Content, on_delete=models.SET_NULL, null=True, blank=True, related_name="advice")
    text = models.TextField(max_length=1000)
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.OPEN)
    reason = models.TextField(max_length=1000, blank=True)
    due = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(answer__in=["partly", "declined"]) | ~Q(reason=""), name="surveys_advice_reason"
            ),
            models.UniqueConstraint(fields=["meeting", "text"], name="surveys_advice_once"),
        ]

    def __str__(self) -> str:
        return self.text[:60]
