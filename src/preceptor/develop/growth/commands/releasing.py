"""Opening one item to one person, or a level to the office that finds coaches; and taking it back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from preceptor.develop.growth.commands.letters import tell
from preceptor.develop.growth.commands.placing import GROW
from preceptor.develop.growth.models import Goal, GrowthRelease, Placement, PlacementLine
from preceptor.develop.growth.queries.reach import not_yours
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import people_by_email, reporting_line, today
from preceptor.foundation.look.public import Refusal

Item = GrowthRelease.Item


class ReleaseRefused(Refusal):
    """An item cannot be opened that way."""

    status = 422


def _require_mine(item: str, number: UUID, by: Actor) -> None:
    """Only what is one's own can be opened; a level only when it is agreed."""
    mine = {
        Item.PLACEMENT: Placement.objects.filter(pk=number, person_id=by.id or 0, state=Placement.State.AGREED),
        Item.LEVEL: PlacementLine.objects.filter(
            pk=number, placement__person_id=by.id or 0, placement__state=Placement.State.AGREED
        ),
        Item.GOAL: Goal.objects.filter(pk=number, person_id=by.id or 0),
    }
    if item not in mine or not mine[Item(item)].exists():
        raise not_yours()


@transaction.atomic
def release_to(*, item: str, number: UUID, email: str, knowing: bool, by: Actor, now: datetime) -> int:
    """Open one item to a named person; to somebody of one's reporting line only `knowing` it."""
    require(by, GROW, now=now)
    _require_mine(item, number, by)
    wanted = email.strip().lower()
    to_id = {known.lower(): found for known, found in people_by_email([wanted]).items()}.get(wanted)
    if to_id is None or to_id == by.id:
        raise ReleaseRefused(
            "unknown-person",
            _("Nobody else in the district's directory has this e-mail address."),
            remedy=_("Look the person up with the search box, and copy the address from there."),
        )
    in_line = to_id in reporting_line(by.id or 0, today(now))
    if in_line and not knowing:
        raise ReleaseRefused(
            "evaluator",
            _("This person stands in your reporting line and may evaluate you."),
            remedy=_("Tick that you open it to them knowing this, or leave it closed."),
        )
    row = GrowthRelease.objects.filter(number=number, to_id=to_id, withdrawn_at=None).first()
    if row is not None and (row.to_line or not in_line):
        return row.pk
    if row is not None:  # opened before they came into the line: opened anew, knowing it
        row.withdrawn_at = now
        row.save(update_fields=["withdrawn_at"])
    row = GrowthRelease.objects.create(
        person_id=by.id or 0, item=item, number=number, to_id=to_id, to_line=in_line, made_at=now
    )
    about = f"growth.growthrelease:{row.pk}"
    tell("released", to_id, about=about, url=reverse("growth:released-item", args=[row.pk]), by=by, now=now)
    record(by=by, action="growth.release", about=about, facts={"to": to_id, "item": item}, now=now)
    return row.pk


@transaction.atomic
def release_to_office(*, line_id: UUID, by: Actor, now: datetime) -> int:
    """Let the office that finds coaches see the agreed level of one strand; nobody of one's reporting line sees it."""
    require(by, GROW, now=now)
    _require_mine(Item.LEVEL, line_id, by)
    row, new = GrowthRelease.objects.get_or_create(
        person_id=by.id or 0, item=Item.LEVEL, number=line_id, to=None, withdrawn_at=None, defaults={"made_at": now}
    )
    if new:
        about = f"growth.growthrelease:{row.pk}"
        record(by=by, action="growth.release-office", about=about, facts={}, now=now)
    return row.pk


@transaction.atomic
def withdraw_release(*, release_id: int, by: Actor, now: datetime) -> GrowthRelease:
    """Take an item back; it closes at once."""
    require(by, GROW, now=now)
    row = GrowthRelease.objects.filter(pk=release_id, person_id=by.id or 0).first()
    if row is None:
        raise not_yours()
    if row.withdrawn_at is None:
        row.withdrawn_at = now
        row.save(update_fields=["withdrawn_at"])
        about = f"growth.growthrelease:{row.pk}"
        record(by=by, action="growth.withdraw", about=about, facts={}, now=now)
    return row
