"""What waits for one of a pair: wishes to state, offers to answer, a partner to get in touch with."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Q, QuerySet, When

from preceptor.develop.pairing.models import Offer, Pair, Participant
from preceptor.develop.pairing.queries.coordinating import open_runs, unpaired_mentees
from preceptor.develop.programs.public import open_cycles
from preceptor.foundation.accounts.public import holds
from preceptor.foundation.desk.public import DeskLine, line_rows, lines
from preceptor.foundation.district.public import name_of

NEWLY = timedelta(days=14)
WISHES, OFFERS, PARTNERS = "pairing.wishes", "pairing.offers", "pairing.partners"


@dataclass(frozen=True)
class WaitingWish:
    """Somebody who takes part in a running program and has not said what they wish."""

    participant_id: int
    program: str


@dataclass(frozen=True)
class NewPartner:
    """Somebody with whom the reader has just been paired."""

    name: str
    program: str
    adopted_at: datetime | None


def traces(person_id: int, now: datetime) -> dict[str, QuerySet[Any]]:
    """What may wait for a coordinator, by name."""
    if not holds(person_id, "pairing.coordinate", now):
        return {}
    return {"pairing.mentees": unpaired_mentees(), "pairing.runs": open_runs()}


def own_lines(person_id: int, now: datetime) -> dict[str, QuerySet[Any]]:
    """Wishes to state and new partners with the number of their cycle, and offers that a mentee can still answer."""
    mine = Q(mentor_id=person_id) | Q(mentee_id=person_id)
    paired = Pair.objects.filter(mine, ended=None).values("cycle_id")
    wishless = Participant.objects.filter(person_id=person_id, left_at=None, wish__isnull=True)
    offered = Offer.objects.filter(mentee_id=person_id, state=Offer.State.OPEN, answer_by__gte=now)
    fresh = Pair.objects.filter(mine, ended=None, adopted_at__gt=now - NEWLY)
    other = Case(When(mentor_id=person_id, then=name_of("mentee")), default=name_of("mentor"))
    return {
        WISHES: line_rows(wishless.exclude(cycle_id__in=paired), number="cycle_id"),
        OFFERS: line_rows(offered, due="answer_by"),
        PARTNERS: line_rows(fresh, text=other, number="cycle_id", since="adopted_at"),
    }


def waiting_wishes(person_id: int, now: datetime) -> list[WaitingWish]:
    """Wishes to state in running cycles."""
    told = _running(lines(person_id, WISHES, now))
    return [WaitingWish(int(line.key), title) for line, title in told]


def open_offers(person_id: int, now: datetime) -> tuple[DeskLine, ...]:
    """Offers that a mentee can still answer."""
    return lines(person_id, OFFERS, now)


def new_partners(person_id: int, now: datetime) -> list[NewPartner]:
    """Partners of pairs that were made lately in running cycles, for the desks of both sides."""
    told = _running(lines(person_id, PARTNERS, now))
    return [NewPartner(line.text, title, line.since) for line, title in told]


def _running(found: tuple[DeskLine, ...]) -> list[tuple[DeskLine, str]]:
    """Those lines whose cycle runs, with its title."""
    titles = {brief.id: brief.title for brief in open_cycles()} if found else {}
    return [(line, titles[line.number]) for line in found if line.number in titles]
