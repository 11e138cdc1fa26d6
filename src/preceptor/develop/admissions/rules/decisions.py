"""Deciding: what may be decided about an application, the order of the waitlist, and when appeals end."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal

from preceptor.develop.admissions.rules.completeness import Consideration

DecisionFault = Literal["not_considered", "rule_not_met", "reason_missing", "capacity"]
NOT_CONSIDERED: frozenset[Consideration] = frozenset({"late", "incomplete", "endorsement_missing", "not_submitted"})


def is_considered(found: Consideration, *, incomplete: bool, late: bool) -> bool:
    """Whether an application is decided on; a definition may let in what is incomplete or late."""
    if found in {"incomplete", "endorsement_missing"}:
        return incomplete
    return late if found == "late" else found == "considered"


def fault_of_decision(
    effect: str,
    *,
    considered: bool,
    rules: Iterable[str],
    reason_wanted: bool,
    reason: str,
) -> DecisionFault | None:
    """Why an outcome cannot be given: admitting wants every rule met, refusing a reason where the letter gives one."""
    if not considered:
        return "not_considered"
    if effect == "admit" and any(stands != "met" for stands in rules):
        return "rule_not_met"
    return "reason_missing" if effect == "refuse" and reason_wanted and not reason else None


def capacity_given(typed: int | None, wished: int | None, at_most: int | None) -> int | None:
    """How many partners an accepted person gets: what was wished, lowered at will, never below one; None: not asked."""
    if typed is None:
        return wished
    ceiling = min((one for one in (wished, at_most) if one is not None), default=typed)
    return max(1, min(typed, ceiling))


def capacity_fits(typed: int | None, wished: int | None, at_most: int | None) -> bool:
    """Whether a capacity is between one and what was wished; it can be lowered, not raised."""
    return typed is None or typed == capacity_given(typed, wished, at_most)


def appended(waiting: Mapping[int, int], newcomers: Sequence[int]) -> dict[int, int]:
    """Ranks for those who join the waitlist, behind everybody who is on it, in the order given."""
    last = max(waiting.values(), default=0)
    return {one: last + place for place, one in enumerate(newcomers, start=1)}


def moved(waiting: Mapping[int, int], who: int, rank: int) -> dict[int, int]:
    """The waitlist with one person at another rank, counted from one without gaps."""
    order = [one for one in sorted(waiting, key=lambda one: (waiting[one], one)) if one != who]
    order.insert(max(0, min(rank, len(order) + 1) - 1), who)
    return {one: place for place, one in enumerate(order, start=1)}


def first_of(waiting: Mapping[int, int]) -> int | None:
    """Who is next on the waitlist."""
    return min(waiting, key=lambda one: (waiting[one], one), default=None)


def places_left(accepted: int, at_most: int | None) -> int | None:
    """How many places are left; None when there is no limit."""
    return None if at_most is None else max(0, at_most - accepted)


def appeal_ends(told: datetime, within_days: int | None) -> datetime | None:
    """The moment until which a decision can be appealed; None when it cannot."""
    return None if within_days is None else told + timedelta(days=within_days)


def may_appeal(now: datetime, until: datetime | None) -> bool:
    """Whether an appeal comes in time; the closing second still counts."""
    return until is not None and now < until + timedelta(seconds=1)


def may_sign_second(signer: int | None, *, proposer: int, applicant: int) -> bool:
    """Whether somebody can be the second signer of a waiver: neither the first one nor the applicant."""
    return signer is not None and signer not in {proposer, applicant}
