"""Tables of coursework: one person's work on one task, what was handed in, and how it was judged."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Work(models.Model):
    """One person's work on one task of a cycle; tasks and their items are named by the definition."""

    class State(models.TextChoices):
        HANDED_IN = "handed_in", _("Handed in")
        RETURNED = "returned", _("Returned with a comment")
        ACCEPTED = "accepted", _("Accepted")

    cycle = models.ForeignKey("programs.Cycle", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    task = models.CharField(max_length=60)
    item = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=State.choices)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "person", "task", "item"], name="coursework_work_once")]
        indexes = [models.Index(fields=["cycle", "state"], name="coursework_work_cycle")]

    def __str__(self) -> str:
        return f"{self.task} {self.item}"


class HandIn(models.Model):
    """Work as it was handed in; a later one never changes it. The file is kept by documents."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="hand_ins")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    link = models.URLField(max_length=400, blank=True)
    file_id = models.BigIntegerField(null=True, blank=True)
    file_name = models.CharField(max_length=150, blank=True)
    sent_key = models.CharField(max_length=80, unique=True)
    handed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["work", "number"], name="coursework_handin_number"),
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(link="") | Q(file_id__isnull=False), name="coursework_handin_is_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} of work {self.work_id}"


class Judged(models.Model):
    """What somebody said of a piece of work, by the rubric; the latest one holds, the others stay."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="judgements")
    hand_in = models.ForeignKey(HandIn, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    levels = models.JSONField(default=dict)
    mastered = models.BooleanField()
    comment = models.CharField(max_length=2000, blank=True)
    held_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=10)
    by = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gt=0), name="coursework_judged_takes_time"),
            models.CheckConstraint(condition=Q(mastered=True) | ~Q(comment=""), name="coursework_return_has_comment"),
        ]

    def __str__(self) -> str:
        return f"judgement of work {self.work_id}"
