"""Proposals: planned in the background from the catalogue of a moment, approved by owners and counsel."""

from collections import Counter
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import all_schools, unit_by_code, units
from preceptor.foundation.jobs.public import enqueue
from preceptor.relieve.compliance.commands.refusals import ProposalRefused, missing
from preceptor.relieve.compliance.models import Approval, PairLabel, Proposal, YearlyCycle
from preceptor.relieve.compliance.plans.reduction import Reduction, Unplannable, reduce
from preceptor.relieve.compliance.queries.calendar import year_of
from preceptor.relieve.compliance.queries.requirements import all_requirements
from preceptor.relieve.compliance.queries.values import all_values, in_force
from preceptor.relieve.compliance.rules.reduction import scope_name

JOB = "compliance.reduce"
State = Proposal.State


def about(proposal_id: int) -> str:
    """What the record calls a proposal."""
    return f"compliance.proposal:{proposal_id}"


@transaction.atomic
def start_proposal(*, year: str, by: Actor, now: datetime) -> int:
    """Queue the planning of a reduction that starts with a school year whose cycle is not frozen yet."""
    require(by, "compliance.manage", now=now)
    span = year_of(year)
    if span is None or YearlyCycle.objects.filter(year=year).exists():
        raise ProposalRefused(
            "year-taken",
            _("A reduction starts with a school year whose cycle has not been frozen; %(year)s is none.")
            % {"year": year},
            remedy=_("Choose a later school year, or load its calendar."),
        )
    person_id = by.id if by.kind == "person" else None
    proposal = Proposal.objects.create(year=year, starts=span.first, made_by_id=person_id, made_at=now)
    payload = {"proposal": proposal.pk}
    proposal.job_id = enqueue(JOB, key=str(proposal.pk), payload=payload, now=now, started_by=person_id)
    proposal.save(update_fields=["job_id"])
    record(by=by, action="compliance.propose", about=about(proposal.pk), facts={"year": year}, now=now)
    return proposal.pk


def same_pairs() -> list[tuple[str, str]]:
    """Pairs of items that reviewers judged the same."""
    rows = PairLabel.objects.filter(label=PairLabel.Label.SAME).order_by("pk")
    return list(rows.values_list("a__code", "b__code"))


def school_counts() -> dict[str, int]:
    """How many schools there are of each kind."""
    return dict(Counter(scope_name(each.level, each.charter) for each in all_schools()))


def plan_reduction() -> tuple[dict[str, int], Reduction]:
    """Plan from the catalogue as it is now; slow, and writes nothing. Gives the versions that it read with it."""
    versions = list(in_force())
    items = all_values(versions)
    try:
        found = reduce(items, all_requirements(), school_counts(), same_pairs())
    except Unplannable as fault:
        raise ProposalRefused(
            "catalogue-unsound", str(fault), remedy=_("Mend the catalogue or the labels, and plan again.")
        ) from fault
    return {each.item.code: each.number for each in versions}, found


@transaction.atomic
def keep_reduction(*, proposal_id: int, versions: dict[str, int], found: Reduction) -> None:
    """Keep a plan with its proof, and ask the owners of what changes, and counsel."""
    proposal = Proposal.objects.select_for_update().get(pk=proposal_id)
    if proposal.state != State.PLANNING:
        return
    proposal.versions, proposal.answer = versions, {**found.answer, "matrix": [list(row) for row in found.cover]}
    proposal.changes = [asdict(change) for change in found.changes]
    proposal.hours_low, proposal.hours = found.hours.low, found.hours.likely
    proposal.hours_high, proposal.state = found.hours.high, State.PROPOSED
    proposal.save()
    items = all_values(in_force())
    for owner in sorted({items[change.code].owner for change in found.changes}):
        Approval.objects.create(proposal=proposal, side="owner", unit_id=unit_by_code(owner).id)
    Approval.objects.create(proposal=proposal, side="counsel")


@transaction.atomic
def answer_proposal(*, approval_id: int, approved: bool, reason: str, by: Actor, now: datetime) -> None:
    """An owner's or counsel's word on a proposal; a refusal needs its reason. The last word before adopting stands."""
    row = Approval.objects.select_for_update().select_related("proposal").filter(pk=approval_id).first()
    if row is None:
        raise missing()
    if row.side == "counsel":
        require(by, "compliance.counsel", now=now)
    else:
        require(by, "compliance.own", where=units([row.unit_id or 0])[row.unit_id or 0].path, now=now)
    if row.proposal.state != State.PROPOSED:
        raise ProposalRefused(
            "proposal-closed", _("This proposal is decided."), remedy=_("Nothing is left to do with it.")
        )
    if not approved and not reason.strip():
        raise ProposalRefused(
            "refusal-without-reason",
            _("It is not said why."),
            remedy=_("Say what would be lost; the office plans again."),
            facts={"field": "reason"},
            status=422,
        )
    row.approved, row.reason, row.at = approved, reason.strip()[:500], now
    row.person_id = by.id if by.kind == "person" else None
    row.save()
    facts = {"side": row.side, "unit": row.unit_id, "approved": approved}
    record(by=by, action="compliance.approve", about=about(row.proposal_id), facts=facts, now=now)


@transaction.atomic
def drop_proposal(*, proposal_id: int, by: Actor, now: datetime) -> None:
    """Drop a proposal that is not adopted."""
    require(by, "compliance.manage", now=now)
    changed = Proposal.objects.filter(pk=proposal_id, state__in=(State.PLANNING, State.PROPOSED))
    if changed.update(state=State.DROPPED):
        record(by=by, action="compliance.drop-proposal", about=about(proposal_id), facts={}, now=now)
