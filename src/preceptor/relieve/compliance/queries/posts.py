"""Who answers for a school today: obligations follow the post, and posts change hands."""

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from preceptor.foundation.audit.public import Actor
from preceptor.foundation.desk.public import line_rows, lines
from preceptor.foundation.district.public import PositionBrief, positions_held, seats_of, today
from preceptor.relieve.compliance.models import Delegation

PRINCIPAL, DESIGNEE = "principal", "designee"
DELEGATED = "compliance.delegated"


@dataclass(frozen=True)
class Posts:
    """The schools for which somebody answers today: as principal, and as designee."""

    principal: frozenset[int]
    designee: frozenset[int]
    ended: frozenset[int]

    @property
    def units(self) -> frozenset[int]:
        """All of them."""
        return self.principal | self.designee

    def role_at(self, unit_id: int) -> str:
        """The strongest role at a school; empty when none."""
        if unit_id in self.principal:
            return PRINCIPAL
        return DESIGNEE if unit_id in self.designee else ""


def posts_of(by: Actor, now: datetime) -> Posts:
    """Where somebody may sign today; two queries. A designee must still work at the school."""
    if by.kind != "person" or by.id is None:
        return Posts(frozenset(), frozenset(), frozenset())
    on = today(now)
    rows = list(Delegation.objects.filter(to_id=by.id, starts__lte=on).values_list("unit_id", "ends", "ended_at"))
    active = {unit_id for unit_id, ends, ended_at in rows if ended_at is None and ends >= on}
    return _posts(by.id, active, {row[0] for row in rows}, on)


def _posts(person_id: int, active: Set[int], given: Set[int], on: date) -> Posts:
    """Posts from the schools at which delegations to somebody stand, or stood; only where they still work."""
    seats = seats_of(person_id, on)
    works = frozenset(unit_of(seat.unit_path) for seat in seats)
    leads = frozenset(unit_of(seat.unit_path) for seat in seats if seat.job == PRINCIPAL)
    stands = works & active
    return Posts(leads, stands - leads, (works & given) - stands - leads)


def delegated(person_id: int, now: datetime) -> "dict[str, QuerySet[Any]]":
    """Delegations to somebody that stand today, as lines of the desk."""
    on = today(now)
    rows = Delegation.objects.filter(to_id=person_id, ended_at=None, starts__lte=on, ends__gte=on)
    return {DELEGATED: line_rows(rows, key="unit_id")}


def posts_on_desk(person_id: int, now: datetime) -> Posts:
    """Where somebody may sign today, from what their desk has read already."""
    active = {int(line.key) for line in lines(person_id, DELEGATED, now)}
    return _posts(person_id, active, active, today(now))


def unit_of(path: str) -> int:
    """The unit at the end of a path."""
    return int(path.rstrip("/").rpartition("/")[2])


def principals_by_unit(now: datetime, unit_ids: Collection[int] | None = None) -> dict[int, list[PositionBrief]]:
    """Who leads each school, or each of these, today; somebody on leave is left out where somebody acts."""
    found: dict[int, list[PositionBrief]] = {}
    for position in positions_held(PRINCIPAL, today(now), unit_ids):
        found.setdefault(position.unit_id, []).append(position)
    return {unit_id: [each for each in held if not each.on_leave] or held for unit_id, held in found.items()}


def designees_by_unit(unit_ids: Collection[int], now: datetime) -> Mapping[int, list[int]]:
    """Who is a designee of each school today."""
    on = today(now)
    rows = Delegation.objects.filter(Q(ended_at=None), starts__lte=on, ends__gte=on)
    found: dict[int, list[int]] = {}
    for unit_id, person_id in rows.values_list("unit_id", "to_id"):
        if unit_id in unit_ids:
            found.setdefault(unit_id, []).append(person_id)
    return found
