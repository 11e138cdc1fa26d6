"""The gate: what asks principals for more is asked with reasons, seen beside what exists, and decided by one person."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.foundation.accounts.public import people_who_may
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import unit_by_code
from preceptor.relieve.compliance.commands.letters import tell_asked, tell_decided
from preceptor.relieve.compliance.commands.refusals import ItemRefused, missing
from preceptor.relieve.compliance.commands.writing import check_requirements, check_values, new_item, write_version
from preceptor.relieve.compliance.models import Item, ItemRequest, ItemVersion
from preceptor.relieve.compliance.plans.nearest import Near, nearest
from preceptor.relieve.compliance.queries.gate import from_plain
from preceptor.relieve.compliance.queries.values import all_values, in_force, newest, values_of
from preceptor.relieve.compliance.rules.gate import more_asked
from preceptor.relieve.compliance.rules.items import ItemValues

SHORTEST_REASON = 30
State = ItemRequest.State


@dataclass(frozen=True)
class Reasons:
    """Why nothing existing covers it, who decides, and the key by which a form sent twice is one request."""

    why_new: str
    approver_id: int
    sent_key: str


def nearest_items(values: ItemValues, *, by: Actor, now: datetime) -> tuple[Near, ...]:
    """What exists already and comes nearest, besides the item itself; whoever asks sees it before sending."""
    require(by, "compliance.request", now=now)
    every = all_values(in_force())
    return nearest(values, {code: each for code, each in every.items() if code != values.code})


def ask_for_item(*, values: ItemValues, reasons: Reasons, by: Actor, now: datetime) -> int:
    """Ask at the gate for a new item; the same form sent twice is one request. Gives its number."""
    near = nearest_items(values, by=by, now=now)
    with transaction.atomic():
        before = _sent(reasons, by)
        if before is not None:
            return before
        _check_code_free(values.code)
        return _ask(values, reasons, (None, near), by=by, now=now)


def ask_for_more(*, values: ItemValues, reasons: Reasons, by: Actor, now: datetime) -> int:
    """Ask at the gate that an item which exists may ask schools for more; until then it stays as it is."""
    near = nearest_items(values, by=by, now=now)
    with transaction.atomic():
        before = _sent(reasons, by)
        if before is not None:
            return before
        item = Item.objects.select_for_update().filter(code=values.code, ended_on=None).first()
        if item is None:
            raise missing()
        if not more_asked(values_of(item), values):
            raise ItemRefused(
                "asks-no-more",
                _("Schools would be asked for nothing more than today, so this needs no gate."),
                remedy=_("Ask the compliance office for this change, or say what schools are to be asked for."),
            )
        return _ask(values, reasons, (newest([item.pk])[item.pk], near), by=by, now=now)


def _sent(reasons: Reasons, by: Actor) -> int | None:
    """The request that the same form has made already."""
    rows = ItemRequest.objects.filter(sent_key=f"{by.id}:{reasons.sent_key}")
    return rows.values_list("pk", flat=True).first()


def _ask(
    values: ItemValues,
    reasons: Reasons,
    beside: tuple[ItemVersion | None, tuple[Near, ...]],
    *,
    by: Actor,
    now: datetime,
) -> int:
    """Keep a request beside what it would change, and what else comes near, and tell who decides."""
    version, near = beside
    _check_asked(values, reasons, by, now)
    asked = ItemRequest.objects.create(
        code=values.code,
        owner_id=unit_by_code(values.owner).id,
        version=version,
        values=as_plain(values),
        why_new=reasons.why_new.strip(),
        nearest=[asdict(each) for each in near],
        asked_by_id=by.id if by.kind == "person" else None,
        asked_at=now,
        approver_id=reasons.approver_id,
        sent_key=f"{by.id}:{reasons.sent_key}",
    )
    tell_asked(asked, values, now=now)
    facts: dict[str, object] = {"code": values.code, "approver": reasons.approver_id}
    if version is not None:
        facts["version"] = version.number
    record(by=by, action="compliance.request", about=about(asked.pk), facts=facts, now=now)
    return asked.pk


def _check_asked(values: ItemValues, reasons: Reasons, by: Actor, now: datetime) -> None:
    check_values(values)
    check_requirements(values)
    if len(reasons.why_new.strip()) < SHORTEST_REASON:
        raise ItemRefused(
            "request-without-reason",
            _("It is not said why nothing existing covers it."),
            remedy=_("Look at the nearest items and say what they leave out."),
            facts={"field": "why_new"},
        )
    if reasons.approver_id not in approvers(now) or reasons.approver_id == by.id:
        raise ItemRefused(
            "request-approver",
            _("This person cannot decide on the request."),
            remedy=_("Choose somebody else from the list of approvers."),
            facts={"field": "approver"},
        )


def _check_code_free(code: str) -> None:
    if Item.objects.filter(code=code).exists():
        raise ItemRefused(
            "request-code-taken",
            _("The code %(code)s belongs to another item.") % {"code": code},
            remedy=_("Choose a code of its own."),
            facts={"field": "code"},
        )


def approvers(now: datetime) -> list[int]:
    """Who may decide whether something new is asked of principals."""
    return people_who_may("compliance.decide", None, now)


@transaction.atomic
def decide_request(*, request_id: int, approve: bool, reason: str, by: Actor, now: datetime) -> None:
    """Approve a request, which makes or changes the item, or refuse it; only the named approver, and with a reason."""
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
        asked.item = _let_through(asked, values, by, now)
    asked.state = State.APPROVED if approve else State.REFUSED
    asked.decided_at, asked.reason = now, reason.strip()[:500]
    asked.save(update_fields=["item", "state", "decided_at", "reason"])
    tell_decided(asked, values, now=now)
    record(by=by, action="compliance.decide", about=about(asked.pk), facts={"approved": approve}, now=now)


def _let_through(asked: ItemRequest, values: ItemValues, by: Actor, now: datetime) -> Item:
    """The item as it was asked for; refuses when the catalogue has moved on since, for a decision on other words."""
    why = _("approved at the gate")
    item = Item.objects.select_for_update().filter(code=values.code).first()
    if asked.version_id is None and item is None:
        return new_item(values, why=why, by=by, now=now)
    if item is None or item.ended_on is not None or newest([item.pk])[item.pk].pk != asked.version_id:
        raise ItemRefused(
            "request-stale",
            _("The catalogue has changed %(code)s since this was asked, so it would undo that.")
            % {"code": values.code},
            remedy=_("Refuse it with this reason; its office looks at the item and asks anew."),
        )
    write_version(item, values, why=why, by=by, now=now)
    return item


def about(request_id: int) -> str:
    """What the record calls a request."""
    return f"compliance.request:{request_id}"


def as_plain(values: ItemValues) -> dict[str, Any]:
    """An item as it is kept in a request."""
    return {name: each.isoformat() if isinstance(each, date) else each for name, each in asdict(values).items()}
