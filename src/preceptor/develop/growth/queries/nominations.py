"""Nominations: into which programs, what the person is asked, what the coordinator has to take up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from preceptor.develop.growth.models import Nomination
from preceptor.develop.growth.queries.reach import COORDINATE, not_yours
from preceptor.develop.growth.queries.readiness import Candidate, candidate
from preceptor.develop.growth.queries.texts import readiness_named
from preceptor.develop.programs.public import CycleBrief, open_cycles
from preceptor.foundation.accounts.public import holds
from preceptor.foundation.audit.public import Actor, may, require
from preceptor.foundation.district.public import people
from preceptor.foundation.look.public import remembering

SHAPES = {"proposed": "waiting", "accepted": "now", "declined": "stopped", "seen": "done"}


@dataclass(frozen=True)
class Training:
    """A role in an open cycle into which somebody can be nominated."""

    cycle_id: int
    role: str
    title: str
    role_title: str
    opens: datetime | None
    closes: datetime | None

    @property
    def code(self) -> str:
        """How the form names it."""
        return f"{self.cycle_id}:{self.role}"


@dataclass(frozen=True)
class NominationNewPage:
    """The form for nominating somebody."""

    key: str
    row: Candidate
    trainings: tuple[Training, ...]


@dataclass(frozen=True)
class NominationPage:
    """A nomination as the nominated person sees it."""

    id: int
    training: Training | None
    reason: str
    made_by: str
    made_at: datetime
    state: str
    badge: tuple[str, str]
    application: int | None
    call_open: bool
    answered_at: datetime | None


@dataclass(frozen=True)
class NominationRow:
    """A nomination as the coordinator sees it."""

    id: int
    name: str
    email: str
    program: str
    reason: str
    badge: tuple[str, str]
    applied: bool
    to_take_up: bool


@dataclass(frozen=True)
class NominationListPage:
    """The nominations into programs that the reader coordinates, and those that the reader made."""

    rows: tuple[NominationRow, ...]


def trainings(keys: tuple[str, ...]) -> tuple[Training, ...]:
    """The roles of the open cycles of these programs that people apply for."""
    running = [brief for brief in open_cycles() if brief.program_key in keys]
    return tuple(training(brief, role) for brief in running for role in brief.definition.admission)


def training(brief: CycleBrief, role: str) -> Training:
    """A role of a cycle, with the moments of its call."""
    way, part = brief.definition.admission.get(role), brief.definition.roles.get(role)
    opens, closes = (brief.dates.get(way.opens), brief.dates.get(way.closes)) if way else (None, None)
    title = f"{brief.title} · {brief.name}"
    return Training(brief.id, role, title, part.title if part else role, opens, closes)


def nomination_new_page(*, key: str, person_id: int, by: Actor, now: datetime) -> NominationNewPage:
    """Somebody to nominate, with what they meet and lack, and into what."""
    with remembering():
        row = candidate(person_id=person_id, by=by, now=now)
        if row is None:
            raise not_yours()
        return NominationNewPage(key, row, trainings(readiness_named(key)[1].trains_in))


def own_nomination(nomination_id: int, by: Actor) -> Nomination:
    """A nomination of the actor's own."""
    row = Nomination.objects.filter(pk=nomination_id, person_id=by.id or 0).first()
    if row is None or by.kind != "person":
        raise not_yours()
    return row


def nomination_page(*, nomination_id: int, by: Actor, now: datetime) -> NominationPage:
    """A nomination for the one who is nominated."""
    row = own_nomination(nomination_id, by)
    brief = _running().get(row.cycle_id)
    found = training(brief, row.role) if brief else None
    who = people([row.made_by_id]) if row.made_by_id else {}
    return NominationPage(
        id=row.pk,
        training=found,
        reason=row.reason,
        made_by=who[row.made_by_id].name if row.made_by_id in who else "",
        made_at=row.made_at,
        state=row.state,
        badge=(SHAPES[row.state], row.get_state_display()),
        application=row.application,
        call_open=call_open(found, now),
        answered_at=row.answered_at,
    )


def call_open(found: Training | None, now: datetime) -> bool:
    """Whether applications are taken at this moment."""
    return (
        found is not None and found.opens is not None and found.closes is not None and found.opens <= now < found.closes
    )


def nomination_list_page(*, by: Actor, now: datetime) -> NominationListPage:
    """What the reader may see: nominations into programs that they coordinate."""
    require(by, COORDINATE, now=now)
    mine = coordinated(by, now)
    rows = list(Nomination.objects.filter(cycle_id__in=mine).order_by("-pk"))
    who = people({row.person_id for row in rows})
    return NominationListPage(
        tuple(
            NominationRow(
                row.pk,
                who[row.person_id].name,
                who[row.person_id].email,
                mine[row.cycle_id].title,
                row.reason,
                (SHAPES[row.state], row.get_state_display()),
                row.application is not None,
                row.state == Nomination.State.ACCEPTED,
            )
            for row in rows
        )
    )


def coordinated(by: Actor, now: datetime) -> Mapping[int, CycleBrief]:
    """The open cycles whose applications the actor coordinates."""
    if not holds(by.id, "admissions.coordinate", now):
        return {}
    return {each.id: each for each in open_cycles() if may(by, "admissions.coordinate", where=each.unit_path, now=now)}


def _running() -> dict[int, CycleBrief]:
    return {brief.id: brief for brief in open_cycles()}
