"""From a scenario to the published page of a school to its budget, approved."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from preceptor.foundation.jobs.public import run_pending
from preceptor.resource.funding.models import Budget, Publication
from preceptor.resource.funding.tests.town import FORMULA, YEAR, Town, build
from tests.journeys.town import MORNING
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.django_db(transaction=True)]


def publish(finance: Walker) -> None:
    """The finance office computes a scenario from the district's records, publishes it and opens the window."""
    finance.tab.goto("/funding/")
    finance.press("New scenario")
    finance.type("What to call it", "Spring")
    finance.type("School year", YEAR)
    formula = {"name": "small.toml", "mimeType": "text/plain", "buffer": FORMULA.encode()}
    finance.tab.locator("input[name=own_formula]").set_input_files([formula])
    finance.press("Compute it")
    run_pending(now=timezone.now())
    finance.tab.reload()
    finance.look("scenario")
    finance.press("Publish")
    finance.press("Publish for budget development")
    finance.tab.goto("/funding/")
    finance.look("funding")
    finance.press("Set a window")
    for label, days in (("First day", -1), ("Last day", 10)):
        finance.type(label, f"{MORNING.date() + timedelta(days=days)}")
    finance.press("Set the window")


def spend(principal: Walker) -> None:
    """The principal reads why, and spends the money to the cent."""
    principal.desk("Develop your school's budget")
    principal.press("Allocation", "nav")
    principal.look("school-money")
    assert "What would change it" in principal.tab.content()
    principal.press("Open the budget")
    amount = Publication.objects.get().scenario.shares.get(code="school-a").amounts["equity"]
    principal.tab.get_by_label("Dollars").first.fill(amount)
    principal.press("Save")
    principal.look("budget")
    principal.press("It adds up: hand it in")


def test_from_scenario_to_published_page_to_budget(quiet_house: None, walk: Callable[..., Walker]) -> None:
    town: Town = build()
    publish(walk(town.cast.users["finance"]))
    spend(walk(town.cast.users["principal"], 390))
    approver = walk(town.cast.users["supervisor"])
    approver.desk("1 budget to approve")
    approver.press("School-A")
    approver.press("Approve")
    budget = Budget.objects.get()
    assert budget.state == Budget.State.APPROVED
    assert sum(line.amount for line in budget.lines.all()) == Decimal(
        budget.publication.scenario.shares.get(code="school-a").amounts["equity"]
    )
