"""Who leads an initiative, who answers for a milestone, and what it costs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import people
from preceptor.resource.initiatives.commands.common import PlanRefused, held_milestone, keep_change, note, require_lead
from preceptor.resource.initiatives.models import InitiativeLead
from preceptor.resource.initiatives.queries.access import seen_initiative


@dataclass(frozen=True)
class Charge:
    """Who answers for a milestone, and what it costs: for each day later, and as planned."""

    owner_id: int | None
    cost_per_day: Decimal | None = None
    budget: Decimal | None = None


@transaction.atomic
def set_leads(*, initiative_id: int, person_ids: Collection[int], by: Actor, now: datetime) -> None:
    """Set who leads an initiative here."""
    row = seen_initiative(initiative_id, by, now)
    require_lead(row.pk, by, now)
    wanted = people(person_ids)
    if len(wanted) < len(set(person_ids)):
        raise PlanRefused(
            "person-unknown",
            _("One of these people is not in the district's records."),
            remedy=_("Choose people from the list."),
        )
    held = {each.person_id: each for each in row.led_by.select_related("person")}
    if held.keys() == wanted.keys():
        return
    was = ", ".join(str(each.person) for each in held.values())
    row.led_by.exclude(person_id__in=wanted).delete()
    new = [InitiativeLead(initiative=row, person_id=one, since=now) for one in wanted if one not in held]
    InitiativeLead.objects.bulk_create(new)
    keep_change(row.pk, None, "leads", (was, ", ".join(one.name for one in wanted.values()), ""), by, now)


@transaction.atomic
def charge_milestone(*, milestone_id: int, charge: Charge, by: Actor, now: datetime) -> None:
    """Set who answers for a milestone and what it costs."""
    row = held_milestone(milestone_id, by, now)
    require_lead(row.initiative_id, by, now)
    is_now = (charge.owner_id, charge.cost_per_day, charge.budget)
    if (row.owner_id, row.cost_per_day, row.budget) == is_now:
        return
    named = people({number for number in (row.owner_id, charge.owner_id) if number is not None})
    if charge.owner_id is not None and charge.owner_id not in named:
        raise PlanRefused(
            "person-unknown",
            _("This person is not in the district's records."),
            remedy=_("Choose somebody from the list."),
        )
    was = _words(named[row.owner_id].name if row.owner_id else row.owner_says, row.cost_per_day, row.budget)
    row.owner_id, row.cost_per_day, row.budget = is_now
    row.revision += 1
    row.save(update_fields=["owner", "cost_per_day", "budget", "revision"])
    told = _words(named[charge.owner_id].name if charge.owner_id else "", charge.cost_per_day, charge.budget)
    note(row, "charged", (was, told, ""), by, now)


def _words(owner: str, per_day: Decimal | None, budget: Decimal | None) -> str:
    return " · ".join(
        part for part in (owner, f"${per_day}/d" if per_day else "", f"${budget}" if budget else "") if part
    )
