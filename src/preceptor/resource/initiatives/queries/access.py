"""Who may see initiatives, and who may change one: its lead, the owner of a milestone, or the office."""

from datetime import datetime

from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, may, require
from preceptor.foundation.look.public import Refusal
from preceptor.resource.initiatives.models import Initiative, InitiativeLead, Milestone

READ, OWN, MANAGE = "initiatives.read", "initiatives.own", "initiatives.manage"


class InitiativeMissing(Refusal):
    """There is no such initiative or milestone."""

    status = 404


def sees_all(by: Actor, now: datetime) -> bool:
    """Whether somebody may see every initiative."""
    return may(by, READ, now=now) or may(by, MANAGE, now=now)


def own_initiatives(by: Actor) -> set[int]:
    """The initiatives in which somebody has a part: leads them, or owns a milestone."""
    if by.id is None or by.kind != "person":
        return set()
    led = InitiativeLead.objects.filter(person_id=by.id).values_list("initiative_id")
    owned = Milestone.objects.filter(owner_id=by.id).values_list("initiative_id")
    return {number for (number,) in led.union(owned)}


def seen_initiative(initiative_id: int, by: Actor, now: datetime) -> Initiative:
    """The initiative, for whoever may see it."""
    if not sees_all(by, now) and initiative_id not in own_initiatives(by):
        require(by, READ, now=now)
    found = Initiative.objects.filter(pk=initiative_id).first()
    if found is None:
        raise missing()
    return found


def seen_milestone(milestone_id: int, by: Actor, now: datetime) -> Milestone:
    """The milestone with its initiative, for whoever may see it."""
    found = Milestone.objects.select_related("initiative").filter(pk=milestone_id).first()
    if not sees_all(by, now) and (found is None or found.initiative_id not in own_initiatives(by)):
        require(by, READ, now=now)
    if found is None:
        raise missing()
    return found


def leads(initiative_id: int, by: Actor, now: datetime) -> bool:
    """Whether somebody may change the whole initiative: its lead, or the office."""
    if may(by, MANAGE, now=now):
        return True
    if by.kind != "person" or by.id is None or not may(by, OWN, now=now):
        return False
    return InitiativeLead.objects.filter(initiative_id=initiative_id, person_id=by.id).exists()


def works_on(milestone: Milestone, by: Actor, now: datetime) -> bool:
    """Whether somebody may change a milestone: its owner, the lead of its initiative, or the office."""
    owner = by.kind == "person" and by.id is not None and milestone.owner_id == by.id and may(by, OWN, now=now)
    return owner or leads(milestone.initiative_id, by, now)


def missing() -> InitiativeMissing:
    """The refusal for what is not there."""
    return InitiativeMissing(
        "initiative-missing", _("There is no such initiative."), remedy=_("Choose one from the list of initiatives.")
    )
