"""What waits for somebody: a school's budget, budgets to approve, scenarios that cannot be computed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Subquery

from preceptor.foundation.accounts.public import holds
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import seats_of, today
from preceptor.resource.funding.models import Budget, BudgetWindow, Publication, Scenario, SchoolShare
from preceptor.resource.funding.queries.budgets import WORKABLE, submitted_for
from preceptor.resource.funding.queries.offices import (
    APPROVE,
    BUDGET,
    OFFICE_APPROVE,
    OFFICE_BUDGET,
    office_shares,
)
from preceptor.resource.funding.queries.published import newest_publication

SUPERINTENDENT = "local_district_superintendent"


@dataclass(frozen=True)
class SchoolWaiting:
    """A principal's school with a published allocation."""

    unit_id: int
    name: str
    year: str
    published_at: datetime
    state: str
    to_do: bool
    due: datetime | None


def schools_led(person_id: int, now: datetime) -> list[tuple[int, str]]:
    """The schools that somebody leads today: unit and name."""
    seats = [seat for seat in seats_of(person_id, today(now)) if seat.job == "principal"]
    return [(int(seat.unit_path.strip("/").rpartition("/")[2]), seat.unit_name) for seat in seats]


def school_waiting(person_id: int, now: datetime) -> list[SchoolWaiting]:
    """The published allocation and the budget of each school that somebody leads."""
    led = schools_led(person_id, now) if holds(person_id, BUDGET, now) else []
    if not led:
        return []
    newest = Publication.objects.order_by("-year", "-number")
    year = OuterRef("scenario__publication__year")
    windows = BudgetWindow.objects.filter(year=year, audience=BudgetWindow.Audience.SCHOOLS)
    budgets = Budget.objects.filter(unit_id=OuterRef("unit_id"), year=year)
    shares = SchoolShare.objects.filter(
        scenario__publication__pk=Subquery(newest.values("pk")[:1]), unit_id__in=[unit_id for unit_id, _name in led]
    )
    have = shares.values_list(
        "unit_id",
        "scenario__publication__year",
        "scenario__publication__published_at",
        Subquery(budgets.values("state")[:1]),
        Subquery(windows.values("opens")[:1]),
        Subquery(windows.values("closes")[:1]),
    )
    names = dict(led)
    return [_waiting(names[row[0]], row, now) for row in have]


def _waiting(name: str, row: tuple[Any, ...], now: datetime) -> SchoolWaiting:
    unit_id, year, published_at, state, opens, closes = row
    state = state or Budget.State.OPEN
    is_open = opens is not None and opens <= now < closes
    to_do = state in WORKABLE and (is_open or state != Budget.State.OPEN)
    return SchoolWaiting(unit_id, name, year, published_at, state, to_do, _last(closes) if is_open else None)


def _last(closes: datetime) -> datetime:
    """The last moment of a window: it closes as the day after its last one begins, and that day is not the one due."""
    return closes - timedelta(seconds=1)


def office_waiting(person_id: int, now: datetime) -> list[SchoolWaiting]:
    """The budget of each local district that somebody leads, while it is theirs to develop."""
    newest = newest_publication() if holds(person_id, OFFICE_BUDGET, now) else None
    if newest is None:
        return []
    seats = [seat for seat in seats_of(person_id, today(now)) if seat.job == SUPERINTENDENT]
    led = {int(seat.unit_path.strip("/").rpartition("/")[2]): seat.unit_name for seat in seats}
    states = dict(Budget.objects.filter(unit_id__in=led, year=newest.year).values_list("unit_id", "state"))
    window = BudgetWindow.objects.filter(year=newest.year, audience=BudgetWindow.Audience.LOCAL_DISTRICTS).first()
    is_open = window is not None and window.opens <= now < window.closes
    due = _last(window.closes) if window is not None and is_open else None
    return [
        SchoolWaiting(unit_id, name, newest.year, newest.published_at, state, True, due)
        for unit_id, name in led.items()
        if office_shares(newest, name)
        and (state := states.get(unit_id, Budget.State.OPEN)) in WORKABLE
        and (is_open or state != Budget.State.OPEN)
    ]


def to_approve(by: Actor, now: datetime) -> tuple[int, datetime | None]:
    """How many budgets wait for the actor's approval, and since when."""
    if not holds(by.id, APPROVE, now) and not holds(by.id, OFFICE_APPROVE, now):
        return 0, None
    rows = submitted_for(by, now)
    return len(rows), min((row.changed_at for row in rows), default=None)


def broken(person_id: int, now: datetime) -> list[tuple[int, str]]:
    """Scenarios of somebody in the finance office that cannot be computed or lack money: number and title."""
    if not holds(person_id, "funding.plan", now):
        return []
    rows = Scenario.objects.filter(state__in=("invalid", "short"), made_by_id=person_id).order_by("-id")
    return list(rows.values_list("id", "title")[:3])
