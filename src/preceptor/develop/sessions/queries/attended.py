"""One's own sessions: what somebody's groups meet for, what was attended, and which groups somebody leads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, FilteredRelation, Q
from django.utils.translation import gettext as _

from preceptor.develop.activities.public import Span
from preceptor.develop.programs.public import CycleBrief, cycle, cycles
from preceptor.develop.sessions.models import Attendance, CohortGroup, GroupLeader, GroupMember, GroupSession
from preceptor.develop.sessions.queries.leading import led_by, memberships
from preceptor.develop.sessions.rules.attending import Sitting, attended, code_open, counts
from preceptor.foundation.look.public import minutes as minutes_words
from preceptor.foundation.look.public import remembering

Badge = tuple[str, str]


@dataclass(frozen=True)
class SessionLine:
    """One session in a list."""

    id: int
    title: str
    starts: datetime
    minutes: int
    place: str
    link: str
    cancelled: bool
    badge: Badge
    present: int
    note: str = ""
    key: str = ""


@dataclass(frozen=True)
class MyGroup:
    """One of the reader's groups with its sessions; the place among those who wait, where they wait."""

    title: str
    program: str
    name: str
    sessions: tuple[SessionLine, ...]
    waits: bool
    off: bool
    leads_as: str = ""


@dataclass(frozen=True)
class MySessionsPage:
    """Everything about the reader's groups: those they learn in, and those they lead."""

    groups: tuple[MyGroup, ...]
    led: tuple[MyGroup, ...]
    has_feed: bool


def members_of(cycle_id: int, person_id: int | None) -> Mapping[str, Mapping[int, tuple[Span, ...]]]:
    """The members of a cycle's groups in their role, with their days; for the evaluator of duties."""
    rows: Iterable[GroupMember] = (
        GroupMember.objects.filter(group__cycle_id=cycle_id).select_related("group")
        if person_id is None
        else memberships(person_id)
    )
    standing = CohortGroup.State.FORMING, CohortGroup.State.STANDING
    here = [each for each in rows if each.group.cycle_id == cycle_id and each.waits_since is None]
    listed = [each for each in here if each.group.state in standing]
    cohorts = cycle(cycle_id).definition.cohorts if listed else {}
    found: dict[str, dict[int, tuple[Span, ...]]] = {}
    for each in listed:
        if each.group.cohort in cohorts:
            role = found.setdefault(cohorts[each.group.cohort].members, {})
            role[each.person_id] = (*role.get(each.person_id, ()), Span(each.joined, each.left))
    return found


def my_sessions_page(*, person_id: int, now: datetime) -> MySessionsPage:
    """The reader's groups with their sessions."""
    with remembering():
        mine = [each for each in memberships(person_id) if each.left is None]
        led = led_by(person_id)
        groups_of = {**{each.group_id: each.group for each in mine}, **{each.group_id: each.group for each in led}}
        briefs = cycles({each.cycle_id for each in groups_of.values()})
        rows, came = _sessions(list(groups_of), person_id)
        groups = [_my_group(each, briefs, rows, came, now) for each in mine if each.group.cycle_id in briefs]
        leading = [_led_group(each, briefs, rows, now) for each in led if each.group.cycle_id in briefs]
    has_feed = any(getattr(each, "has_feed", False) for each in mine)
    return MySessionsPage(tuple(groups), tuple(leading), has_feed)


def sessions_of(cycle_id: int, person_id: int, now: datetime) -> tuple[SessionLine, ...]:
    """The sessions of somebody's groups in a cycle, each with how much of it they attended."""
    mine = [each for each in memberships(person_id) if each.group.cycle_id == cycle_id and each.waits_since is None]
    by_group, came = _sessions([each.group_id for each in mine if each.left is None], person_id)
    rows = [row for listed in by_group.values() for row in listed]
    cohorts = cycle(cycle_id).definition.cohorts
    groups = {each.group_id: each.group for each in mine}
    return tuple(
        own_line(row, came.get(row.pk), cohorts[groups[row.group_id].cohort].attended_percent, now)
        for row in rows
        if groups[row.group_id].cohort in cohorts
    )


