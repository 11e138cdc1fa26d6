"""Looking back on an adopted reduction, from the records of the year before it and of its first year."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import today
from preceptor.foundation.look.public import day as day_in_words
from preceptor.relieve.compliance.commands.adopting import changes_kept
from preceptor.relieve.compliance.commands.proposing import about
from preceptor.relieve.compliance.commands.refusals import ProposalRefused, missing
from preceptor.relieve.compliance.models import CycleItem, ItemVersion, Obligation, Proposal, YearlyCycle
from preceptor.relieve.compliance.queries.values import requirement_codes
from preceptor.relieve.compliance.rules.looking_back import YearOf, anniversary, kept, slips

AT_SCHOOL = ("principal", "designee")


@transaction.atomic
def look_back(*, proposal_id: int, by: Actor, now: datetime) -> None:
    """A year after its start: keep whether the hours fell as promised and whether anything slipped."""
    require(by, "compliance.manage", now=now)
    proposal = Proposal.objects.select_for_update().filter(pk=proposal_id, state=Proposal.State.ADOPTED).first()
    if proposal is None:
        raise missing()
    on, ready = today(now), anniversary(proposal.starts)
    if on < ready:
        raise ProposalRefused(
            "too-early",
            _("A reduction is looked back on a year after its start, not before."),
            remedy=_("Come back on %(day)s.") % {"day": day_in_words(ready)},
        )
    before, after = _cycles(proposal)
    told = _told(proposal, before, after, on)
    proposal.look_back = told
    proposal.save(update_fields=["look_back"])
    facts = {"kept": told["kept"], "slips": len(told["slips"])}
    record(by=by, action="compliance.look-back", about=about(proposal.pk), facts=facts, now=now)


def _cycles(proposal: Proposal) -> tuple[YearlyCycle, YearlyCycle]:
    """The last cycle before the reduction, and its first; refuses when one of them was never made."""
    after = YearlyCycle.objects.filter(year=proposal.year).first()
    before = YearlyCycle.objects.filter(year__lt=proposal.year).order_by("-year").first()
    if after is None or before is None:
        raise ProposalRefused(
            "no-year-to-compare",
            _("There is no cycle of %(year)s, or none before it, so there is nothing to compare.")
            % {"year": proposal.year},
            remedy=_("A reduction shows its worth in the cycle that asks what it left."),
        )
    return before, after


def _told(proposal: Proposal, before: YearlyCycle, after: YearlyCycle, on: date) -> dict[str, Any]:
    touched = _touched(proposal)
    schools = _schools_of_both(before, after)
    one, two = (_year(cycle, touched, schools, on) for cycle in (before, after))
    concerned = one.covered | two.covered
    worse = slips(one, two, concerned, _again(proposal, touched))
    low, likely, high = (each or 0.0 for each in (proposal.hours_low, proposal.hours, proposal.hours_high))
    return {
        "on": on.isoformat(),
        "pilot": 0 if schools is None else two.schools,
        "before": _plain(one),
        "after": _plain(two),
        "promised": [low, likely, high],
        "fell": round(one.hours - two.hours, 2),
        "kept": kept(one, two, low),
        "slips": [asdict(each) for each in worse],
        "requirements": len(concerned),
    }


def _touched(proposal: Proposal) -> frozenset[str]:
    """Items that the reduction changed, and those that took over what went."""
    changes = changes_kept(proposal)
    codes = {change.code for change in changes} | {change.into for change in changes if change.into}
    return frozenset(codes | {code for change in changes for code in change.covered_by})


def _plain(year: YearOf) -> dict[str, object]:
    late = sum(year.late.values()) / len(year.late) if year.late else 0.0
    return {
        "year": year.year,
        "hours": round(year.hours, 2),
        "sign_offs": round(year.asked / year.schools, 1) if year.schools else 0.0,
        "late_percent": round(late, 1),
        "whole": year.whole,
    }


def _schools_of_both(before: YearlyCycle, after: YearlyCycle) -> frozenset[int] | None:
    """The schools that both years asked where one of them was a pilot; nothing when both asked every school."""
    pilots = [set(each.pilot) for each in (before, after) if each.pilot]
    if not pilots:
        return None
    shared = frozenset(set.intersection(*pilots))
    if not shared:
        raise ProposalRefused(
            "no-school-to-compare",
            _("The pilots of %(before)s and %(after)s have no school in common, so there is nothing to compare.")
            % {"before": before.year, "after": after.year},
            remedy=_("A reduction shows its worth at schools that both years asked."),
        )
    return shared


def _year(cycle: YearlyCycle, touched: Collection[str], schools: frozenset[int] | None, on: date) -> YearOf:
    """What these items asked of schools in a cycle, who was late, and which requirements they met."""
    owed = Obligation.objects.filter(cycle_item__cycle=cycle)
    if schools is not None:
        owed = owed.filter(unit_id__in=schools)
    items = list(CycleItem.objects.filter(cycle=cycle, item__code__in=touched).select_related("frozen"))
    meets = requirement_codes([each.frozen for each in items])
    counts = _counts(owed.filter(cycle_item__in=items), on)
    asked: Counter[str] = Counter()
    late: Counter[str] = Counter()
    for each in items:
        for name in meets[each.frozen_id]:
            asked[name] += counts[each.pk][0]
            late[name] += counts[each.pk][1]
    return YearOf(
        cycle.year,
        owed.values("unit_id").distinct().count(),
        sum(counts[each.pk][2] for each in items),
        sum(counts[each.pk][2] * each.frozen.minutes for each in items),
        {name: 100 * late[name] / number for name, number in asked.items() if number},
        frozenset(name for each in items for name in meets[each.frozen_id]),
        cycle.since is None,
    )


def _counts(owed: "QuerySet[Obligation]", on: date) -> dict[int, tuple[int, int, int]]:
    """For each item: all that was owed, how much of it was late or is, and how much was asked of schools themselves."""
    signed_late = Q(certified__standing=True, certified__certification__signed_at__date__gt=F("due"))
    rows = (
        owed.values("cycle_item_id")
        .annotate(
            owed=Count("pk", distinct=True),
            late=Count("pk", distinct=True, filter=Q(state="open", due__lt=on) | signed_late),
            own=Count("pk", distinct=True, filter=Q(signer__in=AT_SCHOOL)),
        )
        .order_by()
    )
    found: defaultdict[int, tuple[int, int, int]] = defaultdict(lambda: (0, 0, 0))
    found |= {row["cycle_item_id"]: (row["owed"], row["late"], row["own"]) for row in rows}
    return found


def _again(proposal: Proposal, touched: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Items made since the adoption, which may ask again what had gone, with the requirements that they meet."""
    rows = ItemVersion.objects.filter(number=1, item__made_at__gt=proposal.adopted_at).exclude(item__code__in=touched)
    listed = list(rows.select_related("item"))
    meets = requirement_codes(listed)
    return {each.item.code: meets[each.pk] for each in listed}
