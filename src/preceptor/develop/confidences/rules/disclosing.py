"""Disclosure demanded by law: two officers, neither of them near the pair, and the pair is told."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

LONGEST_READING = timedelta(days=90)

Fault = Literal["near", "same", "days", "reading", "order", "order-past"]


@dataclass(frozen=True)
class Demand:
    """What an officer proposes: notes of which days, read until when, told to the pair when."""

    first: date
    last: date
    readable_until: date
    order: str
    silent_until: date | None


def demand_faults(demand: Demand, today: date) -> list[Fault]:
    """What is wrong with a proposal."""
    found: list[Fault] = []
    if demand.last < demand.first:
        found.append("days")
    if not today <= demand.readable_until <= today + LONGEST_READING:
        found.append("reading")
    if bool(demand.order.strip()) != (demand.silent_until is not None):
        found.append("order")
    if demand.silent_until is not None and demand.silent_until <= today:
        found.append("order-past")
    return found


def officer_fault(
    officer: int, pair: Collection[int], above_pair: Collection[int], proposer: int | None
) -> Fault | None:
    """Why somebody may not act in a disclosure: of the pair, above one of them, or the very officer who proposed it."""
    if officer in pair or officer in above_pair:
        return "near"
    return "same" if officer == proposer else None


def tell_on(approved: date, silent_until: date | None) -> date:
    """The day on which the pair is told: at once, or when the court's order has ended."""
    return approved if silent_until is None else max(approved, silent_until + timedelta(days=1))


def is_readable(state: str, readable_until: date, today: date) -> bool:
    """Whether the two officers may read what is disclosed."""
    return state == "approved" and today <= readable_until


def holds_destruction(state: str, readable_until: date, today: date) -> bool:
    """Whether notes must be kept for a disclosure that is proposed or being read."""
    return state == "proposed" or is_readable(state, readable_until, today)
