"""Pairs that stand, and the offers made to those who arrive in mid-year."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Pair(models.Model):
    """A mentor and a mentee of a cycle from a day until a day; an open pair is never changed by a run."""

    class Origin(models.TextChoices):
        MATCHING = "matching", _("Matching")
        CONTINUED = "continued", _("Continued from the year before")
        OFFER = "offer", _("Chosen from an offer")
        HAND = "hand", _("Made by hand")
        IMPORTED = "imported", _("Imported")

    class End(models.TextChoices):
        COMPLETED = "completed", _("Completed")
        NO_LONGER_HELPS = "no_longer_helps", _("No longer helps")
        MENTOR_LEFT = "mentor_left", _("The mentor left")
        MENTEE_LEFT = "mentee_left", _("The mentee left")

    cycle = models.ForeignKey("programs.Cycle", on_delete=models.PROTECT, related_name="+")
    mentor = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    mentee = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    program_year = models.PositiveSmallIntegerField(default=1)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    run = models.ForeignKey("MatchRun", on_delete=models.PROTECT, null=True, blank=True, related_name="pairs")
    started = models.DateField()
    ended = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=16, choices=End.choices, blank=True)
    adopted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "mentee"], condition=Q(ended=None), name="pairing_one_open_pair_a_mentee"
            ),
            models.CheckConstraint(condition=~Q(mentor=F("mentee")), name="pairing_two_people"),
            models.CheckConstraint(condition=Q(ended=None) | Q(ended__gte=F("started")), name="pairing_pair_dates"),
        ]
        indexes = [models.Index(fields=["cycle", "mentor", "ended"], name="pairing_pair_mentor")]

    def __str__(self) -> str:
        return f"pair {self.pk}"


class Offer(models.Model):
    """The best mentors with room, offered to a mentee who arrived after the matching."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CHOSEN = "chosen", _("Chosen")
        LAPSED = "lapsed", _("Lapsed")

    cycle = models.ForeignKey("programs.Cycle", on_delete=models.PROTECT, related_name="+")
    mentee = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    made_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "mentee"], condition=Q(state="open"), name="pairing_one_open_offer"
            )
        ]

    def __str__(self) -> str:
        return f"offer {self.pk}"


class OfferedMentor(models.Model):
    """One mentor of an offer, with the score and its terms as they were when the offer was made."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="mentors")
    mentor = models.ForeignKey("district.Person", on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField()
    score = models.PositiveIntegerField()
    terms = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "rank"], name="pairing_offer_rank")]

    def __str__(self) -> str:
        return f"offered {self.rank}"