def _sessions(group_ids: list[int], person_id: int) -> tuple[dict[int, list[GroupSession]], dict[int, Attendance]]:
    """The sessions of groups in order, and somebody's attendance of each that they came to; asked in one."""
    found: dict[int, list[GroupSession]] = {}
    came: dict[int, Attendance] = {}
    if not group_ids:
        return found, came
    mine = FilteredRelation("attendances", condition=Q(attendances__person_id=person_id))
    rows: Any = GroupSession.objects.filter(group__in=group_ids).annotate(mine=mine)
    said = {"came_at": F("mine__came"), "left_at": F("mine__left"), "made_up": F("mine__made_up")}
    for row in rows.annotate(**said).order_by("starts"):
        found.setdefault(row.group_id, []).append(row)
        if row.came_at is not None:
            came[row.pk] = Attendance(came=row.came_at, left=row.left_at, made_up=row.made_up)
    return found, came


def _my_group(
    each: GroupMember,
    briefs: Mapping[int, CycleBrief],
    rows: Mapping[int, list[GroupSession]],
    came: Mapping[int, Attendance],
    now: datetime,
) -> MyGroup:
    group, brief = each.group, briefs[each.group.cycle_id]
    percent = brief.definition.cohorts[group.cohort].attended_percent
    lines = tuple(own_line(row, came.get(row.pk), percent, now) for row in rows.get(each.group_id, ()))
    off = group.state == CohortGroup.State.CANCELLED
    return MyGroup(group.title, brief.title, brief.name, lines, each.waits_since is not None, off)


def _led_group(
    each: GroupLeader, briefs: Mapping[int, CycleBrief], rows: Mapping[int, list[GroupSession]], now: datetime
) -> MyGroup:
    group, brief = each.group, briefs[each.group.cycle_id]
    lines = tuple(session_line(row, office_badge(row, now)) for row in rows.get(each.group_id, ()))
    role = brief.definition.roles[each.role].title if each.role in brief.definition.roles else each.role
    return MyGroup(group.title, brief.title, brief.name, lines, False, False, role)


def session_line(row: GroupSession, badge: Badge, present: int = 0, note: str = "") -> SessionLine:
    """A session as a line of a list."""
    off, where = row.state == GroupSession.State.CANCELLED, (row.place, row.link)
    return SessionLine(row.pk, row.title, row.starts, row.minutes, *where, off, badge, present, note, row.key)


def own_line(row: GroupSession, mine: Attendance | None, percent: int, now: datetime) -> SessionLine:
    """A session with how much of it somebody attended."""
    return session_line(row, own_badge(row, mine, percent, now), note=_note(row, mine))


def _note(row: GroupSession, mine: Attendance | None) -> str:
    """How late somebody came, how early they left, in minutes; nothing for who was there all the time."""
    if mine is None:
        return ""
    sitting = Sitting(row.starts, row.minutes)
    there = attended(sitting, mine.came, mine.left)
    if there >= row.minutes:
        return ""
    said = _("%(there)s of %(all)s attended") % {"there": minutes_words(there), "all": minutes_words(row.minutes)}
    if mine.made_up:
        made_up = _("%(minutes)s made up") % {"minutes": minutes_words(mine.made_up)}
        return f"{said}, {made_up}"
    return said


def own_badge(row: GroupSession, mine: Attendance | None, percent: int, now: datetime) -> Badge:
    """Shape and word of a session for somebody of the group."""
    sitting = Sitting(row.starts, row.minutes)
    if row.state == GroupSession.State.CANCELLED:
        return "draft", _("Called off")
    if mine is not None:
        enough = counts(attended(sitting, mine.came, mine.left), mine.made_up, row.minutes, percent)
        return ("done", _("Attended")) if enough else ("late", _("Too short to count"))
    if sitting.ends <= now:
        return "late", _("Missed")
    return ("now", _("Sign in now")) if code_open(sitting, now) else ("waiting", _("To come"))


def office_badge(row: GroupSession, now: datetime) -> Badge:
    """Shape and word of a session for who leads it."""
    if row.state == GroupSession.State.CANCELLED:
        return "draft", _("Called off")
    if Sitting(row.starts, row.minutes).ends <= now:
        return "done", _("Held")
    return ("now", _("Now")) if row.starts <= now else ("waiting", _("To come"))
