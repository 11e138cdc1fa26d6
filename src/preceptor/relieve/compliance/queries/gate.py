"""Pages of the gate: requests and one request beside what exists."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.district.public import PersonBrief, UnitBrief, people, units
from preceptor.relieve.compliance.models import Basis, Frequency, ItemRequest, Signer
from preceptor.relieve.compliance.queries.missing import missing
from preceptor.relieve.compliance.rules.items import TIMES

Badge = tuple[str, str]
SHAPES = {"asked": "waiting", "approved": "done", "refused": "stopped"}


@dataclass(frozen=True)
class RequestLine:
    """One request of the list."""

    id: int
    title: str
    code: str
    owner: str
    asked_by: str
    asked_at: datetime
    minutes: int
    badge: Badge


@dataclass(frozen=True)
class RequestListPage:
    """Requests that concern the reader."""

    lines: tuple[RequestLine, ...]
    may_request: bool


@dataclass(frozen=True)
class NearLine:
    """An item that exists and comes near."""

    code: str
    title: str
    percent: int
    why: str


@dataclass(frozen=True)
class RequestDetailPage:
    """One request with its reasons, what exists, and who decides."""

    id: int
    title: str
    values: dict[str, Any]
    words: dict[str, str]
    times: int
    minutes_a_year: int
    owner: UnitBrief
    why_new: str
    near: tuple[NearLine, ...]
    asked_by: PersonBrief | None
    asked_at: datetime
    approver: PersonBrief
    badge: Badge
    decided_at: datetime | None
    reason: str
    item_id: int | None
    may_decide: bool


def request_list_page(*, by: Actor, now: datetime) -> RequestListPage:
    """All requests for the compliance office and approvers; one's own for everybody else."""
    rows = ItemRequest.objects.order_by("-asked_at")
    if not _sees_all(by, now):
        rows = rows.filter(asked_by_id=by.id or 0)
    listed = list(rows[:200])
    who = people({each.asked_by_id for each in listed if each.asked_by_id})
    owners = units({each.owner_id for each in listed})
    lines = [
        RequestLine(
            each.pk,
            each.values["title"],
            each.code,
            owners[each.owner_id].name,
            who[each.asked_by_id].name if each.asked_by_id else "",
            each.asked_at,
            each.values["minutes"] * TIMES[each.values["frequency"]],
            badge_of(each),
        )
        for each in listed
    ]
    return RequestListPage(tuple(lines), may(by, "compliance.request", now=now))


def badge_of(asked: ItemRequest) -> Badge:
    """How a request stands."""
    return SHAPES[asked.state], asked.get_state_display()


def _sees_all(by: Actor, now: datetime) -> bool:
    return may(by, "compliance.manage", now=now) or may(by, "compliance.decide", now=now)


def request_detail_page(*, request_id: int, by: Actor, now: datetime) -> RequestDetailPage:
    """One request; for whoever asked, the compliance office and approvers."""
    asked = ItemRequest.objects.filter(pk=request_id).first()
    if asked is None or not (_sees_all(by, now) or asked.asked_by_id == by.id):
        raise missing()
    who = people({asked.approver_id, *([asked.asked_by_id] if asked.asked_by_id else [])})
    values = asked.values
    times = TIMES[values["frequency"]]
    return RequestDetailPage(
        id=asked.pk,
        title=values["title"],
        values=values,
        words={
            "basis": str(Basis(values["basis"]).label),
            "frequency": str(Frequency(values["frequency"]).label),
            "least_signer": str(Signer(values["least_signer"]).label),
        },
        times=times,
        minutes_a_year=times * values["minutes"],
        owner=units([asked.owner_id])[asked.owner_id],
        why_new=asked.why_new,
        near=tuple(
            NearLine(each["code"], each["title"], round(100 * each["score"]), each["why"]) for each in asked.nearest
        ),
        asked_by=who.get(asked.asked_by_id or 0),
        asked_at=asked.asked_at,
        approver=who[asked.approver_id],
        badge=badge_of(asked),
        decided_at=asked.decided_at,
        reason=asked.reason,
        item_id=asked.item_id,
        may_decide=asked.state == "asked" and asked.approver_id == by.id and may(by, "compliance.decide", now=now),
    )
