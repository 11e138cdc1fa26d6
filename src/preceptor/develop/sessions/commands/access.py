"""Whose groups these are: the office that runs the program, and those whom it named to lead a group."""

from datetime import datetime

from django.utils.translation import gettext as _

from preceptor.develop.programs.public import Cohort, cycle
from preceptor.develop.sessions.models import CohortGroup, GroupSession
from preceptor.develop.sessions.queries.leading import leads
from preceptor.develop.sessions.queries.refusals import unknown
from preceptor.foundation.audit.public import Actor, may, require
from preceptor.foundation.look.public import Refusal

COORDINATE, LEAD = "cohorts.coordinate", "cohorts.lead"


def office_group(group_id: int, by: Actor, now: datetime) -> tuple[CohortGroup, Cohort]:
    """A group, locked, for the office that runs it."""
    group, kind = _group(group_id)
    require(by, COORDINATE, where=cycle(group.cycle_id).unit_path, now=now)
    return group, kind


def led_group(group_id: int, by: Actor, now: datetime) -> tuple[CohortGroup, Cohort]:
    """A group, locked, for its leaders and for the office; to everybody else there is none."""
    group, kind = _group(group_id)
    if may(by, COORDINATE, where=cycle(group.cycle_id).unit_path, now=now):
        return group, kind
    if not leads(by.id or 0, group_id):
        raise unknown()
    require(by, LEAD, now=now)
    return group, kind


def office_session(session_id: int, by: Actor, now: datetime) -> tuple[GroupSession, Cohort]:
    """A session, for the office that runs its group."""
    session = _session(session_id)
    return session, office_group(session.group_id, by, now)[1]


def led_session(session_id: int, by: Actor, now: datetime) -> tuple[GroupSession, Cohort]:
    """A session, for those who lead its group and for the office."""
    session = _session(session_id)
    return session, led_group(session.group_id, by, now)[1]


def _session(session_id: int) -> GroupSession:
    session = GroupSession.objects.select_related("group").filter(pk=session_id).first()
    if session is None:
        raise unknown()
    return session


def _group(group_id: int) -> tuple[CohortGroup, Cohort]:
    group = CohortGroup.objects.select_for_update(of=("self",)).filter(pk=group_id).first()
    if group is None:
        raise unknown()
    kind = cycle(group.cycle_id).definition.cohorts.get(group.cohort)
    if kind is None:
        raise Refusal("unknown-cohort", _("The program knows no such group."), remedy=_("Ask your administrator."))
    return group, kind
