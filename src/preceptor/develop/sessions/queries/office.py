"""The office's pages of groups: all of them, and one with its roster, leaders, invitations and sessions."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import CharField, Count, DateTimeField, F, Q, Value
from django.utils.translation import gettext as _

from preceptor.develop.programs.public import Cohort, CycleBrief, Definition, cycle, open_cycles
from preceptor.develop.sessions.models import CohortGroup, GroupMember, Invitation
from preceptor.develop.sessions.queries.attended import Badge, SessionLine, office_badge, session_line
from preceptor.develop.sessions.queries.refusals import unknown
from preceptor.develop.sessions.rules.sizes import Size
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.district.public import PersonBrief, people

COORDINATE = "cohorts.coordinate"


@dataclass(frozen=True)
class GroupLine:
    """One group in the office's list."""

    id: int
    title: str
    cohort: str
    members: int
    sessions: int
    missing: int
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
    return [each for each in open_cycles() if each.definition.cohorts and may_coordinate(each, by, now)]


def may_coordinate(brief: CycleBrief, by: Actor, now: datetime) -> bool:
    """Whether the reader runs the groups of a program."""
    return may(by, COORDINATE, where=brief.unit_path, now=now)


def group_list_page(*, by: Actor, now: datetime) -> GroupListPage:
    """The groups of every program that the reader runs."""
    mine = coordinated(by=by, now=now)
    cohorts = {each.id: each.definition.cohorts for each in mine}
    on_it = Q(members__left=None, members__waits_since=None)
    rows = CohortGroup.objects.filter(cycle_id__in=list(cohorts)).annotate(
        here=Count("members", filter=on_it, distinct=True), planned=Count("sessions", distinct=True)
    )
    lines: dict[int, list[GroupLine]] = {}
    for row in rows.order_by("title"):
        kind = cohorts[row.cycle_id].get(row.cohort)
        missing = Size(kind.size.at_least).missing(row.here) if kind and row.state == "forming" else 0
        title = kind.title if kind else row.cohort
        line = GroupLine(row.pk, row.title, title, row.here, row.planned, missing, group_badge(row.state))
        lines.setdefault(row.cycle_id, []).append(line)
    return GroupListPage(tuple(_program(each, tuple(lines.get(each.id, ()))) for each in mine))


def _program(brief: CycleBrief, groups: tuple[GroupLine, ...]) -> ProgramGroups:
    kinds = tuple((name, cohort.title) for name, cohort in brief.definition.cohorts.items())
    return ProgramGroups(brief.id, brief.title, brief.name, kinds, groups)


def group_badge(state: str) -> Badge:
    """Shape and word of a group's state."""
    return {
        "forming": ("waiting", _("Forming")),
        "standing": ("done", _("Takes place")),
        "cancelled": ("draft", _("Called off")),
    }[state]


@dataclass(frozen=True)
class LeaderLine:
    """Somebody who leads the group."""

    id: int
    name: str
    role: str


@dataclass(frozen=True)
class InvitationLine:
    """Somebody invited who has not accepted yet."""

    id: int
    name: str
    email: str
    invited_at: datetime
    role: str


@dataclass(frozen=True)
class GroupDetailPage:
    """One group: roster, leaders, invitations and sessions."""

    id: int
    cycle_id: int
    title: str
    program: str
    name: str
    says: str
    badge: Badge
    state: str
    members: tuple[tuple[PersonBrief, date], ...]
    waiting: tuple[tuple[PersonBrief, datetime], ...]
    leaders: tuple[LeaderLine, ...]
    leading_roles: tuple[tuple[str, str], ...]
    invitations: tuple[InvitationLine, ...]
    takes_outsiders: bool
    outside_roles: tuple[tuple[str, str], ...]
    least: int
    most: int | None
    missing: int
    sessions: tuple[SessionLine, ...]
    modes: tuple[str, ...]
    place: str
    may_turn_virtual: bool


