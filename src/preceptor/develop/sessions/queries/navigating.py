"""Somebody's memberships, asked once for a page, and whom the navigation shows sessions."""

from datetime import datetime

from preceptor.develop.programs.public import open_cycles
from preceptor.develop.sessions.models import CohortGroup
from preceptor.develop.sessions.queries.leading import led_by, memberships
from preceptor.foundation.accounts.public import holds
from preceptor.foundation.audit.public import Actor


def is_member(person_id: int) -> bool:
    """Whether somebody is on the roster of a group, or leads one; not asked while no running program has groups."""
    if not any(each.definition.cohorts for each in open_cycles()):
        return False
    return any(each.left is None for each in memberships(person_id)) or bool(led_by(person_id))


def member_cycles(person_id: int) -> frozenset[int]:
    """The cycles in which somebody is on a roster now."""
    here = [each for each in memberships(person_id) if each.left is None and each.waits_since is None]
    return frozenset(each.group.cycle_id for each in here if each.group.state != CohortGroup.State.CANCELLED)


def runs_groups(actor: Actor, now: datetime) -> bool:
    """Whether somebody runs groups anywhere, and there are any to run."""
    return holds(actor.id, "cohorts.coordinate", now) and any(each.definition.cohorts for each in open_cycles())
