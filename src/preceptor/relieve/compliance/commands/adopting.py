"""Adopting a proposal: the next cycle asks what it leaves, history stays, one press takes it back."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, record, require, together
from preceptor.relieve.compliance.commands.proposing import about, same_pairs
from preceptor.relieve.compliance.commands.refusals import ProposalRefused, missing
from preceptor.relieve.compliance.commands.writing import write_version
from preceptor.relieve.compliance.models import Item, ItemVersion, Proposal, YearlyCycle
from preceptor.relieve.compliance.plans.reduction import own_floors
from preceptor.relieve.compliance.queries.requirements import all_requirements
from preceptor.relieve.compliance.queries.values import all_values, in_force, requirement_codes
from preceptor.relieve.compliance.queries.values import as_values as values_of_version
from preceptor.relieve.compliance.rules.items import ItemValues
from preceptor.relieve.compliance.rules.reduction import COMBINE, END, Change, applied, same_groups

State = Proposal.State


@transaction.atomic
@together()
def adopt_proposal(*, proposal_id: int, by: Actor, now: datetime) -> None:
    """Write a fully approved proposal into the catalogue; cycles that run keep what they were frozen with."""
    require(by, "compliance.manage", now=now)
    proposal = Proposal.objects.select_for_update().filter(pk=proposal_id).first()
    if proposal is None:
        raise missing()
    if proposal.state == State.ADOPTED:
        return
    _check_adoptable(proposal)
    versions = list(in_force())
    _check_fresh(proposal, versions)
    items = all_values(versions)
    changes = changes_kept(proposal)
    floored, _requirements = own_floors(items, all_requirements())
    after = applied(floored, changes, same_groups(items, same_pairs()))
    rows = {item.code: item for item in Item.objects.select_for_update().filter(code__in=items)}
    _write(proposal, rows, (items, after), by, now)
    _end(proposal, rows, changes)
    proposal.state, proposal.adopted_at = State.ADOPTED, now
    proposal.save(update_fields=["state", "adopted_at"])
    facts = {"changes": len(changes), "year": proposal.year}
    record(by=by, action="compliance.adopt", about=about(proposal.pk), facts=facts, now=now)


def changes_kept(proposal: Proposal) -> tuple[Change, ...]:
    """The changes of a proposal as values."""
    return tuple(Change(**{**each, "covered_by": tuple(each["covered_by"])}) for each in proposal.changes)


def _check_adoptable(proposal: Proposal) -> None:
    if proposal.state != State.PROPOSED:
        raise ProposalRefused(
            "proposal-closed", _("This proposal is decided."), remedy=_("Nothing is left to do with it.")
        )
    waiting = [each for each in proposal.approvals.all() if not each.approved]
    if waiting:
        raise ProposalRefused(
            "not-approved",
            _("Not everybody has approved: %(number)s owners or counsel are missing or said no.")
            % {"number": len(waiting)},
            remedy=_("Ask them, or plan again without what they object to."),
        )
    if YearlyCycle.objects.filter(year=proposal.year).exists():
        raise ProposalRefused(
            "year-taken",
            _("The cycle of %(year)s has been frozen meanwhile.") % {"year": proposal.year},
            remedy=_("Plan again for a later year."),
        )


def _check_fresh(proposal: Proposal, versions: list[ItemVersion]) -> None:
    """What was approved is what is adopted: a catalogue that has changed since needs a new plan."""
    if {each.item.code: each.number for each in versions} != proposal.versions:
        raise ProposalRefused(
            "catalogue-changed",
            _("The catalogue was changed after this was planned, so its proof no longer speaks of it."),
            remedy=_("Plan again; approvals are asked anew."),
        )


def _write(
    proposal: Proposal,
    rows: Mapping[str, Item],
    before_after: tuple[Mapping[str, ItemValues], Mapping[str, ItemValues]],
    by: Actor,
    now: datetime,
) -> None:
    before, after = before_after
    why = _("reduction number %(number)s") % {"number": proposal.pk}
    for code, values in after.items():
        asked = ItemValues(**{**vars(values), "requirements": _real(values.requirements)})
        if asked != before[code]:
            write_version(rows[code], asked, why=why, by=by, now=now)


def _real(requirements: tuple[str, ...]) -> tuple[str, ...]:
    """Requirements of the district; an item's own floor is made anew each time."""
    return tuple(each for each in requirements if not each.startswith("="))


def _end(proposal: Proposal, rows: Mapping[str, Item], changes: tuple[Change, ...]) -> None:
    for change in changes:
        if change.act in (END, COMBINE):
            other = [change.into] if change.act == COMBINE else list(change.covered_by)
            Item.objects.filter(pk=rows[change.code].pk).update(ended_on=proposal.starts, replaced_by=other)


@transaction.atomic
@together()
def undo_adoption(*, proposal_id: int, by: Actor, now: datetime) -> None:
    """Take an adopted proposal back: items are again as they were before it, from the next cycle that is frozen."""
    require(by, "compliance.manage", now=now)
    proposal = Proposal.objects.select_for_update().filter(pk=proposal_id).first()
    if proposal is None:
        raise missing()
    if proposal.state == State.UNDONE:
        return
    if proposal.state != State.ADOPTED:
        raise ProposalRefused(
            "not-adopted", _("Only what was adopted can be taken back."), remedy=_("Drop the proposal instead.")
        )
    codes = [change.code for change in changes_kept(proposal)]
    Item.objects.filter(code__in=codes, ended_on=proposal.starts).update(ended_on=None, replaced_by=[])
    _restore(proposal, by, now)
    proposal.state, proposal.undone_at = State.UNDONE, now
    proposal.save(update_fields=["state", "undone_at"])
    record(by=by, action="compliance.undo-adoption", about=about(proposal.pk), facts={}, now=now)


def _restore(proposal: Proposal, by: Actor, now: datetime) -> None:
    why = _("reduction number %(number)s taken back") % {"number": proposal.pk}
    rows = ItemVersion.objects.filter(item__code__in=proposal.versions).select_related("item__owner")
    kept = [each for each in rows if each.number == proposal.versions[each.item.code]]
    newest = {each.item.code: each for each in in_force()}
    codes = requirement_codes(kept)
    for each in kept:
        if each.item.code in newest and newest[each.item.code].number != each.number:
            values = values_of_version(each, each.item.owner.code, codes[each.pk])
            write_version(each.item, values, why=why, by=by, now=now)
