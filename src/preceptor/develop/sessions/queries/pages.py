"""Pages of sessions: one's own, the office's groups, one group, one session."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from preceptor.develop.activities.public import Span, Verdict, judge_cycle, status_badge, sum_words
from preceptor.develop.programs.public import CycleBrief, cycle, cycles, open_cycles
from preceptor.develop.sessions.models import Attendance, CohortGroup, GroupMember, GroupSession
from preceptor.develop.sessions.queries.navigating import memberships
from preceptor.develop.sessions.queries.refusals import unknown
from preceptor.develop.sessions.rules.attending import Sitting, attended, code_open, counts
from preceptor.develop.sessions.rules.sizes import Size
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.district.public import PersonBrief, people
from preceptor.foundation.look.public import remembering

COORDINATE = "cohorts.coordinate"
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


@dataclass(frozen=True)
class DutyLine:
    """One duty of the reader: met, or what is missing."""

    title: str
    sum: str
    badge: Badge


@dataclass(frozen=True)
class MyGroup:
    """One of the reader's groups: its sessions, and what of the program is met."""

    title: str
    program: str
    name: str
    sessions: tuple[SessionLine, ...]
    duties: tuple[DutyLine, ...]
    missing: int


@dataclass(frozen=True)
class MySessionsPage:
    """Everything about the reader's groups."""

    groups: tuple[MyGroup, ...]
    has_feed: bool


def members_of(cycle_id: int, person_id: int | None) -> Mapping[str, Mapping[int, tuple[Span, ...]]]:
    """The members of a cycle's groups in their role, with their days; for the evaluator of duties."""
    rows: Iterable[GroupMember] = (
        GroupMember.objects.filter(group__cycle_id=cycle_id).select_related("group")
        if person_id is None
        else memberships(person_id)
    )
    standing = CohortGroup.State.FORMING, CohortGroup.State.STANDING
    listed = [each for each in rows if each.group.cycle_id == cycle_id and each.group.state in standing]
    cohorts = cycle(cycle_id).definition.cohorts if listed else {}
    found: dict[str, dict[int, tuple[Span, ...]]] = {}
    for each in listed:
        if each.group.cohort in cohorts:
            role = found.setdefault(cohorts[each.group.cohort].members, {})
            role[each.person_id] = (*role.get(each.person_id, ()), Span(each.joined, each.left))
    return found


def my_sessions_page(*, person_id: int, now: datetime) -> MySessionsPage:
    """The reader's groups with their sessions, and for each program what is met and what is missing."""
    with remembering():
        mine = [each for each in memberships(person_id) if each.left is None]
        briefs = cycles({each.group.cycle_id for each in mine})
        rows = GroupSession.objects.filter(group__in=[each.group_id for each in mine]).order_by("starts")
        came = {each.session_id: each for each in Attendance.objects.filter(person_id=person_id)}
        by_group: dict[int, list[GroupSession]] = {}
        for row in rows:
            by_group.setdefault(row.group_id, []).append(row)
        duties = {number: _duties(brief, person_id, now) for number, brief in briefs.items()}
        groups = [
            _my_group(each.group, briefs[each.group.cycle_id], by_group.get(each.group_id, []), came, now, duties)
            for each in mine
            if each.group.cycle_id in briefs
        ]
    return MySessionsPage(tuple(groups), any(getattr(each, "has_feed", False) for each in mine))


def _my_group(
    group: CohortGroup,
    brief: CycleBrief,
    sessions: list[GroupSession],
    came: dict[int, Attendance],
    now: datetime,
    duties: dict[int, tuple[DutyLine, ...]],
) -> MyGroup:
    percent = brief.definition.cohorts[group.cohort].attended_percent
    lines = tuple(_line(row, _own_badge(row, came.get(row.pk), percent, now)) for row in sessions)
    owed = duties[brief.id]
    return MyGroup(
        group.title, brief.title, brief.name, lines, owed, sum(each.badge[0] not in ("done", "draft") for each in owed)
    )


def _duties(brief: CycleBrief, person_id: int, now: datetime) -> tuple[DutyLine, ...]:
    found = [each for each in judge_cycle(brief.id, now, person_id).verdicts() if each.person_id == person_id]
    return tuple(_duty(brief, each) for each in found)


