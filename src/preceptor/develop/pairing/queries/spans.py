"""Pairs and participants with their days, for the contexts that build on pairing."""

from dataclasses import dataclass
from typing import Any

from django.db.models import DateField, DateTimeField, F, IntegerField, Q, QuerySet, Value

from preceptor.develop.pairing.models import Pair, Participant
from preceptor.develop.pairing.rules.spans import PairSpan, ParticipantSpan
from preceptor.foundation.desk.public import has_part
from preceptor.foundation.district.public import today
from preceptor.foundation.look.public import remembered

PAIRED, LISTED = "pairing.paired", "pairing.listed"
_COLUMNS = ("what", "number", "of_cycle", "one", "other", "of_side", "begins", "ends", "left")


@dataclass(frozen=True)
class Spans:
    """Pairs and participants, ended ones among them."""

    pairs: tuple[PairSpan, ...]
    participants: tuple[ParticipantSpan, ...]


def pair_spans(cycle_id: int) -> list[PairSpan]:
    """Every pair of a cycle, ended ones among them."""
    return list(spans(cycle_id).pairs)


def every_pair() -> list[PairSpan]:
    """Every pair of every cycle, ended ones among them."""
    return list(_spans(Pair.objects.all(), Participant.objects.none()).pairs)


def spans(cycle_id: int, person_id: int | None = None) -> Spans:
    """Every pair and participant of a cycle, or what concerns one person in it, in one query."""
    if person_id is None:
        return _spans(Pair.objects.filter(cycle_id=cycle_id), Participant.objects.filter(cycle_id=cycle_id))
    mine = _spans_of(person_id)
    return Spans(
        tuple(each for each in mine.pairs if each.cycle_id == cycle_id),
        tuple(each for each in mine.participants if each.cycle_id == cycle_id),
    )


def cycle_ids_of(person_id: int) -> set[int]:
    """The cycles in which somebody takes part or has a pair."""
    mine = _spans_of(person_id)
    return {each.cycle_id for each in mine.pairs} | {each.cycle_id for each in mine.participants}


def pair_span(pair_id: int) -> PairSpan | None:
    """One pair with its days; None when there is none of this number."""
    found = _spans(Pair.objects.filter(pk=pair_id), Participant.objects.none()).pairs
    return found[0] if found else None


def pairs_of(person_id: int) -> tuple[PairSpan, ...]:
    """Every pair of a person, in whatever cycle, ended ones among them."""
    return _spans_of(person_id).pairs


def _spans_of(person_id: int) -> Spans:
    """All that concerns one person, asked once for a page."""
    if not any(has_part(person_id, name) for name in (PAIRED, LISTED)):
        return Spans((), ())
    return remembered(("pairing.spans", person_id), lambda: _spans(_own_pairs(person_id), _listed(person_id)))


def parts(person_id: int) -> dict[str, QuerySet[Any]]:
    """Whether somebody is or was in a pair, or listed for one."""
    return {PAIRED: _own_pairs(person_id), LISTED: _listed(person_id)}


def _own_pairs(person_id: int) -> QuerySet[Pair]:
    return Pair.objects.filter(Q(mentor_id=person_id) | Q(mentee_id=person_id))


def _listed(person_id: int) -> QuerySet[Participant]:
    return Participant.objects.filter(person_id=person_id)


def _spans(pairs: QuerySet[Pair], listed: QuerySet[Participant]) -> Spans:
    two = pairs.order_by().annotate(
        what=Value("pair"),
        number=F("pk"),
        of_cycle=F("cycle_id"),
        one=F("mentor_id"),
        other=F("mentee_id"),
        of_side=Value(""),
        begins=F("started"),
        ends=F("ended"),
        left=Value(None, output_field=DateTimeField()),
    )
    one = listed.order_by().annotate(
        what=Value("participant"),
        number=F("pk"),
        of_cycle=F("cycle_id"),
        one=F("person_id"),
        other=Value(None, output_field=IntegerField()),
        of_side=F("side"),
        begins=F("since"),
        ends=Value(None, output_field=DateField()),
        left=F("left_at"),
    )
    rows = list(two.values_list(*_COLUMNS).union(one.values_list(*_COLUMNS), all=True))
    found = [PairSpan(*row[1:5], *row[6:8]) for row in rows if row[0] == "pair"]
    taking = sorted((row for row in rows if row[0] == "participant"), key=lambda row: row[1])
    return Spans(
        tuple(sorted(found, key=lambda each: (each.started, each.id))),
        tuple(ParticipantSpan(row[2], row[3], row[5], row[6], row[8] and today(row[8])) for row in taking),
    )
