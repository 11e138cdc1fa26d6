"""Somebody's memberships, asked once for a page, and whom the navigation shows sessions."""

from datetime import datetime

from django.db.models import Exists

from preceptor.develop.programs.public import open_cycles
from preceptor.develop.sessions.models import CalendarFeed, GroupMember
from preceptor.foundation.accounts.public import holds
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.look.public import remembered


def memberships(person_id: int) -> tuple[GroupMember, ...]:
    """Every membership of somebody with its group, the newest first; `has_feed` says whether they have a feed."""
    feeds = CalendarFeed.objects.filter(person_id=person_id)
    rows = GroupMember.objects.filter(person_id=person_id).select_related("group").order_by("-pk")
    return remembered(("cohorts.memberships", person_id), lambda: tuple(rows.annotate(has_feed=Exists(feeds))))


def is_member(person_id: int) -> bool:
    """Whether somebody is on the roster of a group; not asked while no running program has groups."""
    if not any(each.definition.cohorts for each in open_cycles()):
        return False
    return any(each.left is None for each in memberships(person_id))


def runs_groups(actor: Actor, now: datetime) -> bool:
    """Whether somebody runs groups anywhere, and there are any to run."""
    return holds(actor.id, "cohorts.coordinate", now) and any(each.definition.cohorts for each in open_cycles())
