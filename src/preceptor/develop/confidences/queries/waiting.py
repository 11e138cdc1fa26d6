"""What waits for one of the two of a pair: new notes, conflicts to answer; numbers alone, in one query."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import CharField, F, Q, Value

from preceptor.develop.confidences.models import Note, PairConflict


@dataclass(frozen=True)
class Waiting:
    """New notes by pair, and the pairs in which a conflict waits for an answer."""

    new_notes: Mapping[int, int]
    conflicts: tuple[int, ...]


def waiting_of(person_id: int) -> Waiting:
    """What waits for somebody in all pairs whose notes are not destroyed."""
    mine = Q(circle__pair__mentor_id=person_id) | Q(circle__pair__mentee_id=person_id)
    alive = Q(circle__destroyed_at=None)
    notes = Note.objects.filter(mine, alive, seen_at=None).exclude(author_id=person_id)
    told = PairConflict.objects.filter(mine, alive, agreed_at=None).exclude(worded_by_id=person_id)
    word = CharField()
    both = (
        notes.order_by().annotate(what=Value("note", word), of=F("circle__pair_id")).values_list("what", "of"),
        told.order_by().annotate(what=Value("conflict", word), of=F("circle__pair_id")).values_list("what", "of"),
    )
    rows = list(both[0].union(both[1], all=True))
    counted = Counter(pair_id for what, pair_id in rows if what == "note")
    return Waiting(dict(counted), tuple(dict.fromkeys(pair_id for what, pair_id in rows if what == "conflict")))
