"""What people say about an initiative: comments and decisions, kept in order."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, record
from preceptor.resource.initiatives.commands.common import PlanRefused, about, require_lead
from preceptor.resource.initiatives.models import Milestone, Remark
from preceptor.resource.initiatives.queries.access import seen_initiative

LONGEST = 4000


@transaction.atomic
def add_remark(
    *, initiative_id: int, text: str, kind: str, milestone_id: int | None = None, by: Actor, now: datetime
) -> None:
    """Keep a comment of anybody who sees the initiative; a decision only of who leads it."""
    row = seen_initiative(initiative_id, by, now)
    said = text.replace("\x00", "").strip()[:LONGEST]
    if not said:
        raise PlanRefused("empty", _("There is nothing to keep."), remedy=_("Write what you have to say."))
    if kind == Remark.Kind.DECISION:
        require_lead(row.pk, by, now)
    milestone = Milestone.objects.filter(pk=milestone_id, initiative=row).first() if milestone_id else None
    made = Remark.objects.create(
        initiative=row,
        milestone=milestone,
        kind=Remark.Kind.DECISION if kind == Remark.Kind.DECISION else Remark.Kind.COMMENT,
        text=said,
        by_id=by.id if by.kind == "person" else None,
        at=now,
    )
    record(by=by, action="initiatives.remark", about=about(row.pk), facts={"remark": made.pk, "kind": kind}, now=now)
