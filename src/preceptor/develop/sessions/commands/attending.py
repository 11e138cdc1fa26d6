"""Attendance: signed in by the code or entered by who leads; enough of it becomes a confirmed activity."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.develop.activities.public import Recorded, record_activity, unrecord_activities
from preceptor.develop.programs.public import Cohort, cycle
from preceptor.develop.sessions.commands.access import led_session
from preceptor.develop.sessions.commands.dating import about, source_of
from preceptor.develop.sessions.models import Attendance, CohortGroup, GroupSession
from preceptor.develop.sessions.queries.refusals import SessionRefused, unknown
from preceptor.develop.sessions.rules.attending import Sitting, attended, code_open, counts
from preceptor.develop.sessions.rules.sizes import Size
from preceptor.foundation.audit.public import Actor, record, require, together

TAKE_PART = "cohorts.take_part"


@dataclass(frozen=True)
class Came:
    """What who leads enters for one person: when they came and left, and minutes made up; absent without coming."""

    person_id: int
    came: datetime | None
    left: datetime | None = None
    made_up: int = 0


@transaction.atomic
def sign_in(*, code: str, by: Actor, now: datetime) -> int:
    """Sign in to a session by its code, while it is open; a second time changes nothing. Gives the session's number."""
    require(by, TAKE_PART, now=now)
    session = GroupSession.objects.select_related("group").filter(code=code).first()
    if session is None or not session.group.members.filter(person_id=by.id or 0, left=None, waits_since=None).exists():
        raise unknown()
    _require_group(session)
    if session.state == GroupSession.State.CANCELLED or not code_open(Sitting(session.starts, session.minutes), now):
        raise SessionRefused(
            "code-closed",
            _("Signing in to this session is not open now."),
            remedy=_(
                "It opens shortly before the session begins and closes with its end; who leads can enter you too."
            ),
        )
    if not session.attendances.filter(person_id=by.id or 0).exists():
        row = Attendance.objects.create(
            session=session, person_id=by.id or 0, came=now, how=Attendance.How.CODE, entered_at=now
        )
        _count(session, row, by, now)
        record(by=by, action="cohorts.sign-in", about=about(session.pk), facts={}, now=now)
    return session.pk


@transaction.atomic
@together()
def enter_attendance(*, session_id: int, rows: tuple[Came, ...], by: Actor, now: datetime) -> int:
    """Enter who came when and left when; how many are entered as present."""
    session, kind = led_session(session_id, by, now)
    if session.starts > now:
        raise SessionRefused(
            "session-ahead", _("This session is still to come."), remedy=_("Come back when it begins.")
        )
    _require_group(session)
    if session.state == GroupSession.State.CANCELLED:
        raise SessionRefused("session-off", _("This session was called off."), remedy=_("Look at the group's others."))
    known = set(session.group.members.filter(waits_since=None).values_list("person_id", flat=True))
    present = 0
    for each in rows:
        if each.person_id in known:
            present += _enter(session, kind, each, by, now)
    record(by=by, action="cohorts.attendance", about=about(session_id), facts={"present": present}, now=now)
    return present


def _require_group(session: GroupSession) -> None:
    """Refuse whatever would count a session of a group that has too few members to take place."""
    group = session.group
    if group.state == CohortGroup.State.STANDING:
        return
    size = cycle(group.cycle_id).definition.cohorts[group.cohort].size
    members = group.members.filter(left=None, waits_since=None).count()
    if group.state == CohortGroup.State.CANCELLED or Size(size.at_least, size.at_most).missing(members):
        raise SessionRefused(
            "group-not-begun",
            _("This group does not take place: it needs %(least)s members and has %(members)s, or was called off.")
            % {"least": size.at_least, "members": members},
            remedy=_("Nothing of it counts until the office has begun it."),
        )


def _enter(session: GroupSession, kind: Cohort, each: Came, by: Actor, now: datetime) -> bool:
    if each.came is None:
        if session.attendances.filter(person_id=each.person_id).delete()[0]:
            unrecord_activities(sources=[source_of(session.pk, each.person_id)], by=by, now=now)
        return False
    if each.left is not None and each.left <= each.came:
        raise SessionRefused(
            "left-before", _("Somebody left before they came."), remedy=_("Exchange the two times, or leave one out.")
        )
    if each.made_up and not kind.make_ups:
        raise SessionRefused(
            "no-make-ups", _("The program allows no make-ups."), remedy=_("Leave the minutes made up at nothing.")
        )
    kept = session.attendances.filter(person_id=each.person_id).first()
    how = kept.how if kept and kept.came == each.came else Attendance.How.LEADER
    row, _new = Attendance.objects.update_or_create(
        session=session,
        person_id=each.person_id,
        defaults={"came": each.came, "left": each.left, "made_up": each.made_up, "how": how, "entered_at": now},
    )
    _count(session, row, by, now)
    return True


def _count(session: GroupSession, row: Attendance, by: Actor, now: datetime) -> None:
    """Record the attendance as an activity when enough of the session was attended; take it back when not."""
    group: CohortGroup = session.group
    kind = cycle(group.cycle_id).definition.cohorts[group.cohort]
    sitting, source = Sitting(session.starts, session.minutes), source_of(session.pk, row.person_id)
    minutes = attended(sitting, row.came, row.left)
    if not counts(minutes, row.made_up, session.minutes, kind.attended_percent):
        unrecord_activities(sources=[source], by=by, now=now)
        return
    said = Recorded(
        source=source,
        kind=kind.activity,
        mode=session.mode,
        starts=session.starts,
        minutes=min(minutes + row.made_up, session.minutes),
        parties=((kind.members, row.person_id),),
        key=f"session-{session.pk}",
    )
    record_activity(cycle_id=group.cycle_id, said=said, by=by, now=now)
