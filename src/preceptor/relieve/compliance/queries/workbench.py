"""Pages of the workbench: overlaps to label, proposals, one proposal with proof and approvals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page as Pager
from django.core.paginator import Paginator

from preceptor.foundation.accounts.public import holds
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.district.public import people, school_calendar, today, units
from preceptor.relieve.compliance.models import (
    Approval,
    Item,
    ItemVersion,
    OverlapPair,
    OverlapRun,
    PairLabel,
    Proposal,
    YearlyCycle,
)
from preceptor.relieve.compliance.queries.missing import missing
from preceptor.relieve.compliance.queries.values import newest
from preceptor.relieve.compliance.rules.looking_back import anniversary

ROWS = 20
Badge = tuple[str, str]
SHAPES = {"planning": "waiting", "proposed": "now", "adopted": "done", "undone": "stopped", "dropped": "stopped"}


@dataclass(frozen=True)
class ItemBrief:
    """An item as the workbench shows it beside another."""

    id: int
    code: str
    title: str
    statement: str
    citation: str
    frequency: str
    minutes: int


@dataclass(frozen=True)
class PairLine:
    """Two items that come near to each other, and what was said of them."""

    id: int
    rank: int
    a: ItemBrief
    b: ItemBrief
    percent: int
    why: str
    label: str
    label_word: str


@dataclass(frozen=True)
class ProposalLine:
    """One proposal of the list."""

    id: int
    year: str
    made_at: datetime
    hours: float | None
    badge: Badge
    waits: int


@dataclass(frozen=True)
class WorkbenchPage:
    """Overlaps of the last search, and proposals."""

    pairs: tuple[PairLine, ...]
    pager: "Pager[OverlapPair]"
    run_at: datetime | None
    running_job: int | None
    labels: int
    show: str
    proposals: tuple[ProposalLine, ...]
    years: tuple[str, ...]
    may_manage: bool


def concerns(by: Actor, now: datetime) -> bool:
    """Whether the workbench is for the reader: the compliance office, owners, counsel."""
    if may(by, "compliance.manage", now=now) or may(by, "compliance.counsel", now=now):
        return True
    return by.kind == "person" and holds(by.id, "compliance.own", now)


def workbench_page(*, page: str, show: str, by: Actor, now: datetime) -> WorkbenchPage:
    """The overlaps to label, the open ones first when asked for, and the proposals."""
    if not concerns(by, now):
        raise missing()
    run = OverlapRun.objects.exclude(done_at=None).order_by("-pk").first()
    running = OverlapRun.objects.filter(done_at=None).values_list("job_id", flat=True).first()
    labels = {(each.a_id, each.b_id): each for each in PairLabel.objects.all()}
    rows = list(OverlapPair.objects.filter(run=run).order_by("rank")) if run else []
    if show == "open":
        rows = [each for each in rows if key_of(each) not in labels]
    pager = Paginator(rows, ROWS).get_page(page)
    versions = newest({number for each in pager.object_list for number in (each.a_id, each.b_id)})
    return WorkbenchPage(
        pairs=tuple(_pair(each, versions, labels.get(key_of(each))) for each in pager.object_list),
        pager=pager,
        run_at=run.done_at if run else None,
        running_job=running,
        labels=len(labels),
        show=show,
        proposals=_proposals(),
        years=_years(now),
        may_manage=may(by, "compliance.manage", now=now),
    )


def key_of(pair: OverlapPair) -> tuple[int, int]:
    """The two items, the smaller number first."""
    return min(pair.a_id, pair.b_id), max(pair.a_id, pair.b_id)


def _pair(each: OverlapPair, versions: Mapping[int, ItemVersion], label: PairLabel | None) -> PairLine:
    return PairLine(
        each.pk,
        each.rank,
        _brief(versions[each.a_id]),
        _brief(versions[each.b_id]),
        round(100 * each.score),
        each.why,
        label.label if label else "",
        label.get_label_display() if label else "",
    )


def _brief(version: ItemVersion) -> ItemBrief:
    said = (version.title, version.statement, version.citation, version.get_frequency_display(), version.minutes)
    return ItemBrief(version.item_id, version.item.code, *said)


def _proposals() -> tuple[ProposalLine, ...]:
    rows = Proposal.objects.order_by("-pk").defer("answer", "changes", "versions").prefetch_related("approvals")[:20]
    return tuple(
        ProposalLine(
            each.pk,
            each.year,
            each.made_at,
            each.hours,
            (SHAPES[each.state], each.get_state_display()),
            sum(not one.approved for one in each.approvals.all()),
        )
        for each in rows
    )


def _years(now: datetime) -> tuple[str, ...]:
    taken = set(YearlyCycle.objects.values_list("year", flat=True))
    on = today(now)
    return tuple(each.code for each in school_calendar().years if each.code not in taken and each.start > on)


@dataclass(frozen=True)
class ChangeLine:
    """One change of a proposal."""

    code: str
    item_id: int
    title: str
    act: str
    frequency: str
    signer: str
    into: str
    covered_by: tuple[str, ...]
    owner: str
    why: str


@dataclass(frozen=True)
class ApprovalLine:
    """One approval, given or waited for."""

    id: int
    side: str
    place: str
    who: str
    approved: bool | None
    reason: str
    at: datetime | None
    mine: bool


@dataclass(frozen=True)
class StepLine:
    """Items that change together, and what the step gives back to a school."""

    number: int
    items: str
    hours: float


@dataclass(frozen=True)
class ProposalDetailPage:
    """One proposal: hours, changes, proof, approvals, look-back."""

    id: int
    year: str
    starts: date
    badge: Badge
    state: str
    made_at: datetime
    job_id: int | None
    hours: tuple[float, float, float] | None
    proven: bool
    proof: str
    dearer: float | None
    changes: tuple[ChangeLine, ...]
    steps: tuple[StepLine, ...]
    cover: tuple[tuple[str, str, str, str], ...]
    lost: int
    approvals: tuple[ApprovalLine, ...]
    look_back: dict[str, Any] | None
    look_back_from: date
    may_look_back: bool
    adoptable: bool
    may_manage: bool


def proposal_detail_page(*, proposal_id: int, by: Actor, now: datetime) -> ProposalDetailPage:
    """One proposal, for those whom the workbench concerns."""
    found = Proposal.objects.filter(pk=proposal_id).first()
    if found is None or not concerns(by, now):
        raise missing()
    approvals = _approvals(found, by, now)
    answer: dict[str, Any] = found.answer
    manages = may(by, "compliance.manage", now=now)
    matrix = answer.get("matrix", [])
    return ProposalDetailPage(
        id=found.pk,
        year=found.year,
        starts=found.starts,
        badge=(SHAPES[found.state], found.get_state_display()),
        state=found.state,
        made_at=found.made_at,
        job_id=found.job_id,
        hours=None if found.hours is None else (found.hours_low or 0.0, found.hours, found.hours_high or 0.0),
        proven=answer.get("status") == "optimal",
        proof=answer.get("proof", ""),
        dearer=_percent(answer),
        changes=_changes(found.changes),
        steps=_steps(answer),
        cover=tuple((name, scope, ", ".join(b), ", ".join(a)) for name, scope, b, a in matrix),
        lost=sum(bool(before) and not after for _name, _scope, before, after in matrix),
        approvals=approvals,
        look_back=found.look_back,
        look_back_from=anniversary(found.starts),
        may_look_back=manages and found.state == "adopted" and anniversary(found.starts) <= today(now),
        adoptable=manages and found.state == "proposed" and all(each.approved for each in approvals),
        may_manage=manages,
    )


def _percent(answer: Mapping[str, Any]) -> float | None:
    share = answer.get("weighted_hours", {}).get("greedy_is_dearer_by")
    return None if share is None else round(100 * share, 1)


def _changes(changes: Sequence[Mapping[str, Any]]) -> tuple[ChangeLine, ...]:
    items = {item.code: item for item in Item.objects.filter(code__in=[each["code"] for each in changes])}
    versions = newest({item.pk for item in items.values()})
    owners = units({item.owner_id for item in items.values()})
    return tuple(
        ChangeLine(
            code=each["code"],
            item_id=items[each["code"]].pk,
            title=versions[items[each["code"]].pk].title,
            act=each["act"],
            frequency=each["frequency"],
            signer=each["signer"],
            into=each["into"],
            covered_by=tuple(each["covered_by"]),
            owner=owners[items[each["code"]].owner_id].name,
            why=each["why"],
        )
        for each in changes
    )


def _steps(answer: Mapping[str, Any]) -> tuple[StepLine, ...]:
    schools = max(1, int(answer.get("schools", 1)))
    return tuple(
        StepLine(
            each["number"],
            ", ".join(one["item"] for one in each["items"]),
            round(each["principals_hours"]["likely"] / schools, 2),
        )
        for each in answer.get("steps", [])
    )


def _approvals(found: Proposal, by: Actor, now: datetime) -> tuple[ApprovalLine, ...]:
    rows = list(Approval.objects.filter(proposal=found).order_by("side", "pk"))
    places = units({each.unit_id for each in rows if each.unit_id})
    who = people({each.person_id for each in rows if each.person_id})
    lines = []
    for each in rows:
        unit = places.get(each.unit_id or 0)
        if unit is None:
            mine = may(by, "compliance.counsel", now=now)
        else:
            mine = may(by, "compliance.own", where=unit.path, now=now)
        lines.append(
            ApprovalLine(
                each.pk,
                each.get_side_display(),
                unit.name if unit else "",
                who[each.person_id].name if each.person_id else "",
                each.approved,
                each.reason,
                each.at,
                mine and found.state == "proposed",
            )
        )
    return tuple(lines)


def approvals_waiting(by: Actor, now: datetime) -> list[tuple[int, str, datetime]]:
    """Proposals that wait for the reader's word: number, year, since when."""
    # The desk asks this for every officer: a proposal's plan and proof are megabytes, and none of them is shown there.
    rows = Approval.objects.filter(approved=None, proposal__state="proposed").order_by("pk")
    found: dict[int, tuple[int, str, datetime]] = {}
    for number, year, made_at, path in rows.values_list(
        "proposal_id", "proposal__year", "proposal__made_at", "unit__path"
    ):
        action, where = ("compliance.own", path) if path else ("compliance.counsel", None)
        if may(by, action, where=where, now=now):
            found[number] = (number, year, made_at)
    return list(found.values())


def look_backs_due(now: datetime) -> list[tuple[int, str, date]]:
    """Adopted reductions that a year has passed over and nobody has looked back on."""
    rows = Proposal.objects.filter(state="adopted", look_back__isnull=True).order_by("starts")
    listed = ((number, year, anniversary(starts)) for number, year, starts in rows.values_list("pk", "year", "starts"))
    return [each for each in listed if each[2] <= today(now)]
