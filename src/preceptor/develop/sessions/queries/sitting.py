"""One session: for who leads it, with everybody's attendance; and the page behind its code."""

from dataclasses import dataclass
from datetime import datetime

from preceptor.develop.programs.public import cycle
from preceptor.develop.sessions.models import Attendance, GroupSession
from preceptor.develop.sessions.queries.attended import SessionLine, office_badge, session_line
from preceptor.develop.sessions.queries.leading import leads
from preceptor.develop.sessions.queries.office import may_coordinate, modes_of
from preceptor.develop.sessions.queries.refusals import unknown
from preceptor.develop.sessions.rules.attending import Sitting, attended, code_open, counts
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import PersonBrief, people


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
    """One session with its attendance; `office` for who may move it and call it off."""

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
    office: bool
    may_move: bool
    code_open: bool
    code: str

    @property
    def unsaid(self) -> int:
        """Of how many nothing is entered."""
        return sum(row.came is None for row in self.rows)


def session_detail_page(*, session_id: int, by: Actor, now: datetime) -> SessionDetailPage:
    """A session for who leads it or runs the program: when and where, and who came when."""
    row = GroupSession.objects.select_related("group").filter(pk=session_id).first()
    brief = cycle(row.group.cycle_id) if row else None
    if row is None or brief is None:
        raise unknown()
    office = may_coordinate(brief, by, now)
    if not office and not leads(by.id or 0, row.group_id):
        raise unknown()
    kind = brief.definition.cohorts[row.group.cohort]
    came = {each.person_id: each for each in row.attendances.all()}
    on_it = row.group.members.filter(left=None, waits_since=None)
    ids = set(on_it.values_list("person_id", flat=True)) | came.keys()
    who = sorted(people(ids).values(), key=lambda each: (each.family_name, each.id))
    lines = tuple(_attendance(each, came.get(each.id), row, kind.attended_percent) for each in who)
    planned = row.state == GroupSession.State.PLANNED
    return SessionDetailPage(
        id=session_id,
        group_id=row.group_id,
        group=row.group.title,
        program=brief.title,
        session=session_line(row, office_badge(row, now), len(came)),
        mode=row.mode,
        modes=modes_of(kind),
        rows=lines,
        percent=kind.attended_percent,
        make_ups=kind.make_ups,
        begun=row.starts <= now and planned,
        office=office,
        may_move=office and not came and planned,
        code_open=planned and code_open(Sitting(row.starts, row.minutes), now),
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
    if row is None or not row.group.members.filter(person_id=person_id, left=None, waits_since=None).exists():
        raise unknown()
    mine = row.attendances.filter(person_id=person_id).first()
    planned = row.state == GroupSession.State.PLANNED
    is_open = planned and code_open(Sitting(row.starts, row.minutes), now)
    return SignInPage(code, row.title, row.group.title, row.starts, row.place, is_open, mine.came if mine else None)
