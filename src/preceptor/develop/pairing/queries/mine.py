"""What a mentor or a mentee sees of their own pairs, wishes and offers; and what weighs a change by hand."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from preceptor.develop.pairing.models import Conflict, Offer, Pair, Participant, Wish
from preceptor.develop.pairing.queries.pages import PageMissing, PersonLine, person_lines
from preceptor.develop.pairing.queries.proposals import TermLine, term_lines
from preceptor.develop.pairing.queries.sides import weights_of
from preceptor.develop.pairing.queries.spans import cycle_ids_of
from preceptor.develop.pairing.queries.words import points, wish_badge
from preceptor.develop.programs.public import cycle, cycles
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import people, today


@dataclass(frozen=True)
class PartnerLine:
    """One pair of the reader, with how to reach the other."""

    pair_id: int
    program: str
    cycle_name: str
    i_am: str
    partner: PersonLine
    email: str
    phone: str
    since: date
    ended: date | None
    running: bool
    contact: str


@dataclass(frozen=True)
class ParticipationLine:
    """A cycle in which the reader takes part, and whether they said what they wish, or still need to."""

    id: int
    program: str
    cycle_name: str
    side_word: str
    badge: tuple[str, str]


@dataclass(frozen=True)
class ConflictLine:
    """A conflict of interest that the reader disclosed."""

    id: int
    person: PersonLine
    kind: str
    declared_at: datetime


@dataclass(frozen=True)
class MyPairsPage:
    """The reader's pairs, participations and disclosures."""

    partners: tuple[PartnerLine, ...]
    participations: tuple[ParticipationLine, ...]
    conflicts: tuple[ConflictLine, ...]


@dataclass(frozen=True)
class WishPage:
    """One short form: what the reader is strong in or wants help with."""

    id: int
    program: str
    cycle_name: str
    mentor: bool
    topics: tuple[tuple[str, str], ...]
    others: tuple[tuple[int, str], ...]
    chosen: Mapping[str, Any]


@dataclass(frozen=True)
class OfferedLine:
    """One offered mentor with the reasons."""

    mentor: PersonLine
    score: str
    terms: tuple[TermLine, ...]


@dataclass(frozen=True)
class OfferPage:
    """Mentors to choose from."""

    id: int
    program: str
    best_score: str
    answer_by: datetime
    open: bool
    mentors: tuple[OfferedLine, ...]


@dataclass(frozen=True)
class LevelChange:
    """One level of the objective before and after a change by hand."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class MoveLine:
    """Somebody whose mentor would change."""

    mentee: str
    was: str
    now: str


@dataclass(frozen=True)
class WeighPage:
    """What a change by hand would do, before it is made."""

    run_id: int
    cycle_id: int
    act: str
    mentor: PersonLine
    mentee: PersonLine
    possible: bool
    reasons: tuple[str, ...]
    levels: tuple[LevelChange, ...]
    moved: tuple[MoveLine, ...]


@dataclass(frozen=True)
class ChoiceLine:
    """One mentor for a mentee: how well they fit, the room, and the rule that excludes the pair, if any."""

    mentor: PersonLine
    score: str
    terms: tuple[TermLine, ...]
    room: int
    excluded: str


@dataclass(frozen=True)
class ChoosingPage:
    """Every mentor for one mentee, the best first."""

    cycle_id: int
    title: str
    mentee: PersonLine
    stands_with: PersonLine | None
    run_id: int | None
    may_adopt: bool
    offers: int
    best_score: str
    choices: tuple[ChoiceLine, ...]
    weighed: bool


def my_pairs_page(*, by: Actor, now: datetime) -> MyPairsPage:
    """The reader's pairs, participations and disclosures."""
    pairs = list(Pair.objects.filter(Q(mentor_id=by.id) | Q(mentee_id=by.id)).order_by("-started", "-pk")[:50])
    rows = list(Participant.objects.filter(person_id=by.id or 0, left_at=None).select_related("wish"))
    told = list(Conflict.objects.filter(declared_by_id=by.id, withdrawn_at=None).order_by("-declared_at"))
    known = cycles({pair.cycle_id for pair in pairs} | {row.cycle_id for row in rows})
    ids = {each for pair in pairs for each in (pair.mentor_id, pair.mentee_id)} | {row.about_id for row in told}
    who, reach = person_lines(ids, today(now)), people(ids)
    partners = []
    for pair in pairs:
        mentor, brief = pair.mentor_id == by.id, known[pair.cycle_id]
        other = pair.mentee_id if mentor else pair.mentor_id
        partners.append(
            PartnerLine(
                pair_id=pair.pk,
                program=brief.title,
                cycle_name=brief.name,
                i_am=_("mentor") if mentor else _("mentee"),
                partner=who[other],
                email=reach[other].email,
                phone=reach[other].phone,
                since=pair.started,
                ended=pair.ended,
                running=pair.ended is None and brief.state == "published",
                contact=brief.definition.contact.office,
            )
        )
    standing = Counter(pair.cycle_id for pair in pairs if not pair.ended)
    return MyPairsPage(
        partners=tuple(sorted(partners, key=lambda line: not line.running)),
        participations=tuple(
            ParticipationLine(
                row.pk,
                known[row.cycle_id].title,
                known[row.cycle_id].name,
                str(row.get_side_display()),
                wish_badge(hasattr(row, "wish"), standing[row.cycle_id], row.capacity),
            )
            for row in rows
            if row.cycle_id in known and known[row.cycle_id].state == "published"
        ),
        conflicts=tuple(
            ConflictLine(row.pk, who[row.about_id], str(row.get_kind_display()), row.declared_at) for row in told
        ),
    )


