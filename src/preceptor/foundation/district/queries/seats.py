"""Positions without their reporting line: the light question that every page asks for its permissions."""

from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import FilteredRelation, Q

from preceptor.foundation.district.models import Person, Position
from preceptor.foundation.district.queries.people import FEW, MANY, PERSON, held_on, keep_person
from preceptor.foundation.district.rules.positions import STAND_IN, Days, away_from_all, within
from preceptor.foundation.look.public import is_remembering, remembered


@dataclass(frozen=True)
class SeatBrief:
    """A position held on the day, as far as permissions are concerned."""

    person_id: int
    job: str
    title: str
    unit_name: str
    unit_path: str


@dataclass(frozen=True)
class StaffBrief(SeatBrief):
    """A position held on the day, with the name of who holds it."""

    given_name: str
    family_name: str


@dataclass(frozen=True)
class JobBrief:
    """A position held on the day, for eligibility; level and charter are empty where the place is no school."""

    person_id: int
    job: str
    permanence: str
    unit_id: int
    school_level: str
    charter: str
    on_leave: bool


@dataclass(frozen=True)
class TenureBrief:
    """A position that somebody holds or held from a day until a day (exclusive; empty: still), with its place.

    `level` is the level of the school as the directory has it today; empty where the place is no school.
    """

    person_id: int
    job: str
    permanence: str
    unit_id: int
    level: str
    start: date
    end: date | None


_TENURE = ("person_id", "job", "permanence", "unit_id", "unit__school__level", "start", "end")
_DAYS = ("start", "end", "leave_start", "leave_end")
_SEAT = ("person_id", "job", "title", "unit__name", "unit__path")
_NAME = ("person__given_name", "person__family_name")
_LEAVE = ("leave_start", "leave_end")
_JOB = ("person_id", "job", "permanence", "unit_id", "unit__school__level", "unit__school__charter")


def seats_of(person_id: int, on: date) -> list[SeatBrief]:
    """What somebody holds on the day, in one query, once for a page; nothing for an inactive person."""
    rows = Position.objects.filter(held_on(on), person_id=person_id, person__active=True).order_by("start", "id")
    key = ("district.seats", person_id, on)
    return list(remembered(key, lambda: tuple(SeatBrief(*row) for row in rows.values_list(*_SEAT))))


def starts_later(person_id: int, on: date) -> bool:
    """Whether somebody's position is still to begin on the day; asked once for a page."""
    rows = Position.objects.filter(person_id=person_id, person__active=True, start__gt=on)
    return remembered(("district.starts_later", person_id, on), rows.exists)


def seats_of_people(person_ids: Collection[int], on: date) -> dict[int, list[SeatBrief]]:
    """What several people hold on the day, in one query; people without a position are left out."""
    rows = Position.objects.filter(held_on(on), person_id__in=person_ids).order_by("start", "id")
    found: dict[int, list[SeatBrief]] = {}
    for row in rows.values_list(*_SEAT):
        found.setdefault(row[0], []).append(SeatBrief(*row))
    return found


def seats_with(jobs: Collection[str], on: date, among: Set[int] | None = None) -> list[StaffBrief]:
    """Who holds one of these jobs on the day, among these people where some are named, in one query.

    Inactive people are left out.
    """
    rows = Position.objects.filter(held_on(on), job__in=jobs, person__active=True).order_by("person_id", "id")
    if among is not None and len(among) <= MANY:
        rows = rows.filter(person_id__in=among)
    return [StaffBrief(*row) for row in rows.values_list(*_SEAT, *_NAME) if among is None or row[0] in among]


