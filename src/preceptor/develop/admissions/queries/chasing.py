"""Supervisors who are waited for, before the office reminds them all."""

from dataclasses import dataclass
from datetime import datetime

from preceptor.develop.admissions.models import Application, Endorsement
from preceptor.develop.admissions.queries.office import coordinated
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import today


@dataclass(frozen=True)
class Chased:
    """One request that waits for an answer."""

    id: int
    endorser: str
    email: str
    applicant: str
    asked_at: datetime
    due_at: datetime | None
    reminders: int


@dataclass(frozen=True)
class EndorserRemindPage:
    """Whom a reminder would go to, and who had one today."""

    cycle_id: int
    role: str
    title: str
    cycle_name: str
    role_title: str
    requests: tuple[Chased, ...]
    people: int
    reminded_today: int


def requests_to_chase(cycle_id: int, role: str, now: datetime) -> list[Chased]:
    """Requests in time that were not reminded of today; nobody gets two letters on one day."""
    return _chased(cycle_id, role, now)[0]


def _chased(cycle_id: int, role: str, now: datetime) -> tuple[list[Chased], int]:
    """Requests that wait, and the number of people who were reminded today already."""
    rows = Endorsement.objects.filter(
        application__cycle_id=cycle_id, application__role=role, state=Endorsement.State.ASKED, due_at__gte=now
    ).exclude(application__state=Application.State.WITHDRAWN)
    found = list(rows.select_related("application__person").order_by("endorser_name", "pk"))
    done = {row.endorser_email for row in found if row.reminded_on == today(now)}
    waiting = [
        Chased(
            row.pk,
            row.endorser_name,
            row.endorser_email,
            str(row.application.person),
            row.asked_at,
            row.due_at,
            row.reminders,
        )
        for row in found
        if row.endorser_email not in done
    ]
    return waiting, len(done)


def endorser_remind_page(*, cycle_id: int, role: str, by: Actor, now: datetime) -> EndorserRemindPage:
    """The preview of reminding everybody."""
    found, _way = coordinated(cycle_id, role, by, now)
    requests, done = _chased(cycle_id, role, now)
    return EndorserRemindPage(
        cycle_id=found.id,
        role=role,
        title=found.title,
        cycle_name=found.name,
        role_title=found.definition.roles[role].plural,
        requests=tuple(requests),
        people=len({one.email for one in requests}),
        reminded_today=done,
    )
