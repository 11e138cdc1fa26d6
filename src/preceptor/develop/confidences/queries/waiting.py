"""What waits for one of the two of a pair: new notes, conflicts to answer; numbers alone, in one query."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import CharField, F, Q, QuerySet, Value

from preceptor.develop.confidences.models import Note, PairConflict


@dataclass(frozen=True)
class Waiting:
    """New notes by pair, and the pairs in which a conflict waits for an answer."""

    new_notes: Mapping[int, int]
    conflicts: tuple[int, ...]


def _mine(person_id: int) -> Q:
    """What belongs to a pair of somebody whose notes are not destroyed."""
    of_pair = Q(circle__pair__mentor_id=person_id) | Q(circle__pair__mentee_id=person_id)
    return of_pair & Q(circle__destroyed_at=None)


def new_notes(person_id: int) -> "QuerySet[Note]":
    """Notes of the other that somebody has not seen."""
    return Note.objects.filter(_mine(person_id), seen_at=None).exclude(author_id=person_id)


def conflicts_told(person_id: int) -> "QuerySet[PairConflict]":
    """Conflicts that the other has worded and somebody has not answered."""
    return PairConflict.objects.filter(_mine(person_id), agreed_at=None).exclude(worded_by_id=person_id)


def waiting_of(person_id: int) -> Waiting:
    """What waits for somebody in all pairs whose notes are not destroyed."""
    notes, told = new_notes(person_id), conflicts_told(person_id)
    word = CharField()
    both = (
        notes.order_by().annotate(what=Value("note", word), of=F("circle__pair_id")).values_list("what", "of"),
        told.order_by().annotate(what=Value("conflict", word), of=F("circle__pair_id")).values_list("what", "of"),
    )
    rows = list(both[0].union(both[1], all=True))
    counted = Counter(pair_id for what, pair_id in rows if what == "note")
    return Waiting(dict(counted), tuple(dict.fromkeys(pair_id for what, pair_id in rows if what == "conflict")))
