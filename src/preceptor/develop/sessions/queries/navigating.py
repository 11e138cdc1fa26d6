"""Whom the navigation shows sessions."""

from datetime import datetime

from preceptor.develop.programs.public import open_cycles
from preceptor.develop.sessions.models import GroupMember
from preceptor.foundation.accounts.public import holds
from preceptor.foundation.audit.public import Actor


def is_member(person_id: int) -> bool:
    """Whether somebody is on the roster of a group; not asked while no running program has groups."""
    if not any(each.definition.cohorts for each in open_cycles()):
        return False
    return GroupMember.objects.filter(person_id=person_id, left=None).exists()


def runs_groups(actor: Actor, now: datetime) -> bool:
    """Whether somebody runs groups anywhere, and there are any to run."""
    return holds(actor.id, "cohorts.coordinate", now) and any(each.definition.cohorts for each in open_cycles())
