"""Something to open for every address of funding: a scenario, a publication, a school's budget."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from preceptor.foundation.accounts.tests.cast import NOW, Cast
from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.district.models import School
from preceptor.resource.funding.commands import publishing, scenarios
from preceptor.resource.funding.models import Budget, BudgetLine, Publication
from preceptor.resource.funding.tests.town import FORMULA, YEAR

HEAD = "code,name,level,local_district,total_enrolled,poor,poor -1,rooms,latitude,longitude\n"
ROWS = "school-a,School A,low,N,400,300,1,9,34,-118\nschool-b,School B,low,S,200,50,1,5,34,-118\n"


def scenario(cast: Cast) -> int:
    """A computed scenario over the two schools of the cast."""
    for code in ("school-a", "school-b"):
        School.objects.get_or_create(unit=cast.units[code], defaults={"code": code, "level": "elementary"})
    wanted = scenarios.Wanted("Sample", YEAR, FORMULA, HEAD + ROWS)
    made = scenarios.start_scenario(wanted=wanted, by=SYSTEM, now=NOW)
    scenarios.compute_scenario(scenario_id=made, now=NOW)
    return made


def of_scenario(cast: Cast) -> dict[str, Any]:
    """A scenario that nobody has published."""
    return {"scenario_id": scenario(cast)}


def of_key(key: str) -> Any:
    """A scenario and one of its rules."""
    return lambda cast: {"scenario_id": scenario(cast), "key": key}


def of_two(cast: Cast) -> dict[str, Any]:
    """Two scenarios."""
    return {"scenario_id": scenario(cast), "other_id": scenario(cast)}


def of_school(cast: Cast) -> dict[str, Any]:
    """The principal's school, with a published allocation and an open window."""
    publishing.publish_scenario(scenario_id=scenario(cast), kind="budget", by=SYSTEM, now=NOW)
    ends = {"opens": NOW - timedelta(days=1), "closes": NOW + timedelta(days=5)}
    publishing.set_window(year=YEAR, audience="schools", by=SYSTEM, now=NOW, **ends)
    return {"unit_id": cast.units["school-a"].pk}


def of_budget(state: str) -> Any:
    """The principal's school with a budget in a state, spent to the cent."""

    def made(cast: Cast) -> dict[str, Any]:
        found = of_school(cast)
        publication = Publication.objects.get()
        budget = Budget.objects.create(
            unit_id=found["unit_id"], year=YEAR, publication=publication, state=state, changed_at=NOW
        )
        amount = publication.scenario.shares.get(unit_id=found["unit_id"]).amounts["equity"]
        BudgetLine.objects.create(budget=budget, fund="equity", kind="teacher", amount=Decimal(amount))
        return found

    return made
