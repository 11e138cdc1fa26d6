"""What waits for somebody on the desk: placements, goals, nominations."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from preceptor.develop.growth.models import Goal, GrowthRelease, Nomination, Placement
from preceptor.develop.growth.queries.reach import COORDINATE
from preceptor.develop.growth.rules.placing import SOON_DAYS
from preceptor.develop.programs.public import open_cycles
from preceptor.foundation.accounts.public import holds
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.desk.public import line_rows
from preceptor.foundation.district.public import today

OWN, GOALS = "growth.own", "growth.goals"


@dataclass(frozen=True)
class AskedLine:
    """Somebody who asks the reader to agree on a placement."""

    id: UUID
    name: str
    since: datetime | None


@dataclass(frozen=True)
class NominationWaiting:
    """A nomination to answer, or accepted ones to take up."""

    id: int
    program: str
    since: datetime
    count: int = 1


def own_placements(person_id: int) -> "QuerySet[Placement]":
    """Placements of one's own on which one is to act."""
    return Placement.objects.filter(person_id=person_id, state__in=["draft", "answered"])


def asked_of(person_id: int) -> "QuerySet[Placement]":
    """Placements on which somebody is asked, and which are still open to them."""
    open_ones = GrowthRelease.objects.filter(to_id=person_id, withdrawn_at=None).values("number")
    return Placement.objects.filter(partner_id=person_id, state="asked", pk__in=open_ones)


def goals_due(person_id: int, on: date) -> "QuerySet[Goal]":
    """Goals that are due within two weeks, or late."""
    return Goal.objects.filter(person_id=person_id, state="open", due__lte=on + timedelta(days=SOON_DAYS))


def nominated(person_id: int) -> "QuerySet[Nomination]":
    """Nominations that somebody has not answered."""
    return Nomination.objects.filter(person_id=person_id, state="proposed")


def accepted() -> "QuerySet[Nomination]":
    """Nominations that people accepted, and no coordinator has taken up."""
    return Nomination.objects.filter(state="accepted")


def traces(person_id: int, now: datetime) -> dict[str, "QuerySet[Any]"]:
    """What may wait for a person, by name."""
    found: dict[str, QuerySet[Any]] = {
        "growth.asked": asked_of(person_id),
        "growth.nominated": nominated(person_id),
    }
    if holds(person_id, COORDINATE, now):
        found["growth.accepted"] = accepted()
    return found


def own_lines(person_id: int, now: datetime) -> dict[str, "QuerySet[Any]"]:
    """Placements of one's own with their state, and goals with the day on which they are due."""
    return {
        OWN: line_rows(own_placements(person_id), text="state", since="answered_at"),
        GOALS: line_rows(goals_due(person_id, today(now)), text="due"),
    }


def asked_lines(person_id: int) -> list[AskedLine]:
    """Who asks somebody to agree."""
    rows = asked_of(person_id).select_related("person")
    return [AskedLine(row.pk, str(row.person), row.asked_at) for row in rows]


def nominations_waiting(person_id: int) -> list[NominationWaiting]:
    """Nominations that somebody has to answer."""
    titles = {brief.id: brief.title for brief in open_cycles()}
    rows = nominated(person_id)
    return [NominationWaiting(row.pk, titles.get(row.cycle_id, row.role), row.made_at) for row in rows]


def accepted_waiting(person_id: int, now: datetime) -> list[NominationWaiting]:
    """Accepted nominations of the programs that somebody coordinates, by program."""
    by = Actor("person", person_id, "")
    mine = {each.id: each for each in open_cycles() if may(by, "admissions.coordinate", where=each.unit_path, now=now)}
    found: dict[int, list[Nomination]] = {}
    for row in accepted().filter(Q(cycle_id__in=mine)):
        found.setdefault(row.cycle_id, []).append(row)
    return [
        NominationWaiting(
            cycle_id, mine[cycle_id].title, min(row.answered_at or row.made_at for row in rows), len(rows)
        )
        for cycle_id, rows in found.items()
    ]
