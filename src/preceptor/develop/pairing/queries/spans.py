"""Pairs and participants with their days, for the contexts that build on pairing."""

from django.db.models import Q

from preceptor.develop.pairing.models import Pair, Participant
from preceptor.develop.pairing.rules.spans import PairSpan, ParticipantSpan
from preceptor.foundation.district.public import today


def pair_spans(cycle_id: int, person_id: int | None = None) -> list[PairSpan]:
    """Every pair of a cycle, ended ones among them; of one person alone when asked for."""
    rows = Pair.objects.filter(cycle_id=cycle_id).order_by("started", "pk")
    if person_id is not None:
        rows = rows.filter(Q(mentor_id=person_id) | Q(mentee_id=person_id))
    return [
        PairSpan(*each) for each in rows.values_list("pk", "cycle_id", "mentor_id", "mentee_id", "started", "ended")
    ]


def participant_spans(cycle_id: int, person_id: int | None = None) -> list[ParticipantSpan]:
    """Everybody who takes part in the pairing of a cycle; one person alone when asked for."""
    rows = Participant.objects.filter(cycle_id=cycle_id).order_by("pk")
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    return [
        ParticipantSpan(each.cycle_id, each.person_id, each.side, each.since, each.left_at and today(each.left_at))
        for each in rows
    ]


def cycle_ids_of(person_id: int) -> set[int]:
    """The cycles in which somebody takes part or has a pair."""
    pairs = Pair.objects.filter(Q(mentor_id=person_id) | Q(mentee_id=person_id)).values_list("cycle_id", flat=True)
    parts = Participant.objects.filter(person_id=person_id).values_list("cycle_id", flat=True)
    return set(pairs.union(parts))