def _duty(brief: CycleBrief, verdict: Verdict) -> DutyLine:
    duty = brief.definition.duties[verdict.duty]
    return DutyLine(duty.title, sum_words(verdict, duty.measure), status_badge(verdict.status))


def _line(row: GroupSession, badge: Badge, present: int = 0) -> SessionLine:
    cancelled = row.state == GroupSession.State.CANCELLED
    return SessionLine(row.pk, row.title, row.starts, row.minutes, row.place, row.link, cancelled, badge, present)


def _own_badge(row: GroupSession, mine: Attendance | None, percent: int, now: datetime) -> Badge:
    sitting = Sitting(row.starts, row.minutes)
    if row.state == GroupSession.State.CANCELLED:
        return "draft", _("Called off")
    if mine is not None:
        enough = counts(attended(sitting, mine.came, mine.left), mine.made_up, row.minutes, percent)
        return ("done", _("Attended")) if enough else ("late", _("Too short to count"))
    if sitting.ends <= now:
        return "late", _("Missed")
    return ("now", _("Sign in now")) if code_open(sitting, now) else ("waiting", _("To come"))


@dataclass(frozen=True)
class GroupLine:
    """One group in the office's list."""

    id: int
    title: str
    cohort: str
    members: int
    sessions: int
    badge: Badge


@dataclass(frozen=True)
class ProgramGroups:
    """The groups of one cycle, and the kinds that can be opened."""

    cycle_id: int
    title: str
    name: str
    kinds: tuple[tuple[str, str], ...]
    groups: tuple[GroupLine, ...]


@dataclass(frozen=True)
class GroupListPage:
    """Every cycle with groups."""

    programs: tuple[ProgramGroups, ...]


def coordinated(*, by: Actor, now: datetime) -> list[CycleBrief]:
    """Open cycles whose definitions have groups and that the reader runs."""
    return [each for each in open_cycles() if each.definition.cohorts and _may(each, by, now)]


def _may(brief: CycleBrief, by: Actor, now: datetime) -> bool:
    return may(by, COORDINATE, where=brief.unit_path, now=now)


def group_list_page(*, by: Actor, now: datetime) -> GroupListPage:
    """The groups of every program that the reader runs."""
    mine = coordinated(by=by, now=now)
    rows = CohortGroup.objects.filter(cycle_id__in=[each.id for each in mine]).annotate(
        here=Count("members", filter=Q(members__left=None), distinct=True), planned=Count("sessions", distinct=True)
    )
    lines: dict[int, list[GroupLine]] = {}
    for row in rows.order_by("title"):
        line = GroupLine(row.pk, row.title, row.cohort, row.here, row.planned, group_badge(row.state))
        lines.setdefault(row.cycle_id, []).append(line)
    return GroupListPage(
        tuple(
            ProgramGroups(
                each.id,
                each.title,
                each.name,
                tuple((name, cohort.title) for name, cohort in each.definition.cohorts.items()),
                tuple(lines.get(each.id, ())),
            )
            for each in mine
        )
    )


def group_badge(state: str) -> Badge:
    """Shape and word of a group's state."""
    return {
        "forming": ("waiting", _("Forming")),
        "standing": ("done", _("Takes place")),
        "cancelled": ("draft", _("Called off")),
    }[state]


@dataclass(frozen=True)
class GroupDetailPage:
    """One group: roster and sessions."""

    id: int
    title: str
    program: str
    name: str
    says: str
    badge: Badge
    forming: bool
    members: tuple[tuple[PersonBrief, date], ...]
    least: int
    most: int | None
    missing: int
    sessions: tuple[SessionLine, ...]
    modes: tuple[str, ...]
    place: str


def group_detail_page(*, group_id: int, by: Actor, now: datetime) -> GroupDetailPage:
    """Everything about a group, for the office."""
    group = CohortGroup.objects.filter(pk=group_id).first()
    brief = cycle(group.cycle_id) if group else None
    if group is None or brief is None or not _may(brief, by, now):
        raise unknown()
    kind = brief.definition.cohorts[group.cohort]
    rows = list(group.members.filter(left=None).values_list("person_id", "joined"))
    who = people([each for each, _day in rows])
    members = sorted(((who[each], day) for each, day in rows), key=lambda pair: (pair[0].family_name, pair[0].id))
    sessions = group.sessions.annotate(present=Count("attendances")).order_by("starts")
    size = Size(kind.size.at_least, kind.size.at_most)
    return GroupDetailPage(
        id=group_id,
        title=group.title,
        program=brief.title,
        name=brief.name,
        says=kind.says or "",
        badge=group_badge(group.state),
        forming=group.state == CohortGroup.State.FORMING,
        members=tuple(members),
        least=size.least,
        most=size.most,
        missing=size.missing(len(members)),
        sessions=tuple(_line(row, _office_badge(row, now), row.present) for row in sessions),
        modes=tuple(dict.fromkeys((*kind.modes, *(("video",) if kind.may_turn_virtual else ())))),
        place=kind.place or "",
    )


