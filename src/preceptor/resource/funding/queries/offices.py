"""Local districts' own money: which unit has what of a publication, why, and who may develop and approve its budget."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from preceptor.foundation.district.public import UnitBrief, units
from preceptor.resource.funding.models import BudgetWindow, Publication
from preceptor.resource.funding.queries.wording import titles_of
from preceptor.resource.funding.rules.budgeting import Fund

OFFICE = "local_district"
SEE, BUDGET, APPROVE = "funding.see", "funding.budget", "funding.approve"
OFFICE_BUDGET, OFFICE_APPROVE = "funding.budget_office", "funding.approve_office"


def develops(place: UnitBrief) -> str:
    """The action of whoever develops the budget of a place: principals for schools, superintendents for districts."""
    return OFFICE_BUDGET if place.kind == OFFICE else BUDGET


def approves(place: UnitBrief) -> str:
    """The action of whoever approves the budget of a place; nobody approves their own."""
    return OFFICE_APPROVE if place.kind == OFFICE else APPROVE


def audience_of(place: UnitBrief) -> str:
    """The window in which the budget of a place is developed."""
    return str(BudgetWindow.Audience.LOCAL_DISTRICTS if place.kind == OFFICE else BudgetWindow.Audience.SCHOOLS)


@dataclass(frozen=True)
class OfficeShare:
    """A local district's part of one pool: its schools, their claim and the claim of all, the amount, and what of it
    every local district gets first.
    """

    key: str
    title: str
    schools: int
    claim: Decimal
    whole: Decimal
    amount: Decimal
    foundation: Decimal


def office_shares(publication: Publication, name: str) -> list[OfficeShare]:
    """What a publication gives the local district of a name (as schools carry it), with what it rests on."""
    result: Mapping[str, Any] = publication.scenario.result
    titles, words = result.get("group_titles", {}), titles_of(result)
    return [
        OfficeShare(
            key,
            words.get(titles[key], titles[key]),
            schools,
            Decimal(claim),
            _whole(result, key),
            Decimal(amount),
            Decimal(result.get("group_foundations", {}).get(key) or 0),
        )
        for key, rows in result.get("groups", {}).items()
        for group, schools, claim, amount in rows
        if group == name and Decimal(amount)
    ]


def _whole(result: Mapping[str, Any], key: str) -> Decimal:
    """The claim of all groups together."""
    return sum((Decimal(claim) for _group, _schools, claim, _amount in result["groups"][key]), Decimal(0))


def office_funds(publication: Publication, unit_ids: Collection[int]) -> Iterator[tuple[int, list[Fund]]]:
    """The money of local districts among these units; restricted as the pool is that it comes from."""
    spend_on = publication.scenario.result.get("group_spend_on", {})
    for place in units(unit_ids).values() if unit_ids else ():
        shares = office_shares(publication, place.name) if place.kind == OFFICE else []
        if shares:
            yield place.id, [Fund(one.key, one.title, one.amount, tuple(spend_on.get(one.key, ()))) for one in shares]
