"""Positions without their reporting line: the light question that every page asks for its permissions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from preceptor.foundation.district.models import Person, Position
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


def seats_of_people(person_ids: Collection[int], on: date) -> dict[int, list[SeatBrief]]:
    """What several people hold on the day, in one query; people without a position are left out."""
    rows = Position.objects.filter(held_on(on), person_id__in=person_ids).order_by("start", "id")
    found: dict[int, list[SeatBrief]] = {}
    for row in rows.values_list(*_SEAT):
        found.setdefault(row[0], []).append(SeatBrief(*row))
    return found


def seats_with(jobs: Collection[str], on: date) -> list[SeatBrief]:
    """Who holds one of these jobs on the day, in one query; inactive people are left out."""
    rows = Position.objects.filter(held_on(on), job__in=jobs, person__active=True).order_by("person_id", "id")
    return [SeatBrief(*row) for row in rows.values_list(*_SEAT)]


def seated_people(on: date) -> list[int]:
    """Active people who hold any position on the day, by id."""
    rows = Position.objects.filter(held_on(on), person__active=True)
    return list(rows.order_by("person_id").values_list("person_id", flat=True).distinct())


def people_by_email(emails: Collection[str]) -> dict[str, int]:
    """Active people by their address in small letters; unknown addresses are left out."""
    wanted = {email.lower() for email in emails}
    rows = Person.objects.filter(active=True).values_list("email", "pk")
    return {email.lower(): person_id for email, person_id in rows if email.lower() in wanted}