def jobs_of_people(person_ids: Collection[int], on: date) -> dict[int, list[JobBrief]]:
    """The jobs that each of several people holds on the day, in one query; people without a position are left out."""
    rows = Position.objects.filter(held_on(on)).order_by("start", "id")
    if len(person_ids) <= MANY:
        rows = rows.filter(person_id__in=person_ids)
    found: dict[int, list[JobBrief]] = {}
    for person_id, job, permanence, unit_id, level, charter, away, back in rows.values_list(*_JOB, *_LEAVE):
        if person_id in person_ids:
            on_leave = away is not None and within(away, back, on)
            brief = JobBrief(person_id, job, permanence, unit_id, level or "", charter or "", on_leave)
            found.setdefault(person_id, []).append(brief)
    return found


def tenures(person_ids: Collection[int], job: str, on: date) -> dict[int, list[TenureBrief]]:
    """Every position with this job that each person has held up to the day, the first first, in one query.

    Standing in for somebody is left out, as it is for the first day in a job; who never held the job is left out too.
    """
    rows = Position.objects.filter(job=job, start__lte=on).exclude(permanence__in=STAND_IN).order_by("start", "id")
    if len(person_ids) <= MANY:
        rows = rows.filter(person_id__in=person_ids)
    found: dict[int, list[TenureBrief]] = {}
    for person_id, held, permanence, unit_id, level, start, end in rows.values_list(*_TENURE):
        if person_id in person_ids:
            tenure = TenureBrief(person_id, held, permanence, unit_id, level or "", start, end)
            found.setdefault(person_id, []).append(tenure)
    return found


@dataclass(frozen=True)
class LeaveBrief:
    """Days on which somebody is on leave, from a day until a day (exclusive; empty: not known yet)."""

    person_id: int
    start: date
    end: date | None


def leaves(person_ids: Collection[int], first: date, last: date) -> dict[int, list[LeaveBrief]]:
    """The leaves of each person that touch the days asked for, in one query; people without any are left out.

    Somebody who is on leave from one position and works in another at that time is not away.
    """
    if is_remembering() and len(person_ids) <= FEW:
        held = _held_by_named(person_ids, first, last)
    else:
        rows = Position.objects.filter(start__lte=last).exclude(end__lte=first).order_by("leave_start", "id")
        if len(person_ids) <= MANY:
            rows = rows.filter(person_id__in=person_ids)
        held = _held(rows.values_list("person_id", *_DAYS))
    found = {
        person_id: [LeaveBrief(person_id, *leave) for leave in away_from_all(positions, first, last)]
        for person_id, positions in held.items()
        if person_id in person_ids
    }
    return {person_id: away for person_id, away in found.items() if away}


def _held(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[Days]]:
    """The days of positions by person."""
    held: dict[int, list[Days]] = {}
    for person_id, start, end, away, back in rows:
        held.setdefault(person_id, []).append((start, end, away, back))
    return held


def _held_by_named(person_ids: Collection[int], first: date, last: date) -> dict[int, list[Days]]:
    """The same for a few people, whose names come with it: a page that judges somebody says who it is."""
    here = Q(positions__start__lte=last) & (Q(positions__end=None) | Q(positions__end__gt=first))
    rows = Person.objects.filter(id__in=person_ids).annotate(held=FilteredRelation("positions", condition=here))
    ordered: Any = rows.order_by("held__leave_start", "held__id")
    width, listed = len(PERSON), []
    for row in ordered.values_list(*PERSON, *(f"held__{name}" for name in _DAYS)):
        keep_person(row[:width])
        if row[width] is not None:
            listed.append((row[0], *row[width:]))
    return _held(listed)


def seated_people(on: date) -> list[int]:
    """Active people who hold any position on the day, by id."""
    rows = Position.objects.filter(held_on(on), person__active=True)
    return list(rows.order_by("person_id").values_list("person_id", flat=True).distinct())


def people_by_email(emails: Collection[str]) -> dict[str, int]:
    """Active people by their address in small letters; unknown addresses are left out."""
    wanted = {email.lower() for email in emails}
    rows = Person.objects.filter(active=True).values_list("email", "pk")
    return {email.lower(): person_id for email, person_id in rows if email.lower() in wanted}
