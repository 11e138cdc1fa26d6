"""Sessions: added, moved, turned virtual, called off; calendars learn of each change by a higher sequence."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.develop.activities.public import unrecord_activities
from preceptor.develop.programs.public import Cohort
from preceptor.develop.sessions.commands.access import office_group, office_session
from preceptor.develop.sessions.commands.groups import new_uid
from preceptor.develop.sessions.commands.letters import tell_sessions_changed
from preceptor.develop.sessions.models import Attendance, CohortGroup, GroupSession
from preceptor.develop.sessions.queries.refusals import SessionRefused
from preceptor.foundation.audit.public import Actor, record

LONGEST = 12 * 60
IN_PERSON, VIDEO = "in_person", "video"


@dataclass(frozen=True)
class Planned:
    """A session as it is typed."""

    title: str
    starts: datetime
    minutes: int
    mode: str
    place: str = ""
    link: str = ""


def about(session_id: int) -> str:
    """What the record calls a session."""
    return f"cohorts.session:{session_id}"


@transaction.atomic
def add_session(*, group_id: int, planned: Planned, by: Actor, now: datetime) -> int:
    """Add a session to a group; gives its number."""
    group, kind = office_group(group_id, by, now)
    _check(planned, kind)
    if kind.how_many_sessions is not None and _standing(group_id) >= kind.how_many_sessions:
        raise SessionRefused(
            "sessions-complete",
            _("The group has all its %(n)s sessions.") % {"n": kind.how_many_sessions},
            remedy=_("Move one of them instead."),
        )
    made = GroupSession.objects.create(
        group=group,
        key=f"added-{group.sessions.count() + 1}",
        uid=new_uid(),
        code=secrets.token_urlsafe(24),
        changed_at=now,
        **_fields(planned),
    )
    record(by=by, action="cohorts.add", about=about(made.pk), facts={}, now=now)
    return made.pk


def _standing(group_id: int) -> int:
    return GroupSession.objects.filter(group_id=group_id, state=GroupSession.State.PLANNED).count()


@transaction.atomic
def move_session(*, session_id: int, planned: Planned, by: Actor, now: datetime) -> None:
    """Move a session in time or place, or turn it virtual; it keeps its identity in every calendar."""
    session, kind = office_session(session_id, by, now)
    _check(planned, kind)
    if session.attendances.exists():
        raise SessionRefused(
            "session-attended",
            _("People have signed in to this session, so it is not moved any more."),
            remedy=_("Add another session instead."),
        )
    fields = _fields(planned)
    if all(getattr(session, name) == value for name, value in fields.items()):
        return
    for name, value in fields.items():
        setattr(session, name, value)
    _changed(session, now)
    _tell(session.group_id, [session], now)
    record(by=by, action="cohorts.move", about=about(session_id), facts={"sequence": session.sequence}, now=now)


@transaction.atomic
def turn_virtual(*, group_id: int, link: str, by: Actor, now: datetime) -> int:
    """Hold every session that is still to come by video; each keeps its place in every calendar. How many changed."""
    group, kind = office_group(group_id, by, now)
    address = link.strip()[:400]
    if not kind.may_turn_virtual and VIDEO not in kind.modes:
        raise SessionRefused(
            "stays-in-person",
            _("The program does not let its sessions move on line."),
            remedy=_("Move them to another place, or call them off."),
        )
    if not address.startswith(("https://", "http://")):
        raise SessionRefused(
            "no-link", _("The video link is missing."), remedy=_("Paste the whole address, with https:// before it.")
        )
    coming = group.sessions.select_for_update(of=("self",)).filter(
        starts__gt=now, state=GroupSession.State.PLANNED, attendances=None
    )
    changed = [each for each in coming.order_by("starts") if (each.mode, each.link) != (VIDEO, address)]
    for session in changed:
        session.mode, session.place, session.link = VIDEO, "", address
        _changed(session, now)
    if changed:
        _tell(group_id, changed, now)
        facts = {"sessions": len(changed)}
        record(by=by, action="cohorts.turn-virtual", about=f"cohorts.group:{group_id}", facts=facts, now=now)
    return len(changed)


@transaction.atomic
def cancel_session(*, session_id: int, by: Actor, now: datetime) -> None:
    """Call a session off; it stays in the calendars as called off, and attendance of it counts no more."""
    session, _kind = office_session(session_id, by, now)
    if session.state == GroupSession.State.CANCELLED:
        return  # pressed twice
    session.state = GroupSession.State.CANCELLED
    _changed(session, now)
    _tell(session.group_id, [session], now)
    sources = [source_of(session_id, each.person_id) for each in Attendance.objects.filter(session=session)]
    unrecord_activities(sources=sources, by=by, now=now)
    record(by=by, action="cohorts.cancel", about=about(session_id), facts={}, now=now)


def source_of(session_id: int, person_id: int) -> str:
    """What the activity of somebody's attendance is recorded under."""
    return f"sessions:{session_id}:{person_id}"


def _fields(planned: Planned) -> dict[str, object]:
    return {
        "title": planned.title.strip()[:120],
        "starts": planned.starts,
        "minutes": planned.minutes,
        "mode": planned.mode,
        "place": planned.place.strip()[:300] if planned.mode == IN_PERSON else "",
        "link": planned.link.strip()[:400] if planned.mode != IN_PERSON else "",
    }


def _tell(group_id: int, sessions: list[GroupSession], now: datetime) -> None:
    """Tell the roster of what is still to come; what is past concerns nobody's calendar."""
    coming = [each for each in sessions if each.starts > now]
    if coming:
        tell_sessions_changed(CohortGroup.objects.get(pk=group_id), coming, now=now)


def _changed(session: GroupSession, now: datetime) -> None:
    session.sequence += 1
    session.changed_at = now
    session.save()


def _check(planned: Planned, kind: Cohort) -> None:
    allowed = {*kind.modes, *((VIDEO,) if kind.may_turn_virtual else ())}
    if not planned.title.strip():
        raise SessionRefused("no-title", _("The session has no name."), remedy=_("Give it one."))
    if not 0 < planned.minutes <= LONGEST:
        raise SessionRefused(
            "session-length", _("A session takes from one minute to twelve hours."), remedy=_("Give its length.")
        )
    if planned.mode not in allowed:
        raise SessionRefused(
            "session-mode", _("The program does not hold its sessions in this way."), remedy=_("Choose another way.")
        )
    if planned.mode == IN_PERSON and not planned.place.strip():
        raise SessionRefused("no-place", _("A session in person has a place."), remedy=_("Say where it is."))
