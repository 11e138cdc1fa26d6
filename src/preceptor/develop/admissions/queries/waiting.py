"""What waits for a person, for the desk."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from preceptor.develop.admissions.models import Application, Contest, Decision, Endorsement, ReviewAssignment, Waiver
from preceptor.develop.admissions.queries.asked import way_into, window_of
from preceptor.develop.admissions.queries.own import applications_of, considered, quick_lacks
from preceptor.develop.admissions.rules.completeness import Consideration
from preceptor.develop.admissions.rules.deadlines import window
from preceptor.develop.programs.public import cycles
from preceptor.foundation.accounts.public import holds


@dataclass(frozen=True)
class OpenApplication:
    """An application of the person in a call that is open, or one that waits for its endorsement."""

    id: int
    state: str
    program: str
    role: str
    closes: datetime
    still_open: bool
    minutes: int
    left: int
    started_at: datetime
    declined_by: str
    consideration: Consideration


@dataclass(frozen=True)
class WaitingEndorsement:
    """A request that the person has not answered."""

    id: int
    applicant: str
    program: str
    asked_at: datetime
    due_at: datetime | None


def traces(person_id: int, now: datetime) -> dict[str, QuerySet[Any]]:
    """What may wait for a person in admissions, by name."""
    told = Decision.objects.filter(superseded_at=None, notified_at__isnull=False)
    found: dict[str, QuerySet[Any]] = {
        "admissions.applications": applications_of(person_id)
        .exclude(state=Application.State.WITHDRAWN)
        .exclude(decisions__in=told),
        "admissions.endorsements": Endorsement.objects.filter(endorser_id=person_id, state=Endorsement.State.ASKED),
        "admissions.reviews": ReviewAssignment.objects.filter(
            reviewer_id=person_id, state=ReviewAssignment.State.ASSIGNED
        ),
    }
    if holds(person_id, "district.standing", now):
        found["admissions.contests"] = Contest.objects.filter(state=Contest.State.OPEN)
    if holds(person_id, "admissions.waive", now):
        found["admissions.waivers"] = Waiver.objects.filter(state=Waiver.State.PROPOSED)
    return found


def open_applications(person_id: int, now: datetime) -> list[OpenApplication]:
    """The person's applications that ask something of them or of their supervisor."""
    told = Decision.objects.filter(superseded_at=None, notified_at__isnull=False)
    rows = applications_of(person_id).exclude(state=Application.State.WITHDRAWN).exclude(decisions__in=told)
    undecided = list(rows.prefetch_related("documents", "texts", "endorsements"))
    known = cycles(row.cycle_id for row in undecided)
    found = []
    for row in undecided:
        cycle = known.get(row.cycle_id)
        if cycle is None:
            continue
        opens, closes = window_of(cycle, way_into(cycle, row.role))
        missing = quick_lacks(row, cycle)
        declined = [asked.endorser_name for asked in row.endorsements.all() if asked.state == "declined"]
        found.append(
            OpenApplication(
                id=row.pk,
                state=row.state,
                program=cycle.title,
                role=cycle.definition.roles[row.role].title,
                closes=closes,
                still_open=window(now, opens, closes) == "open",
                minutes=sum(lack.minutes for lack in missing),
                left=sum(lack.blocks for lack in missing),
                started_at=row.started_at,
                declined_by=declined[0] if declined else "",
                consideration=considered(row, cycle, now),
            )
        )
    return found


def waiting_endorsements(person_id: int, now: datetime) -> list[WaitingEndorsement]:
    """Requests to the person that are not answered and still in time."""
    rows = Endorsement.objects.filter(endorser_id=person_id, state=Endorsement.State.ASKED, due_at__gte=now)
    rows = rows.exclude(application__state=Application.State.WITHDRAWN)
    found = list(rows.select_related("application__person").order_by("due_at", "pk"))
    titles = {one.id: one.title for one in cycles(row.application.cycle_id for row in found).values()}
    return [
        WaitingEndorsement(
            id=row.pk,
            applicant=str(row.application.person),
            program=titles.get(row.application.cycle_id, ""),
            asked_at=row.asked_at,
            due_at=row.due_at,
        )
        for row in found
    ]


def open_contests() -> tuple[int, datetime | None]:
    """How many contested facts wait for the personnel office, and since when the oldest does."""
    moments = list(Contest.objects.filter(state=Contest.State.OPEN).values_list("opened_at", flat=True))
    return len(moments), min(moments, default=None)
