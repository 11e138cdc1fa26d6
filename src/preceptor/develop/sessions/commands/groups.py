"""Groups: opened with the sessions that the definition dates, begun once enough are there, or called off."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from preceptor.develop.activities.public import unrecord_activities
from preceptor.develop.admissions.public import accepted
from preceptor.develop.programs.public import Cohort, CycleBrief, cycle
from preceptor.develop.sessions.commands.access import COORDINATE, office_group
from preceptor.develop.sessions.commands.letters import tell_group_off
from preceptor.develop.sessions.models import Attendance, CohortGroup, GroupMember, GroupSession
from preceptor.develop.sessions.queries.refusals import SessionRefused, unknown
from preceptor.develop.sessions.rules.sizes import Size
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import today, zone

State = CohortGroup.State


def about(group_id: int) -> str:
    """What the record calls a group."""
    return f"cohorts.group:{group_id}"


@transaction.atomic
def open_group(*, cycle_id: int, cohort: str, title: str, by: Actor, now: datetime) -> int:
    """Open a group of a kind that the definition names, with every session that it dates and everybody accepted."""
    brief = cycle(cycle_id)
    require(by, COORDINATE, where=brief.unit_path, now=now)
    kind = brief.definition.cohorts.get(cohort)
    if kind is None:
        raise unknown()
    try:
        with transaction.atomic():
            group = CohortGroup.objects.create(
                cycle_id=cycle_id,
                cohort=cohort,
                title=title.strip()[:120] or kind.title,
                opened_by_id=by.id,
                opened_at=now,
            )
    except IntegrityError:
        raise SessionRefused(
            "group-there", _("A group of this name is there already."), remedy=_("Give the new one another name.")
        ) from None
    _date_sessions(group, kind, now)
    _put_accepted(group, brief, kind, now)
    record(by=by, action="cohorts.open-group", about=about(group.pk), facts={"cohort": cohort}, now=now)
    return group.pk


def _date_sessions(group: CohortGroup, kind: Cohort, now: datetime) -> None:
    """The sessions for which the definition gives day and hours."""
    GroupSession.objects.bulk_create(
        GroupSession(
            group=group,
            key=name,
            title=each.title,
            starts=datetime.combine(each.day, each.starts, zone()),
            minutes=(each.ends.hour - each.starts.hour) * 60 + each.ends.minute - each.starts.minute,
            mode=kind.modes[0],
            place=kind.place or "" if kind.modes[0] == "in_person" else "",
            uid=new_uid(),
            code=secrets.token_urlsafe(24),
            changed_at=now,
        )
        for name, each in kind.sessions.items()
        if each.day and each.starts and each.ends
    )


def new_uid() -> str:
    """An identity for calendars that no other session ever has."""
    return f"{secrets.token_hex(16)}@preceptor"


def _put_accepted(group: CohortGroup, brief: CycleBrief, kind: Cohort, now: datetime) -> None:
    """Everybody accepted into the members' role and in no other group of this kind; who finds no room may wait."""
    if kind.members not in brief.definition.admission:
        return
    elsewhere = set(
        GroupMember.objects.filter(group__cycle_id=brief.id, group__cohort=group.cohort, left=None)
        .exclude(group__state=State.CANCELLED)
        .values_list("person_id", flat=True)
    )
    people = [each.person_id for each in accepted(brief.id, kind.members) if each.person_id not in elsewhere]
    found = list(dict.fromkeys(people))
    most = len(found) if kind.size.at_most is None else kind.size.at_most
    taken = found if kind.waitlist else found[:most]
    GroupMember.objects.bulk_create(
        GroupMember(group=group, person_id=each, joined=today(now), waits_since=now if place >= most else None)
        for place, each in enumerate(taken)
    )


@transaction.atomic
def begin_group(*, group_id: int, by: Actor, now: datetime) -> None:
    """Say that the group takes place; refused while fewer are on the roster than the definition asks for."""
    group, kind = office_group(group_id, by, now)
    if group.state == State.STANDING:
        return  # pressed twice
    _require_not_off(group)
    members = group.members.filter(left=None, waits_since=None).count()
    missing = Size(kind.size.at_least, kind.size.at_most).missing(members)
    if missing:
        raise SessionRefused(
            "too-few",
            _("The group needs %(least)s members and has %(members)s.")
            % {"least": kind.size.at_least, "members": members},
            remedy=_("Put %(missing)s more on the roster, or call the group off.") % {"missing": missing},
        )
    group.state = State.STANDING
    group.save(update_fields=["state"])
    record(by=by, action="cohorts.begin-group", about=about(group_id), facts={"members": members}, now=now)


@transaction.atomic
def cancel_group(*, group_id: int, by: Actor, now: datetime) -> None:
    """Call a group off: sessions still to come stay in calendars as called off, members hear, and may join another."""
    group, _kind = office_group(group_id, by, now)
    if group.state == State.CANCELLED:
        return  # pressed twice
    held = Attendance.objects.filter(session__group=group).values_list("session_id", "person_id")
    if held and group.state == State.STANDING:
        raise SessionRefused(
            "group-met",
            _("The group has met already, so it is not called off as a whole."),
            remedy=_("Call off the sessions that are still to come."),
        )
    unrecord_activities(sources=[f"sessions:{session}:{person}" for session, person in held], by=by, now=now)
    for session in group.sessions.filter(state=GroupSession.State.PLANNED):
        session.state, session.sequence, session.changed_at = GroupSession.State.CANCELLED, session.sequence + 1, now
        session.save(update_fields=["state", "sequence", "changed_at"])
    group.state = State.CANCELLED
    group.save(update_fields=["state"])
    tell_group_off(group, now=now)
    record(by=by, action="cohorts.cancel-group", about=about(group_id), facts={}, now=now)


def _require_not_off(group: CohortGroup) -> None:
    if group.state == State.CANCELLED:
        raise SessionRefused("group-off", _("This group was called off."), remedy=_("Open another group."))