def group_detail_page(*, group_id: int, by: Actor, now: datetime) -> GroupDetailPage:
    """Everything about a group, for the office."""
    group = CohortGroup.objects.filter(pk=group_id).first()
    brief = cycle(group.cycle_id) if group else None
    if group is None or brief is None or not may_coordinate(brief, by, now):
        raise unknown()
    definition, kind = brief.definition, brief.definition.cohorts[group.cohort]
    rows, led = _on_it(group)
    who = people([*(each.person_id for each in rows), *(each for _pk, each, _role in led)])
    members = _members(rows, who)
    size = Size(kind.size.at_least, kind.size.at_most)
    sessions = group.sessions.annotate(present=Count("attendances")).order_by("starts")
    return GroupDetailPage(
        id=group_id,
        cycle_id=group.cycle_id,
        title=group.title,
        program=brief.title,
        name=brief.name,
        says=kind.says or "",
        badge=group_badge(group.state),
        state=group.state,
        members=members,
        waiting=tuple((who[each.person_id], each.waits_since) for each in rows if each.waits_since is not None),
        leaders=tuple(LeaderLine(pk, who[each].name, _role(definition, role)) for pk, each, role in led),
        leading_roles=tuple((name, role.title) for name, role in definition.roles.items() if role.filled == "office"),
        invitations=_invitations(group, definition),
        takes_outsiders=definition.roles[kind.members].outside_district,
        outside_roles=_outside_roles(definition),
        least=size.least,
        most=size.most,
        missing=size.missing(len(members)),
        sessions=tuple(session_line(row, office_badge(row, now), row.present) for row in sessions),
        modes=modes_of(kind),
        place=kind.place or "",
        may_turn_virtual="video" in modes_of(kind),
    )


def _on_it(group: CohortGroup) -> tuple[list[GroupMember], list[tuple[int, int, str]]]:
    """The roster with those who wait, and who leads (number, person, role); asked in one."""
    names = ("number", "who", "day", "waits", "as_role")
    none_role, no_moment = Value("", CharField()), Value(None, DateTimeField())
    said = {"number": F("pk"), "who": F("person_id")}
    members = group.members.filter(left=None).annotate(
        **said, day=F("joined"), waits=F("waits_since"), as_role=none_role
    )
    leaders = group.leaders.filter(until=None).annotate(**said, day=F("since"), waits=no_moment, as_role=F("role"))
    found = list(members.values_list(*names).union(leaders.values_list(*names), all=True))
    roster = [
        GroupMember(pk=number, group=group, person_id=who, joined=day, waits_since=waits)
        for number, who, day, waits, role in found
        if not role
    ]
    roster.sort(key=lambda each: (each.waits_since or group.opened_at, each.pk))
    return roster, sorted((number, who, role) for number, who, _day, _waits, role in found if role)


def modes_of(kind: Cohort) -> tuple[str, ...]:
    """The ways in which a group may meet."""
    return tuple(dict.fromkeys((*kind.modes, *(("video",) if kind.may_turn_virtual else ()))))


def _members(rows: list[GroupMember], who: dict[int, PersonBrief]) -> tuple[tuple[PersonBrief, date], ...]:
    found = [(who[each.person_id], each.joined) for each in rows if each.waits_since is None]
    return tuple(sorted(found, key=lambda pair: (pair[0].family_name, pair[0].id)))


def _outside_roles(definition: Definition) -> tuple[tuple[str, str], ...]:
    """The roles that the office fills and that people from outside may have."""
    roles = definition.roles.items()
    return tuple((name, role.title) for name, role in roles if role.filled == "office" and role.outside_district)


def _role(definition: Definition, name: str) -> str:
    return definition.roles[name].title if name in definition.roles else name


def _invitations(group: CohortGroup, definition: Definition) -> tuple[InvitationLine, ...]:
    rows = Invitation.objects.filter(group=group, accepted_at=None, withdrawn_at=None).order_by("family_name", "email")
    return tuple(
        InvitationLine(
            row.pk,
            f"{row.given_name} {row.family_name}".strip(),
            row.email,
            row.invited_at,
            _role(definition, row.role) if row.role else "",
        )
        for row in rows
    )