def _office_badge(row: GroupSession, now: datetime) -> Badge:
    if row.state == GroupSession.State.CANCELLED:
        return "draft", _("Called off")
    ends = row.starts + timedelta(minutes=row.minutes)
    if ends <= now:
        return "done", _("Held")
    return ("now", _("Now")) if row.starts <= now else ("waiting", _("To come"))


@dataclass(frozen=True)
class AttendanceLine:
    """One member's attendance of a session."""

    person: PersonBrief
    came: datetime | None
    left: datetime | None
    made_up: int
    minutes: int
    counts: bool
    how: str


@dataclass(frozen=True)
class SessionDetailPage:
    """One session with its attendance."""

    id: int
    group_id: int
    group: str
    program: str
    session: SessionLine
    mode: str
    modes: tuple[str, ...]
    rows: tuple[AttendanceLine, ...]
    percent: int
    make_ups: bool
    begun: bool
    may_move: bool
    code: str


def session_detail_page(*, session_id: int, by: Actor, now: datetime) -> SessionDetailPage:
    """A session for the office: when and where, and who came when."""
    row = GroupSession.objects.select_related("group").filter(pk=session_id).first()
    brief = cycle(row.group.cycle_id) if row else None
    if row is None or brief is None or not _may(brief, by, now):
        raise unknown()
    kind = brief.definition.cohorts[row.group.cohort]
    came = {each.person_id: each for each in row.attendances.all()}
    ids = set(row.group.members.filter(left=None).values_list("person_id", flat=True)) | came.keys()
    who = sorted(people(ids).values(), key=lambda each: (each.family_name, each.id))
    lines = tuple(_attendance(each, came.get(each.id), row, kind.attended_percent) for each in who)
    return SessionDetailPage(
        id=session_id,
        group_id=row.group_id,
        group=row.group.title,
        program=brief.title,
        session=_line(row, _office_badge(row, now), len(came)),
        mode=row.mode,
        modes=tuple(dict.fromkeys((*kind.modes, *(("video",) if kind.may_turn_virtual else ())))),
        rows=lines,
        percent=kind.attended_percent,
        make_ups=kind.make_ups,
        begun=row.starts <= now and row.state == GroupSession.State.PLANNED,
        may_move=not came and row.state == GroupSession.State.PLANNED,
        code=row.code,
    )


def _attendance(person: PersonBrief, kept: Attendance | None, row: GroupSession, percent: int) -> AttendanceLine:
    if kept is None:
        return AttendanceLine(person, None, None, 0, 0, False, "")
    minutes = attended(Sitting(row.starts, row.minutes), kept.came, kept.left)
    enough = counts(minutes, kept.made_up, row.minutes, percent)
    how = Attendance.How(kept.how).label
    return AttendanceLine(person, kept.came, kept.left, kept.made_up, minutes, enough, str(how))


@dataclass(frozen=True)
class SignInPage:
    """The page behind the code."""

    code: str
    title: str
    group: str
    starts: datetime
    place: str
    open: bool
    signed_in: datetime | None


def sign_in_page(*, code: str, person_id: int, now: datetime) -> SignInPage:
    """The session behind a code, for its members alone."""
    row = GroupSession.objects.select_related("group").filter(code=code).first()
    if row is None or not row.group.members.filter(person_id=person_id, left=None).exists():
        raise unknown()
    mine = row.attendances.filter(person_id=person_id).first()
    planned = row.state == GroupSession.State.PLANNED
    is_open = planned and code_open(Sitting(row.starts, row.minutes), now)
    return SignInPage(code, row.title, row.group.title, row.starts, row.place, is_open, mine.came if mine else None)
