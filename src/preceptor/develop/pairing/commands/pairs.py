"""Pairs one by one: offers to those who arrive late, choosing from them, pairs by hand, and the end of a pair."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from preceptor.develop.pairing.commands.letters import tell_end, tell_offer, tell_pairs
from preceptor.develop.pairing.commands.participants import matched, paired, sides
from preceptor.develop.pairing.commands.runs import frozen_inputs, lapse_offers
from preceptor.develop.pairing.models import Offer, OfferedMentor, Pair, Participant
from preceptor.develop.pairing.plans.proposal import best_with_room
from preceptor.develop.pairing.queries.room import room_of
from preceptor.develop.pairing.queries.sides import excluded_by
from preceptor.develop.pairing.queries.words import rule_name
from preceptor.develop.programs.public import CycleBrief
from preceptor.foundation.audit.public import Actor, may, record, require
from preceptor.foundation.district.public import today
from preceptor.foundation.look.public import Refusal

TIME_TO_ANSWER = timedelta(days=7)
# After these a mentee looks for nobody else.
DONE = (Pair.End.COMPLETED, Pair.End.MENTEE_LEFT)


class PairRefused(Refusal):
    """This pair or offer cannot be made or changed that way."""


def offer_mentors(*, cycle_id: int, mentee_id: int, by: Actor, now: datetime) -> int:
    """Offer a waiting mentee the best mentors with room, as many as the definition says."""
    brief = matched(cycle_id)
    require(by, "pairing.coordinate", where=brief.unit_path, now=now)
    _check_waiting(cycle_id, mentee_id)
    best = best_with_room(frozen_inputs(brief, now), mentee_id, room_of(cycle_id), sides(brief).late_arrivals_offered)
    if not best:
        raise PairRefused(
            "no-room",
            _("No mentor who may mentor this person has room."),
            remedy=_("Accept another mentor from the waitlist, or ask a mentor to take one more."),
        )
    try:
        with transaction.atomic():
            return _offered(brief, mentee_id, best, by=by, now=now)
    except IntegrityError:
        raise PairRefused(
            "offered-meanwhile",
            _("Somebody else has just made this person an offer."),
            remedy=_("Open the list of pairs again: the offer is there."),
        ) from None


def _offered(brief: CycleBrief, mentee_id: int, best: Sequence[Mapping[str, Any]], *, by: Actor, now: datetime) -> int:
    """A new offer in place of an open one, and its letter."""
    lapse_offers(brief.id, [mentee_id], now=now)
    offer = Offer.objects.create(cycle_id=brief.id, mentee_id=mentee_id, made_at=now, answer_by=now + TIME_TO_ANSWER)
    OfferedMentor.objects.bulk_create(
        OfferedMentor(offer=offer, mentor_id=each["mentor"], rank=rank, score=each["score"], terms=each["terms"])
        for rank, each in enumerate(best, start=1)
    )
    tell_offer(brief, offer, now=now)
    facts = {"mentee": mentee_id, "mentors": len(best)}
    record(by=by, action="pairing.offer", about=f"pairing.offer:{offer.pk}", facts=facts, now=now)
    return offer.pk


def _check_waiting(cycle_id: int, mentee_id: int) -> Participant:
    mentee = Participant.objects.filter(cycle_id=cycle_id, person_id=mentee_id, side="mentee", left_at=None).first()
    if mentee is None or Pair.objects.filter(cycle_id=cycle_id, mentee_id=mentee_id, ended=None).exists():
        raise PairRefused(
            "not-waiting", _("This person does not wait for a mentor."), remedy=_("Choose somebody who waits.")
        )
    return mentee


@transaction.atomic
def make_pair(*, cycle_id: int, mentor_id: int, mentee_id: int, by: Actor, now: datetime) -> int:
    """Make one pair by hand, within the mentor's room and the hard rules; it stands at once and both get a letter."""
    brief = paired(cycle_id)
    require(by, "pairing.adopt", where=brief.unit_path, now=now)
    _check_waiting(cycle_id, mentee_id)
    pair = _stand(brief, mentor_id, mentee_id, Pair.Origin.HAND, now=now)
    tell_pairs(brief, [pair], now=now)
    facts = {"mentor": mentor_id, "mentee": mentee_id}
    record(by=by, action="pairing.make", about=f"pairing.pair:{pair.pk}", facts=facts, now=now)
    return pair.pk


