"""What waits: proposals for the office, certificates of one's own that run out and are not being renewed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, QuerySet

from preceptor.develop.awards.models import Certificate
from preceptor.develop.awards.queries.expiring import standing_certificates
from preceptor.develop.programs.public import cycles
from preceptor.foundation.audit.public import Actor, may

APPROVE, ENDING = "awards.approve", "awards.ending"
# A certificate of one's own stands on the desk from so many days before it runs out.
AHEAD = timedelta(days=180)


@dataclass(frozen=True)
class OfficeWaiting:
    """Proposals of one award that wait for approval."""

    cycle_id: int
    award: str
    title: str
    waiting: int
    since: datetime


def ending(person_id: int, now: datetime) -> "QuerySet[Certificate]":
    """Certificates of somebody that run out soon."""
    return standing_certificates().filter(person_id=person_id, valid_until__gt=now, valid_until__lte=now + AHEAD)


def office_waiting(by: Actor, now: datetime) -> list[OfficeWaiting]:
    """Proposals within somebody's reach that wait for approval."""
    counted = (
        Certificate.objects.filter(state=Certificate.State.PROPOSED)
        .values("cycle_id", "award", "title")
        .annotate(n=Count("pk"), since=Min("proposed_at"))
        .order_by("cycle_id", "award")
    )
    rows = list(counted)
    briefs = cycles([row["cycle_id"] for row in rows]) if rows else {}
    return [
        OfficeWaiting(row["cycle_id"], row["award"], row["title"], row["n"], row["since"])
        for row in rows
        if row["cycle_id"] in briefs and may(by, APPROVE, where=briefs[row["cycle_id"]].unit_path, now=now)
    ]
