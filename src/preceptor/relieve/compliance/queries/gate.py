"""Pages of the gate: requests and one request beside what exists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.district.public import PersonBrief, UnitBrief, people, units
from preceptor.relieve.compliance.models import Basis, Frequency, ItemRequest, ItemVersion, Signer
from preceptor.relieve.compliance.queries.differences import Difference, differences
from preceptor.relieve.compliance.queries.missing import missing
from preceptor.relieve.compliance.queries.values import as_values, requirement_codes, scope_words
from preceptor.relieve.compliance.rules.gate import minutes_a_year
from preceptor.relieve.compliance.rules.items import ItemValues, Question

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
    minutes_before: int | None
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
    minutes_a_year: int
    minutes_before: int | None
    changes: tuple[Difference, ...]
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
    before = _as_asked(listed)
    lines = [
        RequestLine(
            each.pk,
            each.values["title"],
            each.code,
            owners[each.owner_id].name,
            who[each.asked_by_id].name if each.asked_by_id else "",
            each.asked_at,
            minutes_a_year(from_plain(each.values)),
            minutes_a_year(before[each.version_id]) if each.version_id else None,
            badge_of(each),
        )
        for each in listed
    ]
    return RequestListPage(tuple(lines), may(by, "compliance.request", now=now))


def _as_asked(requests: Sequence[ItemRequest]) -> dict[int, ItemValues]:
    """What items said when more was asked of them, by the number of the version; at most three queries."""
    numbers = {each.version_id for each in requests if each.version_id}
    if not numbers:
        return {}
    versions = list(ItemVersion.objects.filter(pk__in=numbers).select_related("item"))
    owners, codes = units({each.item.owner_id for each in versions}), requirement_codes(versions)
    return {each.pk: as_values(each, owners[each.item.owner_id].code, codes[each.pk]) for each in versions}


def badge_of(asked: ItemRequest) -> Badge:
    """How a request stands."""
    return SHAPES[asked.state], asked.get_state_display()


def _sees_all(by: Actor, now: datetime) -> bool:
    return may(by, "compliance.manage", now=now) or may(by, "compliance.decide", now=now)


def request_detail_page(*, request_id: int, by: Actor, now: datetime) -> RequestDetailPage:
    """One request; for whoever asked, the compliance office and approvers."""
    asked = ItemRequest.objects.select_related("version").filter(pk=request_id).first()
    if asked is None or not (_sees_all(by, now) or asked.asked_by_id == by.id):
        raise missing()
    who = people({asked.approver_id, *([asked.asked_by_id] if asked.asked_by_id else [])})
    values, said = asked.values, from_plain(asked.values)
    before = _as_asked([asked]).get(asked.version_id or 0)
    levels, charters = scope_words(said.levels, said.charters)
    return RequestDetailPage(
        id=asked.pk,
        title=values["title"],
        values=values,
        words={
            "basis": str(Basis(values["basis"]).label),
            "frequency": str(Frequency(values["frequency"]).label),
            "least_signer": str(Signer(values["least_signer"]).label),
            "signer": str(Signer(values["signer"]).label),
            "levels": levels,
            "charters": charters,
        },
        minutes_a_year=minutes_a_year(said),
        minutes_before=minutes_a_year(before) if before else None,
        changes=differences(before, said) if before else (),
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
        item_id=asked.item_id or (asked.version.item_id if asked.version else None),
        may_decide=asked.state == "asked" and asked.approver_id == by.id and may(by, "compliance.decide", now=now),
    )


def from_plain(kept: dict[str, Any]) -> ItemValues:
    """The item back from a request."""
    said = dict(kept)
    for name in ("verified_on", "sunset"):
        said[name] = date.fromisoformat(said[name]) if said[name] else None
    for name in ("levels", "charters", "requirements"):
        said[name] = tuple(said[name])
    said["questions"] = tuple(Question(**each) for each in said["questions"])
    return ItemValues(**said)