@transaction.atomic
def choose_offered(*, offer_id: int, mentor_id: int, by: Actor, now: datetime) -> int:
    """The mentee takes one of the offered mentors, who must still have room; the pair stands at once."""
    offer = Offer.objects.select_for_update().filter(pk=offer_id, mentee_id=by.id).first() if by.id else None
    if offer is None:
        raise PairRefused(
            "unknown-offer", _("There is no such offer for you."), remedy=_("Open it from your desk."), status=404
        )
    require(by, "pairing.prefer", now=now)
    if offer.state != Offer.State.OPEN or now > offer.answer_by:
        raise PairRefused(
            "offer-closed",
            _("This offer is answered or its time is over."),
            remedy=_("If you chose already, look at “My pairs”. If not, ask your program office for another offer."),
        )
    if not offer.mentors.filter(mentor_id=mentor_id).exists():
        raise PairRefused(
            "not-offered", _("This mentor was not offered to you."), remedy=_("Choose one from the list.")
        )
    brief = paired(offer.cycle_id)
    Offer.objects.filter(pk=offer_id).update(state=Offer.State.CHOSEN, answered_at=now)
    pair = _stand(brief, mentor_id, offer.mentee_id, Pair.Origin.OFFER, now=now)
    tell_pairs(brief, [pair], now=now)
    facts = {"mentor": mentor_id, "mentee": offer.mentee_id}
    record(by=by, action="pairing.choose", about=f"pairing.pair:{pair.pk}", facts=facts, now=now)
    return pair.pk


def _stand(brief: CycleBrief, mentor_id: int, mentee_id: int, origin: str, *, now: datetime) -> Pair:
    """Make a pair stand when the mentor has room and no hard rule excludes it; the mentor's row is locked meanwhile."""
    rows = Participant.objects.filter(cycle_id=brief.id, left_at=None)
    mentor = rows.select_for_update().filter(person_id=mentor_id, side="mentor").first()
    if mentor is None or room_of(brief.id).get(mentor_id, 0) < 1:
        raise PairRefused(
            "mentor-full",
            _("This mentor has no room any more: somebody else was faster."),
            remedy=_("Choose another one from the list."),
        )
    rule = excluded_by(brief, mentor_id, mentee_id, today(now))
    if rule is not None:
        raise PairRefused(
            "pair-excluded",
            _("This pair is never made: %(rule)s.") % {"rule": rule_name(rule)},
            remedy=_("Choose another one from the list."),
        )
    years = rows.filter(person_id=mentee_id, side="mentee").values_list("program_year", flat=True)
    try:
        with transaction.atomic():
            pair = Pair.objects.create(
                cycle_id=brief.id,
                mentor_id=mentor_id,
                mentee_id=mentee_id,
                program_year=years.first() or 1,
                origin=origin,
                started=today(now),
                adopted_at=now,
            )
    except IntegrityError:
        raise PairRefused(
            "mentee-paired", _("This mentee has a mentor already."), remedy=_("Nothing is left to do.")
        ) from None
    lapse_offers(brief.id, [mentee_id], now=now)
    return pair


def _unknown_pair() -> PairRefused:
    return PairRefused(
        "unknown-pair", _("There is no such pair."), remedy=_("Open the list of pairs again."), status=404
    )


@transaction.atomic
def end_pair(*, pair_id: int, reason: str, by: Actor, now: datetime) -> int:
    """End a pair: by the office, or by either side who says that it no longer helps; gives the cycle."""
    pair = Pair.objects.select_for_update().filter(pk=pair_id).first()
    if pair is None or reason not in Pair.End.values:
        raise _unknown_pair()
    brief = paired(pair.cycle_id)
    own = by.id is not None and by.id in (pair.mentor_id, pair.mentee_id)
    if own and reason == Pair.End.NO_LONGER_HELPS:
        require(by, "pairing.prefer", now=now)
    elif own or may(by, "pairing.coordinate", where=brief.unit_path, now=now):
        require(by, "pairing.coordinate", where=brief.unit_path, now=now)
    else:
        raise _unknown_pair()
    if pair.ended is not None:
        return brief.id  # pressed twice: ended already
    # A pair that has not begun yet ends on the day of its beginning.
    Pair.objects.filter(pk=pair_id).update(ended=max(today(now), pair.started), end_reason=reason)
    if reason in DONE:
        mentee = Participant.objects.filter(cycle_id=brief.id, person_id=pair.mentee_id, side="mentee", left_at=None)
        mentee.update(left_at=now, left_reason=reason)
    tell_end(brief, pair, now=now)
    record(by=by, action="pairing.end", about=f"pairing.pair:{pair_id}", facts={"reason": reason}, now=now)
    return brief.id
