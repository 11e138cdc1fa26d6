"""From what was earned to what the office approves: proposals by rule and by hand, approved or declined."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from preceptor.develop.awards.commands.following import renewal_of
from preceptor.develop.awards.commands.placing import take_places
from preceptor.develop.awards.commands.refusals import APPROVE, COORDINATE, AwardRefused, unknown
from preceptor.develop.awards.models import Certificate
from preceptor.develop.awards.queries.earning import standings_of
from preceptor.develop.awards.queries.expiring import standing_certificates
from preceptor.develop.awards.queries.renewing import renewal_standing
from preceptor.develop.awards.queries.terms import AwardTerms, award_terms
from preceptor.develop.awards.rules.certificate import new_number
from preceptor.develop.awards.rules.earned import Standing
from preceptor.develop.frameworks.public import require_certifying
from preceptor.develop.programs.public import cycle
from preceptor.foundation.audit.public import Actor, record, require, together
from preceptor.foundation.district.public import PersonBrief, people
from preceptor.foundation.jobs.public import enqueue

State, Origin = Certificate.State, Certificate.Origin
ISSUE = "awards.issue"
LONGEST_REASON = 500


@transaction.atomic
def propose_earned(*, cycle_id: int, award: str, by: Actor, now: datetime) -> int:
    """Propose everybody who has earned an award and was not proposed yet; how many."""
    terms = award_terms(cycle_id, award)
    require(by, COORDINATE, where=terms.unit_path, now=now)
    if terms.optional:
        raise AwardRefused(
            "award-on-request",
            _("This award is given only to those who ask for it."),
            remedy=_("Propose the one who asked by name."),
        )
    require_certifying(terms.certifies_by)
    earned = {each.person_id: each for each in standings_of(terms, now) if each.earned}
    who = people(list(earned))
    made = [_proposed(terms, who[number], standing, by, now) for number, standing in earned.items() if number in who]
    done = _insert([*made, *_renewals(terms, by, now)])
    if done:
        facts = {"award": award, "proposed": done}
        record(by=by, action="awards.propose", about=f"programs.cycle:{cycle_id}", facts=facts, now=now)
    return done


def _renewals(terms: AwardTerms, by: Actor, now: datetime) -> Iterator[Certificate]:
    """A new certificate for every one whose renewal is open and whose duties of renewal are all met."""
    if terms.renewal is None:
        return
    soon = now + timedelta(days=terms.renewal.opens_days_before + 1)
    mine = standing_certificates().filter(cycle_id=terms.cycle_id, award=terms.name, valid_until__lte=soon)
    for row in mine.exclude(person=None).defer("credential", "paper"):
        standing = renewal_standing(row, terms, now)
        if standing.may_be_renewed and standing.earned:
            yield renewal_of(row, standing, "", by, now)


@transaction.atomic
def propose_one(*, cycle_id: int, award: str, person_id: int, reason: str, by: Actor, now: datetime) -> int:
    """Propose one person on the office's own judgement; the reason stays with the certificate."""
    terms = award_terms(cycle_id, award)
    require(by, COORDINATE, where=terms.unit_path, now=now)
    said = reason.strip()[:LONGEST_REASON]
    if not said:
        raise AwardRefused(
            "no-reason",
            _("There is no reason why this person is to be certified."),
            remedy=_("Say on what the office relies; it stays with the certificate."),
        )
    require_certifying(terms.certifies_by)
    found = people([person_id])
    if person_id not in found:
        raise AwardRefused(
            "unknown-person", _("There is nobody of this number."), remedy=_("Choose somebody from the list.")
        )
    standing = next((each for each in standings_of(terms, now, person_id)), Standing(person_id, ()))
    row = _proposed(terms, found[person_id], standing, by, now)
    row.origin, row.reason = Origin.HAND, said
    if not _insert([row]):
        raise AwardRefused(
            "proposed-already",
            _("This person is proposed for this award already, or holds it."),
            remedy=_("Open the certificate in the list."),
        )
    facts = {"award": award, "number": row.number}
    record(by=by, action="awards.propose", about=f"awards.certificate:{row.number}", facts=facts, now=now)
    return Certificate.objects.get(number=row.number).pk