def wish_page(*, participant_id: int, by: Actor) -> WishPage:
    """The reader's wishes in one cycle; the people on the other side can be wished for."""
    row = (
        Participant.objects.filter(pk=participant_id, person_id=by.id or 0, left_at=None).select_related("wish").first()
    )
    if row is None or by.id is None:
        raise PageMissing("not-yours", _("You take no part here."), remedy=_("Open it from your desk."))
    brief, mentor = cycle(row.cycle_id), row.side == Participant.Side.MENTOR
    other = Participant.Side.MENTEE if mentor else Participant.Side.MENTOR
    ids = set(
        Participant.objects.filter(cycle_id=row.cycle_id, side=other, left_at=None).values_list("person_id", flat=True)
    )
    others = sorted(people(ids - {by.id}).values(), key=lambda person: (person.family_name, person.given_name))
    wish: Wish | None = getattr(row, "wish", None)
    chosen = (
        {"topics": wish.topics, "languages": wish.languages, "wished": [str(each.pk) for each in wish.wished.all()]}
        if wish
        else {}
    )
    return WishPage(
        id=row.pk,
        program=brief.title,
        cycle_name=brief.name,
        mentor=mentor,
        topics=tuple((name, task.title) for name, task in brief.definition.support_tasks.items()),
        others=tuple((person.id, person.name) for person in others),
        chosen=chosen,
    )


def offer_page(*, offer_id: int, by: Actor, now: datetime) -> OfferPage:
    """The mentors offered to the reader."""
    offer = Offer.objects.filter(pk=offer_id, mentee_id=by.id).first() if by.id else None
    if offer is None:
        raise PageMissing("unknown-offer", _("There is no such offer for you."), remedy=_("Open it from your desk."))
    rows = list(offer.mentors.order_by("rank"))
    who, brief = person_lines({row.mentor_id for row in rows}, today(now)), cycle(offer.cycle_id)
    weights = weights_of(brief)
    return OfferPage(
        id=offer.pk,
        program=brief.title,
        best_score=points(sum(weights.values()) * 100),
        answer_by=offer.answer_by,
        open=offer.state == Offer.State.OPEN and now <= offer.answer_by,
        mentors=tuple(
            OfferedLine(
                who[row.mentor_id],
                points(row.score),
                term_lines(row.terms, weights),
            )
            for row in rows
        ),
    )


def takes_part(person_id: int) -> bool:
    """Whether a person is or was in any pairing."""
    return bool(cycle_ids_of(person_id))
