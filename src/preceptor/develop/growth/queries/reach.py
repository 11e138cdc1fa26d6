"""Who may read what of somebody's growth: every read of another person's rows goes through here."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from preceptor.develop.growth.models import Goal, GrowthRelease, Placement
from preceptor.develop.growth.rules.placing import Released, may_read
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.district.public import reporting_line, today
from preceptor.foundation.documents.public import Place
from preceptor.foundation.look.public import Refusal

COORDINATE = "growth.coordinate"


class NotYours(Refusal):
    """There is no such thing for this reader; the same answer for what is not there and what is somebody else's."""

    status = 404


def not_yours() -> NotYours:
    """The answer to everybody to whom it is not opened."""
    return NotYours(
        "growth-not-yours",
        _("There is nothing here for you: it is not there, or it belongs to somebody who has not opened it to you."),
        remedy=_("Open it from “My growth”, or ask the person to open it to you."),
    )


def circle_name(person_id: int) -> str:
    """The name under which a person's key is kept."""
    return f"growth.person:{person_id}"


def why_place(line_id: object) -> Place:
    """Where stands why somebody places themselves so."""
    return Place("growth_placementline", "sealed_why", str(line_id))


def answer_place(line_id: object) -> Place:
    """Where stands what the other answered."""
    return Place("growth_placementline", "sealed_answer", str(line_id))


def goal_place(goal_id: object) -> Place:
    """Where the words of a goal stand."""
    return Place("growth_goal", "sealed", str(goal_id))


def evidence_place(evidence_id: object) -> Place:
    """Where the words of a piece of evidence stand."""
    return Place("growth_evidence", "sealed", str(evidence_id))


def own_placement(placement_id: UUID, by: Actor) -> Placement:
    """A placement of the actor's own."""
    row = Placement.objects.select_related("system").filter(pk=placement_id, person_id=_own(by)).first()
    if row is None:
        raise not_yours()
    return row


def own_goal(goal_id: UUID, by: Actor) -> Goal:
    """A goal of the actor's own."""
    row = Goal.objects.select_related("system").filter(pk=goal_id, person_id=_own(by)).first()
    if row is None:
        raise not_yours()
    return row


def _own(by: Actor) -> int:
    return by.id if by.kind == "person" and by.id is not None else 0


def asked_placement(placement_id: UUID, by: Actor, now: datetime) -> Placement:
    """A placement on which the actor is asked, as long as the person keeps it open to them."""
    row = Placement.objects.select_related("system").filter(pk=placement_id, partner_id=_own(by)).first()
    if row is None or not is_open_to(row.pk, row.person_id, by, now):
        raise not_yours()
    return row


def is_open_to(number: UUID, owner_id: int, by: Actor, now: datetime) -> bool:
    """Whether somebody else's item is open to the actor today."""
    released = releases_by_item([number]).get(number, ())
    if not released or by.kind != "person" or by.id is None:
        return False
    in_line = by.id in reporting_line(owner_id, today(now))
    office = any(each.to_id is None for each in released) and may(by, COORDINATE, now=now)
    return may_read(released, reader_id=by.id, in_line=in_line, office=office)


def releases_by_item(numbers: Collection[UUID]) -> Mapping[UUID, tuple[Released, ...]]:
    """The releases of items that nobody has taken back."""
    found: dict[UUID, tuple[Released, ...]] = {}
    rows = GrowthRelease.objects.filter(number__in=numbers, withdrawn_at=None)
    for number, to_id, to_line in rows.values_list("number", "to_id", "to_line"):
        found[number] = (*found.get(number, ()), Released(to_id, to_line, withdrawn=False))
    return found