@transaction.atomic
@together()
def approve_certificates(*, cycle_id: int, ids: Sequence[int], by: Actor, now: datetime) -> tuple[int, int]:
    """Approve proposals of a cycle and set the issuing going; how many, and the number of the job."""
    brief = cycle(cycle_id)
    require(by, APPROVE, where=brief.unit_path, now=now)
    rows = list(
        Certificate.objects.select_for_update()
        .filter(cycle_id=cycle_id, pk__in=ids, state=State.PROPOSED)
        .order_by("pk")
    )
    if not rows:
        raise AwardRefused(
            "nothing-to-approve",
            _("None of these waits for approval."),
            remedy=_("Choose proposals from the list; others may have been approved in the meantime."),
        )
    for award in {row.award for row in rows}:
        require_certifying(award_terms(cycle_id, award).certifies_by)
    for row, place in zip(rows, take_places(len(rows), now=now), strict=True):
        row.state, row.decided_by_id, row.decided_at = State.APPROVED, by.id, now
        row.status_list_id, row.place = place
    Certificate.objects.bulk_update(rows, ["state", "decided_by", "decided_at", "status_list", "place"])
    for row in rows:
        about = f"awards.certificate:{row.number}"
        record(by=by, action="awards.approve", about=about, facts={"award": row.award}, now=now)
    return len(rows), start_issuing(row=rows[-1], by=by, now=now)


def start_issuing(*, row: Certificate, by: Actor, now: datetime) -> int:
    """Queue the issuing of everything approved in a cycle, of which this one is the last; the number of the job."""
    board = reverse("awards:award-board", args=[row.cycle_id, row.award])
    payload = {"cycle_id": row.cycle_id, "result_url": f"{board}?part=issued"}
    return enqueue(ISSUE, key=row.number, payload=payload, now=now, started_by=by.id)


@transaction.atomic
def decline_certificate(*, certificate_id: int, reason: str, by: Actor, now: datetime) -> None:
    """Not approve a proposal; the reason stays."""
    row = Certificate.objects.select_for_update().filter(pk=certificate_id).first()
    if row is None:
        raise unknown()
    require(by, APPROVE, where=cycle(row.cycle_id).unit_path, now=now)
    said = reason.strip()[:LONGEST_REASON]
    if row.state != State.PROPOSED or not said:
        raise AwardRefused(
            "not-declined",
            _("Only a proposal can be turned down, and only with a reason."),
            remedy=_("Write the reason; a certificate that was issued can be revoked."),
        )
    row.state, row.decided_by_id, row.decided_at = State.DECLINED, by.id, now
    row.reason = said
    row.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    record(by=by, action="awards.decline", about=f"awards.certificate:{row.number}", facts={}, now=now)


def _proposed(terms: AwardTerms, who: PersonBrief, standing: Standing, by: Actor, now: datetime) -> Certificate:
    return Certificate(
        number=new_number(),
        cycle_id=terms.cycle_id,
        award=terms.name,
        title=terms.title,
        kind=terms.kind,
        person_id=who.id,
        holder_name=who.name,
        holder_email=who.email,
        origin=Origin.RULE,
        evidence=[[need.title, need.stands] for need in standing.needs],
        hours=terms.hours,
        credits=terms.credits,
        proposed_by_id=by.id,
        proposed_at=now,
    )


def _insert(rows: Sequence[Certificate]) -> int:
    """How many of these are new; whoever has one already is left alone by the table's own constraint."""
    done = 0
    for row in rows:
        try:
            with transaction.atomic():
                row.save(force_insert=True)
                done += 1
        except IntegrityError:
            continue
    return done
