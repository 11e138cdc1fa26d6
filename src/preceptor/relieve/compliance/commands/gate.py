"""The gate: a new request to principals is asked with reasons, seen beside what exists, and decided by one person."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.foundation.accounts.public import people_who_may
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import unit_by_code
from preceptor.relieve.compliance.commands.letters import tell_asked, tell_decided
from preceptor.relieve.compliance.commands.refusals import ItemRefused, missing
from preceptor.relieve.compliance.commands.writing import check_values, new_item
from preceptor.relieve.compliance.models import Item, ItemRequest
from preceptor.relieve.compliance.plans.nearest import Near, nearest
from preceptor.relieve.compliance.queries.values import all_values, in_force
from preceptor.relieve.compliance.rules.items import ItemValues, Question

SHORTEST_REASON = 30
State = ItemRequest.State


def nearest_items(values: ItemValues, *, by: Actor, now: datetime) -> tuple[Near, ...]:
    """What exists already and comes nearest; whoever asks sees it before sending."""
    require(by, "compliance.request", now=now)
    return nearest(values, all_values(in_force()))


def ask_for_item(*, values: ItemValues, why_new: str, approver_id: int, sent_key: str, by: Actor, now: datetime) -> int:
    """Ask at the gate for a new item; the same form sent twice is one request. Gives its number."""
    near = nearest_items(values, by=by, now=now)
    with transaction.atomic():
        before = ItemRequest.objects.filter(sent_key=f"{by.id}:{sent_key}").first()
        if before is not None:
            return before.pk
        _check_asked(values, why_new, approver_id, by, now)
        asked = ItemRequest.objects.create(
            code=values.code,
            owner_id=unit_by_code(values.owner).id,
            values=as_plain(values),
            why_new=why_new.strip(),
            nearest=[asdict(each) for each in near],
            asked_by_id=by.id if by.kind == "person" else None,
            asked_at=now,
            approver_id=approver_id,
            sent_key=f"{by.id}:{sent_key}",
        )
        tell_asked(asked, values, now=now)
        facts = {"code": values.code, "approver": approver_id}
        record(by=by, action="compliance.request", about=about(asked.pk), facts=facts, now=now)
    return asked.pk


def _check_asked(values: ItemValues, why_new: str, approver_id: int, by: Actor, now: datetime) -> None:
    check_values(values)
    if len(why_new.strip()) < SHORTEST_REASON:
        raise ItemRefused(
            "request-without-reason",
            _("It is not said why nothing existing covers it."),
            remedy=_("Look at the nearest items and say what they leave out."),
            facts={"field": "why_new"},
        )
    if Item.objects.filter(code=values.code).exists():
        raise ItemRefused(
            "request-code-taken",
            _("The code %(code)s belongs to another item.") % {"code": values.code},
            remedy=_("Choose a code of its own."),
            facts={"field": "code"},
        )
    if approver_id not in approvers(now) or approver_id == by.id:
        raise ItemRefused(
            "request-approver",
            _("This person cannot decide on the request."),
            remedy=_("Choose somebody else from the list of approvers."),
            facts={"field": "approver"},
        )


def approvers(now: datetime) -> list[int]:
    """Who may decide whether something new is asked of principals."""
    return people_who_may("compliance.decide", None, now)


@transaction.atomic
def decide_request(*, request_id: int, approve: bool, reason: str, by: Actor, now: datetime) -> None:
    """Approve a request, which makes the item, or refuse it; only the named approver, and with a reason."""
    require(by, "compliance.decide", now=now)
    asked = ItemRequest.objects.select_for_update().filter(pk=request_id, approver_id=by.id or 0).first()
    if asked is None:
        raise missing()
    if asked.state != State.ASKED:
        if (asked.state == State.APPROVED) == approve:
            return  # the same decision sent twice
        raise ItemRefused(
            "request-decided", _("This request is decided already."), remedy=_("Ask its office to ask anew.")
        )
    if not reason.strip():
        raise ItemRefused(
            "decision-without-reason",
            _("There is no reason."),
            remedy=_("Say in a sentence why."),
            facts={"field": "reason"},
        )
    values = from_plain(asked.values)
    if approve:
        asked.item = new_item(values, why=_("approved at the gate"), by=by, now=now)
    asked.state = State.APPROVED if approve else State.REFUSED
    asked.decided_at, asked.reason = now, reason.strip()[:500]
    asked.save(update_fields=["item", "state", "decided_at", "reason"])
    tell_decided(asked, values, now=now)
    record(by=by, action="compliance.decide", about=about(asked.pk), facts={"approved": approve}, now=now)


def about(request_id: int) -> str:
    """What the record calls a request."""
    return f"compliance.request:{request_id}"


def as_plain(values: ItemValues) -> dict[str, Any]:
    """An item as it is kept in a request."""
    return {name: each.isoformat() if isinstance(each, date) else each for name, each in asdict(values).items()}


def from_plain(kept: dict[str, Any]) -> ItemValues:
    """The item back from a request."""
    said = dict(kept)
    for name in ("verified_on", "sunset"):
        said[name] = date.fromisoformat(said[name]) if said[name] else None
    for name in ("levels", "charters", "requirements"):
        said[name] = tuple(said[name])
    said["questions"] = tuple(Question(**each) for each in said["questions"])
    return ItemValues(**said)
