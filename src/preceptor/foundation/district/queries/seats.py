"""Positions without their reporting line: the light question that every page asks for its permissions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from preceptor.foundation.district.models import Position
from preceptor.foundation.district.queries.people import held_on


@dataclass(frozen=True)
class SeatBrief:
    """A position held on the day, as far as permissions are concerned."""

    person_id: int
    job: str
    title: str
    unit_name: str
    unit_path: str


_SEAT = ("person_id", "job", "title", "unit__name", "unit__path")


def seats_of(person_id: int, on: date) -> list[SeatBrief]:
    """What somebody holds on the day, in one query; nothing for an inactive person."""
    rows = Position.objects.filter(held_on(on), person_id=person_id, person__active=True).order_by("start", "id")
    return [SeatBrief(*row) for row in rows.values_list(*_SEAT)]


def seats_with(jobs: Collection[str], on: date) -> list[SeatBrief]:
    """Who holds one of these jobs on the day, in one query; inactive people are left out."""
    rows = Position.objects.filter(held_on(on), job__in=jobs, person__active=True).order_by("person_id", "id")
    return [SeatBrief(*row) for row in rows.values_list(*_SEAT)]
