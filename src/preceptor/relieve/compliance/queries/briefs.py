"""Small answers for other contexts: cycles, what is due at schools, the pairs of a search."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from preceptor.relieve.compliance.models import Approval, Certified, Obligation, OverlapPair, Proposal, YearlyCycle


@dataclass(frozen=True)
class DueBrief:
    """One open obligation, with the text that would be signed."""

    id: int
    unit_id: int
    code: str
    text_id: int
    minutes: int
    due: date
    questions: int
    evidence_needed: bool


@dataclass(frozen=True)
class PairBrief:
    """One pair of the last search."""

    id: int
    a: str
    b: str


@dataclass(frozen=True)
class ApprovalBrief:
    """One approval that a proposal needs, and the office that gives it; counsel has none."""

    id: int
    unit_id: int | None


def approvals_of(proposal_id: int) -> list[ApprovalBrief]:
    """Whose word a proposal needs."""
    rows = Approval.objects.filter(proposal_id=proposal_id).order_by("pk").values_list("pk", "unit_id")
    return [ApprovalBrief(*each) for each in rows]


@dataclass(frozen=True)
class Begun:
    """How far compliance has come in a school year: what a step that was killed finds there already."""

    cycle_id: int | None
    made: bool
    signed: bool
    searched: bool
    proposed: bool


def begun(year: str) -> Begun:
    """How far the cycle of a year has come, and the workbench."""
    cycle = YearlyCycle.objects.filter(year=year).values_list("pk", "state").first()
    return Begun(
        cycle[0] if cycle else None,
        cycle is not None and cycle[1] != YearlyCycle.State.FROZEN,
        Certified.objects.filter(obligation__cycle_item__cycle__year=year).exists(),
        OverlapPair.objects.exists(),
        Proposal.objects.filter(year__gt=year).exists(),
    )


def due_at(unit_ids: Collection[int], on: date) -> list[DueBrief]:
    """What is open at schools on a day, in the order in which it falls due."""
    rows = Obligation.objects.filter(unit_id__in=unit_ids, state="open", signer="principal", opens__lte=on)
    return [
        DueBrief(
            each.pk,
            each.unit_id,
            each.cycle_item.item.code,
            each.cycle_item.version.text_id,
            each.cycle_item.version.minutes,
            each.due,
            len(each.cycle_item.version.questions),
            each.cycle_item.version.evidence_needed,
        )
        for each in rows.select_related("cycle_item__item", "cycle_item__version").order_by("due", "pk")
    ]


def best_pairs(most: int) -> list[PairBrief]:
    """The first pairs of the last search."""
    rows = OverlapPair.objects.order_by("-run_id", "rank").select_related("a", "b")[:most]
    return [PairBrief(each.pk, each.a.code, each.b.code) for each in rows]
