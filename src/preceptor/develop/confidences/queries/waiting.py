"""What waits for one of the two of a pair: new notes, conflicts to answer; numbers alone."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from preceptor.develop.confidences.models import Note, PairConflict
from preceptor.foundation.desk.public import line_rows, lines
from preceptor.foundation.district.public import name_of

NOTES, CONFLICTS = "confidences.notes", "confidences.conflicts"


@dataclass(frozen=True)
class Waiting:
    """New notes by pair with who wrote them, and the pairs in which a conflict waits for an answer."""

    new_notes: Mapping[tuple[int, str], int]
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


def own_lines(person_id: int, now: datetime) -> "dict[str, QuerySet[Any]]":  # noqa: ARG001  a desk's lines take the moment
    """New notes with who wrote them, and conflicts to answer, each with the number of its pair; never what they say."""
    return {
        NOTES: line_rows(new_notes(person_id), key="circle__pair_id", text=name_of("author")),
        CONFLICTS: line_rows(conflicts_told(person_id), key="circle__pair_id"),
    }


def waiting_of(person_id: int, now: datetime) -> Waiting:
    """What waits for somebody in all pairs whose notes are not destroyed."""
    told = (int(line.key) for line in lines(person_id, CONFLICTS, now))
    notes = Counter((int(line.key), line.text) for line in lines(person_id, NOTES, now))
    return Waiting(notes, tuple(dict.fromkeys(told)))
