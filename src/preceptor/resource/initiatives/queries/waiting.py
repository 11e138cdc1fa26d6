"""What waits for owners and leads: milestones due, late, or in need of a word."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import today
from preceptor.resource.initiatives.models import Initiative, InitiativeLead, Milestone
from preceptor.resource.initiatives.queries.access import own_initiatives, sees_all
from preceptor.resource.initiatives.queries.computing import reading_of, stand_of
from preceptor.resource.initiatives.rules.status import contradiction

SOON = timedelta(days=14)
MOST_HITS = 10


@dataclass(frozen=True)
class Task:
    """One thing to do about a milestone: `what` is due, late, start or word."""

    what: str
    milestone_id: int
    title: str
    initiative: str
    owner_id: int
    due: date
    since: date | None


def _open_rows() -> "QuerySet[Milestone]":
    """Milestones that somebody may have to act upon."""
    return Milestone.objects.filter(Q(ended__isnull=True) | ~Q(measure="")).exclude(
        on_going=True, started__isnull=False, measure=""
    )


def traces(person_id: int, now: datetime) -> Mapping[str, "QuerySet[Any]"]:
    """Whether anything of initiatives may wait for a person."""
    return {"initiatives.milestones": _open_rows().filter(_of(person_id), start__lte=today(now) + SOON)}


def _of(person_id: int) -> Q:
    """Milestones of somebody; those without an owner wait for the leads."""
    led = InitiativeLead.objects.filter(person_id=person_id).values("initiative_id")
    return Q(owner_id=person_id) | Q(owner__isnull=True, initiative_id__in=led)


def own_tasks(person_id: int, now: datetime) -> list[Task]:
    """What waits for one person."""
    rows = _open_rows().filter(_of(person_id))
    return list(tasks_of(rows.select_related("initiative").order_by("start", "pk"), person_id, today(now)))


def tasks_of(rows: "QuerySet[Milestone]", person_id: int, on: date) -> Iterator[Task]:
    """What is to be done about each of these milestones, for a person."""
    for row in rows:
        found = _what(row, on)
        if found is not None:
            what, due = found
            yield Task(what, row.pk, row.title, row.initiative.title, person_id, due, due if due <= on else None)


def _what(row: Milestone, on: date) -> tuple[str, date] | None:
    stand = stand_of(row)
    if contradiction(stand):
        return "word", row.read_on or on
    reading = reading_of(row)
    if row.ended is not None or (reading is not None and reading.met):
        return None
    if stand.end is not None and stand.end < on:
        return "late", stand.end
    if row.started is None and row.start <= on:
        return "start", row.start
    if stand.end is not None and stand.end <= on + SOON:
        return "due", stand.end
    return None


def owned_tasks(now: datetime) -> list[Task]:
    """What waits for everybody: the owner of each milestone, else the leads of its initiative."""
    rows = _open_rows().filter(start__lte=today(now) + SOON).select_related("initiative").order_by("pk")
    leads: dict[int, list[int]] = {}
    for initiative_id, person_id in InitiativeLead.objects.values_list("initiative_id", "person_id"):
        leads.setdefault(initiative_id, []).append(person_id)
    found = []
    for row in rows:
        told = _what(row, today(now))
        if told is None:
            continue
        owners = [row.owner_id] if row.owner_id else leads.get(row.initiative_id, [])
        found += [Task(told[0], row.pk, row.title, row.initiative.title, who, told[1], None) for who in owners]
    return found


def matches(by: Actor, text: str, now: datetime) -> tuple[list[Initiative], list[Milestone]]:
    """Initiatives and milestones whose title holds the text, that the actor may see."""
    initiatives, rows = (
        Initiative.objects.filter(title__icontains=text),
        Milestone.objects.filter(title__icontains=text),
    )
    if not sees_all(by, now):
        own = own_initiatives(by)
        initiatives, rows = initiatives.filter(pk__in=own), rows.filter(initiative_id__in=own)
    return list(initiatives.order_by("title")[:MOST_HITS]), list(
        rows.select_related("initiative").order_by("title")[:MOST_HITS]
    )
