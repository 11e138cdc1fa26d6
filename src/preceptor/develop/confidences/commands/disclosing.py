"""Disclosure by law: proposed by one officer, approved by another, told to the pair, read by these two alone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.develop.confidences.commands.letters import tell_disclosure
from preceptor.develop.confidences.models import Disclosure, PairCircle
from preceptor.develop.confidences.queries.disclosures import DisclosedPage, disclosed_page
from preceptor.develop.confidences.rules.disclosing import (
    Demand,
    Fault,
    demand_faults,
    is_readable,
    officer_fault,
    tell_on,
)
from preceptor.develop.pairing.public import PairSpan, pair_span, pairs_of
from preceptor.develop.programs.public import cycle
from preceptor.foundation.audit.public import SYSTEM, Actor, record, require
from preceptor.foundation.district.public import reporting_lines, search_people, today
from preceptor.foundation.look.public import Refusal

PROPOSE, APPROVE = "confidences.propose", "confidences.approve"
State = Disclosure.State


class DisclosureRefused(Refusal):
    """This disclosure cannot be proposed, decided or read that way."""

    status = 422


@dataclass(frozen=True)
class Named:
    """What an officer writes down: the two people, the ground in law, and which notes."""

    emails: tuple[str, str]
    ground: str
    reference: str
    demand: Demand


def _about(disclosure_id: int) -> str:
    return f"confidences.disclosure:{disclosure_id}"


@transaction.atomic
def propose_disclosure(*, named: Named, by: Actor, now: datetime) -> int:
    """Propose that notes of a pair be opened, on a legal ground; nothing is opened and nobody told by this."""
    require(by, PROPOSE, now=now)
    faults = demand_faults(named.demand, today(now))
    if faults or named.ground not in Disclosure.Ground.values or not named.reference.strip():
        raise _refused(faults[0] if faults else "reference")
    pair, circle = _circle_named(named)
    _check_officer(by, pair, None, now)
    demand = named.demand
    row = Disclosure.objects.create(
        circle=circle,
        ground=named.ground,
        reference=named.reference.strip()[:200],
        first=demand.first,
        last=demand.last,
        readable_until=demand.readable_until,
        order=demand.order.strip()[:200],
        silent_until=demand.silent_until,
        proposed_by_id=by.id or 0,
        proposed_at=now,
    )
    facts = {"pair": pair.id, "ground": named.ground, "reference": row.reference, "silent_until": row.silent_until}
    record(by=by, action="confidences.propose", about=_about(row.pk), facts=facts, now=now)
    return row.pk


@transaction.atomic
def approve_disclosure(*, disclosure_id: int, by: Actor, now: datetime) -> None:
    """Open the notes to both officers, and tell the pair, unless an order of a court forbids that for now."""
    row, pair = _proposed(disclosure_id, by, now)
    if row.state == State.APPROVED:
        return  # pressed twice
    if row.readable_until < today(now):
        raise _refused("reading")
    Disclosure.objects.filter(pk=row.pk).update(state=State.APPROVED, decided_by_id=by.id, decided_at=now)
    row.refresh_from_db()
    told = tell_on(today(now), row.silent_until) <= today(now)
    if told:
        _tell(row, pair, now)
    facts = {"proposed_by": row.proposed_by_id, "told": told, "order": row.order, "silent_until": row.silent_until}
    record(by=by, action="confidences.approve", about=_about(row.pk), facts=facts, now=now)


@transaction.atomic
def decline_disclosure(*, disclosure_id: int, by: Actor, now: datetime) -> None:
    """Turn a proposal down; nothing was opened."""
    row, _pair = _proposed(disclosure_id, by, now)
    if row.state == State.DECLINED:
        return  # pressed twice
    Disclosure.objects.filter(pk=row.pk).update(state=State.DECLINED, decided_by_id=by.id, decided_at=now)
    record(by=by, action="confidences.decline", about=_about(row.pk), facts={}, now=now)


@transaction.atomic
def tell_pair(*, disclosure_id: int, now: datetime) -> bool:
    """Tell a pair of a disclosure whose order of silence has ended; once."""
    row = Disclosure.objects.select_for_update(of=("self",)).filter(pk=disclosure_id, told_at=None).first()
    pair = pair_span(row.circle.pair_id) if row else None
    if row is None or pair is None or row.state != State.APPROVED or row.decided_at is None:
        return False
    if tell_on(today(row.decided_at), row.silent_until) > today(now):
        return False
    _tell(row, pair, now)
    record(by=SYSTEM, action="confidences.tell-disclosure", about=_about(row.pk), facts={}, now=now)
    return True


@transaction.atomic
def read_disclosed(*, disclosure_id: int, by: Actor, now: datetime) -> DisclosedPage:
    """The disclosed text for one of the two officers, each reading recorded; through this door alone."""
    row = Disclosure.objects.select_related("circle").filter(pk=disclosure_id).first()
    pair = pair_span(row.circle.pair_id) if row else None
    if row is None or pair is None or by.id is None or by.id not in (row.proposed_by_id, row.decided_by_id):
        raise unknown_disclosure()
    require(by, PROPOSE if by.id == row.proposed_by_id else APPROVE, now=now)
    if not is_readable(row.state, row.readable_until, today(now)):
        raise DisclosureRefused(
            "not-readable",
            _("This disclosure is not approved, or its time of reading is over."),
            remedy=_("Propose another one if the law still demands it."),
            status=403,
        )
    _check_officer(by, pair, None, now)
    page = disclosed_page(row, pair)
    record(by=by, action="confidences.read-disclosed", about=_about(row.pk), facts={"notes": len(page.notes)}, now=now)
    return page


def _tell(row: Disclosure, pair: PairSpan, now: datetime) -> None:
    Disclosure.objects.filter(pk=row.pk).update(told_at=now)
    tell_disclosure(cycle(pair.cycle_id), pair, row, now=now)


def _proposed(disclosure_id: int, by: Actor, now: datetime) -> tuple[Disclosure, PairSpan]:
    """A proposal that this officer may decide on."""
    require(by, APPROVE, now=now)
    row = Disclosure.objects.select_for_update(of=("self",)).filter(pk=disclosure_id).first()
    pair = pair_span(row.circle.pair_id) if row else None
    if row is None or pair is None:
        raise unknown_disclosure()
    _check_officer(by, pair, row.proposed_by_id, now)
    if row.state != State.PROPOSED and row.decided_by_id != by.id:
        raise DisclosureRefused(
            "decided-already",
            _("Somebody else has decided on this proposal."),
            remedy=_("Open the list of disclosures again."),
            status=409,
        )
    return row, pair


def _circle_named(named: Named) -> tuple[PairSpan, PairCircle]:
    """The newest pair of two named people that has sealed notes and stood in the days asked for."""
    ids = [_person_id(email) for email in named.emails]
    if None not in ids and ids[0] != ids[1]:
        for pair in reversed(pairs_of(ids[0] or 0)):
            theirs = ids[1] in (pair.mentor_id, pair.mentee_id)
            circle = PairCircle.objects.filter(pair_id=pair.id, destroyed_at=None).first() if theirs else None
            if circle is not None and _touches(pair, named.demand.first, named.demand.last):
                return pair, circle
    raise DisclosureRefused(
        "no-notes",
        _("These two people have no sealed notes from these days."),
        remedy=_("Check both addresses and the days; notes that were destroyed cannot be brought back."),
    )


def _person_id(email: str) -> int | None:
    wanted = email.strip().lower()
    return next((each.id for each in search_people(wanted) if each.email.lower() == wanted), None)


def _touches(pair: PairSpan, first: date, last: date) -> bool:
    """Whether a pair had begun by the last day asked for; notes go on after a pair has ended."""
    return pair.started <= last and first <= last


def _check_officer(by: Actor, pair: PairSpan, proposer: int | None, now: datetime) -> None:
    """Refuse an officer who is near the pair, or who would approve the own proposal."""
    two = (pair.mentor_id, pair.mentee_id)
    fault = officer_fault(by.id or 0, two, _above(two, today(now)), proposer)
    if fault is not None:
        raise _refused(fault)


def _above(two: Collection[int], day: date) -> set[int]:
    """Everybody in the reporting lines of the two."""
    return {each for line in reporting_lines(list(two), day).values() for each in line}


def unknown_disclosure() -> DisclosureRefused:
    """The same answer for what is not there and what is another officer's."""
    return DisclosureRefused(
        "unknown-disclosure",
        _("There is no such disclosure for you."),
        remedy=_("Open it from the list of disclosures."),
        status=404,
    )


def _refused(fault: Fault | str) -> DisclosureRefused:
    """One sentence for each fault, with what to do."""
    said = {
        "near": (
            _("You are one of the two or stand above one of them, so you must not act in this disclosure."),
            _("Another officer has to do it."),
            403,
        ),
        "same": (
            _("You proposed this yourself; a second officer approves it."),
            _("Ask another officer."),
            403,
        ),
        "days": (_("The last day lies before the first."), _("Correct the days."), 422),
        "reading": (
            _("The time of reading ends before today, or more than ninety days from now."),
            _("Choose a day within ninety days."),
            422,
        ),
        "order": (
            _("An order not to tell the pair has a reference and a last day, both or neither."),
            _("Fill in both, or leave both empty."),
            422,
        ),
        "order-past": (_("The order not to tell the pair has ended already."), _("Leave it out."), 422),
        "reference": (
            _("The legal ground or its reference is missing."),
            _("Name the order, the subpoena or the provision."),
            422,
        ),
    }
    sentence, remedy, status = said[fault]
    return DisclosureRefused(f"disclosure-{fault}", sentence, remedy=remedy, status=status)
