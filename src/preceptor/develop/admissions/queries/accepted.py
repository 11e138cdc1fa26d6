"""Who was accepted, for the contexts that build on admissions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from preceptor.develop.admissions.models import Application, Decision
from preceptor.develop.programs.public import cycle
from preceptor.foundation.desk.public import has_part

TOLD = "admissions.told"


@dataclass(frozen=True)
class Accepted:
    """One person accepted into a role, with the number of partners they take."""

    person_id: int
    application_id: int
    capacity: int
    decided_at: datetime


def accepted(cycle_id: int, role: str) -> list[Accepted]:
    """People accepted into a role whose letters have gone out and who have not withdrawn, in order of their number.

    What was told last counts: a later decision changes nothing for others before its letter has gone out. The capacity
    is the one decided, else the one wished, never more than the role allows.
    """
    most = cycle(cycle_id).definition.roles[role].partners.at_most
    told = Decision.objects.filter(
        application__cycle_id=cycle_id, application__role=role, notified_at__isnull=False
    ).exclude(application__state=Application.State.WITHDRAWN)
    rows = told.select_related("application").order_by("application_id", "notified_at", "pk")
    latest = {row.application_id: row for row in rows}
    return _accepted(latest.values(), most)


def accepted_cycles(person_id: int) -> dict[int, frozenset[str]]:
    """The cycles and roles into which a person was accepted and told so, in one query."""
    if not has_part(person_id, TOLD):
        return {}
    rows = _told(person_id).order_by("notified_at", "pk")
    columns = ("application__cycle_id", "application__role", "effect")
    latest = {(cycle_id, role): effect for cycle_id, role, effect in rows.values_list(*columns)}
    found: dict[int, frozenset[str]] = {}
    for (cycle_id, role), effect in latest.items():
        if effect == Decision.Effect.ADMIT:
            found[cycle_id] = found.get(cycle_id, frozenset()) | {role}
    return found


def parts(person_id: int) -> dict[str, QuerySet[Any]]:
    """Whether somebody was told of any decision about them."""
    return {TOLD: _told(person_id)}


def _told(person_id: int) -> QuerySet[Decision]:
    told = Decision.objects.filter(application__person_id=person_id, notified_at__isnull=False)
    return told.exclude(application__state=Application.State.WITHDRAWN)


def _accepted(rows: Iterable[Decision], most: int | None) -> list[Accepted]:
    found = []
    for row in rows:
        if row.effect != Decision.Effect.ADMIT:
            continue
        wished = row.capacity if row.capacity is not None else row.application.mentees_wished
        capacity = wished if wished is not None else (most or 1)
        limited = capacity if most is None else min(capacity, most)
        found.append(Accepted(row.application.person_id, row.application_id, limited, row.decided_at))
    return found
