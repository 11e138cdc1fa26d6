"""Local districts develop their own budgets beside the schools', in a window of their own, to the cent."""

from datetime import timedelta
from decimal import Decimal

import pytest
from time_machine import travel

from preceptor.foundation.accounts.tests.cast import NOW, give_position, make_person, make_user
from preceptor.foundation.audit.public import Actor, NotPermitted
from preceptor.foundation.look.public import Refusal
from preceptor.resource.funding.commands import budgets, publishing
from preceptor.resource.funding.desk import desk_items
from preceptor.resource.funding.models import Budget
from preceptor.resource.funding.queries.budgets import budget_detail_page, budget_list_page
from preceptor.resource.funding.rules.budgeting import Spending
from preceptor.resource.funding.tests.town import YEAR, Town


@pytest.fixture(autouse=True)
def december():
    with travel(NOW, tick=False):
        yield


@pytest.fixture
def leader(town: Town) -> Actor:
    """The superintendent of the south, with an allocation published."""
    person = make_person("south-leader")
    town.cast.people["south-leader"], town.cast.users["south-leader"] = person, make_user(person)
    give_position(person, "local_district_superintendent", town.cast.units["south"])
    town.published()
    return town.actor("south-leader")


def window(town: Town) -> None:
    ends = {"opens": NOW - timedelta(days=1), "closes": NOW + timedelta(days=20)}
    publishing.set_window(year=YEAR, audience="local_districts", by=town.finance, now=NOW, **ends)


def save(town: Town, by: Actor, amount: Decimal, revision: int = 0) -> None:
    lines = [Spending("offices", "training", amount)]
    budgets.save_lines(unit_id=town.unit("south"), lines=lines, revision=revision, by=by, now=NOW)


def test_the_parts_of_all_local_districts_add_up_and_each_page_says_why(town: Town, leader: Actor) -> None:
    page = budget_detail_page(unit_id=town.unit("south"), by=leader, now=NOW)
    north = budget_detail_page(unit_id=town.unit("north"), by=town.finance, now=NOW)
    assert page.total + north.total == 5000
    assert page.shares[0].schools == 3
    share = page.shares[0]
    assert share.claim < share.whole
    # The arithmetic that the page tells gives the amount: 100 for each of two, the rest by claim.
    told = share.foundation + (5000 - 2 * share.foundation) * share.claim / share.whole
    assert abs(told - share.amount) <= Decimal("0.01")


def test_it_waits_for_its_own_window_and_then_stands_on_the_desk(town: Town, leader: Actor) -> None:
    with pytest.raises(Refusal, match="window"):
        save(town, leader, Decimal(1))
    window(town)
    item = next(each for each in desk_items(leader.id or 0, NOW) if "local district" in each.title)
    assert item.due == NOW + timedelta(days=20, seconds=-1)


def test_it_is_handed_in_to_the_cent_and_approved_by_the_finance_office(town: Town, leader: Actor) -> None:
    window(town)
    where = {"unit_id": town.unit("south"), "now": NOW}
    whole = budget_detail_page(by=leader, **where).total
    save(town, leader, whole - Decimal("0.01"))
    with pytest.raises(Refusal, match="not spent yet"):
        budgets.submit_budget(by=leader, **where)
    save(town, leader, whole, revision=1)
    budgets.submit_budget(by=leader, **where)
    with pytest.raises(NotPermitted):
        budgets.approve_budget(by=leader, **where)
    assert any("budget to approve" in each.title for each in desk_items(town.finance.id or 0, NOW))
    budgets.approve_budget(by=town.finance, **where)
    assert Budget.objects.get().state == Budget.State.APPROVED
    assert [line.name for line in budget_list_page(by=leader, now=NOW).lines] == [
        budget_detail_page(by=leader, **where).unit.name
    ]


def test_a_superintendent_does_not_write_the_budget_of_a_school_below(town: Town, leader: Actor) -> None:
    with pytest.raises(NotPermitted):
        budgets.submit_budget(unit_id=town.unit("school-b"), by=leader, now=NOW)


def test_norm_day_opens_the_budgets_of_local_districts_too(town: Town, leader: Actor) -> None:
    window(town)
    where = {"unit_id": town.unit("south"), "by": leader, "now": NOW}
    save(town, leader, budget_detail_page(**where).total)
    budgets.submit_budget(**where)
    town.published("norm_day", pools__offices="6000")
    page = budget_detail_page(**where)
    assert page.state == Budget.State.TRUE_UP
    assert page.adjustments[0].difference > 0
