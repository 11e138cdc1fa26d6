"""From frozen inputs to a published allocation and a budget that adds up."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from time_machine import travel

from preceptor.foundation.accounts.tests.cast import NOW, enter
from preceptor.foundation.audit.public import NotPermitted
from preceptor.foundation.jobs.public import run_pending
from preceptor.foundation.look.public import Refusal
from preceptor.languages.worded import said
from preceptor.resource.funding.commands import budgets, publishing, scenarios
from preceptor.resource.funding.desk import desk_items
from preceptor.resource.funding.models import Budget, Publication, Scenario, SchoolShare
from preceptor.resource.funding.plans.computing import compute
from preceptor.resource.funding.plans.explaining import school_money_page
from preceptor.resource.funding.queries.budgets import budget_detail_page
from preceptor.resource.funding.queries.comparing import compare_page
from preceptor.resource.funding.queries.scenarios import scenario_detail_page
from preceptor.resource.funding.queries.staffing import nurse_list_page, position_list_page
from preceptor.resource.funding.rules.budgeting import Spending
from preceptor.resource.funding.tests.town import FORMULA, YEAR, Town


def browse(town: Town, role: str) -> Client:
    client = Client()
    enter(client, town.cast.users[role])
    return client


@pytest.fixture(autouse=True)
def december():
    with travel(NOW, tick=False):
        yield


def test_a_scenario_from_the_records_of_the_district_spends_the_pool(town: Town) -> None:
    page = scenario_detail_page(scenario_id=town.scenario(), asked={}, by=town.finance, now=NOW)
    assert page.scenario.state == Scenario.State.READY
    assert [pool.left for pool in page.pools] == [0, 0, 0]
    assert sum(line.amounts[0] for line in page.lines) == 100000
    assert [line.code for line in page.lines] == ["school-c", "school-a", "school-b", "school-d"]


def test_the_job_computes_and_the_page_shows_it(town: Town) -> None:
    url = reverse("funding:scenario-new")
    client = browse(town, "finance")
    client.post(url, {"title": "T", "year": YEAR, "formula": "district_by_need"})
    row = Scenario.objects.get()
    assert row.state == Scenario.State.WAITING
    run_pending(now=NOW)
    row.refresh_from_db()
    assert row.state == Scenario.State.INVALID
    assert (
        "unknown are Pupils of low income, English learners"
        in client.get(reverse("funding:scenario-detail", args=[row.pk])).content.decode()
    )


def test_every_fault_of_a_table_stands_on_the_page_with_its_row(town: Town) -> None:
    table = "code,name,level,local_district,total_enrolled,poor,poor -1,rooms,latitude,longitude\n"
    table += "a,A,low,N,-5,*,1,1,34,-118\na,B,low,N,10,3,1,1,34,-118\n"
    wanted = scenarios.Wanted("Bad", YEAR, FORMULA, table)
    made = scenarios.start_scenario(wanted=wanted, by=town.finance, now=NOW)
    computed = scenarios.compute_scenario(scenario_id=made, now=NOW)
    told = [said(each, str) for each in computed.faults]
    assert [each.partition(":")[0] for each in told] == ["row 2", "row 2", "row 3"]


def test_faults_are_told_in_the_language_of_the_reader(town: Town, client: Client) -> None:
    table = "code,name,level,local_district,total_enrolled,poor,poor -1,rooms,latitude,longitude\n"
    wanted = scenarios.Wanted("Bad", YEAR, FORMULA, table + "a,A,low,N,-5,3,1,1,34,-118\n")
    made = scenarios.start_scenario(wanted=wanted, by=town.finance, now=NOW)
    scenarios.compute_scenario(scenario_id=made, now=NOW)
    with translation.override("es"):
        page = scenario_detail_page(scenario_id=made, asked={}, by=town.finance, now=NOW)
    assert len(page.faults) == 1
    assert page.faults[0].startswith("fila 2: ")
    assert "-5" in page.faults[0]
    assert "negative" not in page.faults[0]


def test_a_copy_with_changes_stands_beside_the_first(town: Town) -> None:
    first = town.scenario()
    made = scenarios.copy_scenario(
        scenario_id=first, title="More", changes={"pools.money": "120000"}, by=town.finance, now=NOW
    )
    scenarios.compute_scenario(scenario_id=made, now=NOW)
    page = compare_page(one=first, other=made, asked={"by": "tier"}, by=town.finance, now=NOW)
    assert (page.winners, page.losers, page.total.difference) == (4, 0, 20000)
    assert {group.group for group in page.groups} == {"High", "Low"}


def test_weights_of_zero_alone_are_refused(town: Town) -> None:
    with pytest.raises(Refusal, match="not all weights may be zero"):
        town.scenario(weights__need__poor="0")


def test_only_the_finance_office_plans(town: Town) -> None:
    with pytest.raises(NotPermitted):
        scenario_detail_page(scenario_id=town.scenario(), asked={}, by=town.actor("principal"), now=NOW)


def test_publishing_freezes_results_and_numbers_versions(town: Town) -> None:
    made = town.published()
    assert publishing.publish_scenario(scenario_id=made, kind="budget", by=town.finance, now=NOW) == 1
    row = Publication.objects.get()
    assert len(row.results_sha256) == 64
    run_pending(now=NOW)
    assert row.scenario.shares.count() == 4
    with pytest.raises(Refusal, match="stays"):
        scenarios.discard_scenario(scenario_id=made, by=town.finance, now=NOW)


def test_a_scenario_whose_pool_does_not_suffice_is_never_published(town: Town) -> None:
    made = town.scenario(pools__money="100")
    assert Scenario.objects.get(pk=made).state == Scenario.State.SHORT
    with pytest.raises(Refusal, match="pools suffice"):
        publishing.publish_scenario(scenario_id=made, kind="budget", by=town.finance, now=NOW)


def test_a_principal_reads_why_in_english_and_spanish(town: Town) -> None:
    town.published()
    asked = {"changes": "now"}
    where = {"unit_id": town.unit("school-a"), "asked": asked, "by": town.actor("principal"), "now": NOW}
    page = school_money_page(**where)
    grant = page.grants[0]
    assert grant.sentences[-1].endswith(f"${grant.amount:,.2f}.".replace(".00.", "."))
    assert any(each.startswith("If “Share of poor”") or "Poverty" in each for each in page.changes)
    assert school_money_page(**where).changes == page.changes
    with translation.override("es"):
        spanish = school_money_page(**where)
    assert spanish.grants[0].title == "Equidad"
    assert spanish.grants[0].amount == grant.amount
    assert any("Pobreza" in each for each in spanish.figures)
    with pytest.raises(NotPermitted):
        school_money_page(**{**where, "unit_id": town.unit("school-b")})


def test_what_would_change_it_is_worked_out_after_publishing_and_says_the_same(town: Town) -> None:
    made = town.published()
    where = {"unit_id": town.unit("school-a"), "by": town.actor("principal"), "now": NOW}
    fresh = school_money_page(**where, asked={"changes": "now"})
    assert not SchoolShare.objects.filter(worths__isnull=False).exists()
    run_pending(now=NOW)
    assert SchoolShare.objects.filter(scenario_id=made, worths__isnull=False).count() == 4
    Scenario.objects.filter(pk=made).update(formula="no longer read", table="no longer read")
    assert school_money_page(**where, asked={}).changes == fresh.changes
    assert fresh.changes


def spend(town: Town, *lines: tuple[str, str], revision: int = 0) -> None:
    budgets.save_lines(
        unit_id=town.unit("school-a"),
        lines=[Spending("equity", kind, Decimal(amount)) for kind, amount in lines],
        revision=revision,
        by=town.actor("principal"),
        now=NOW,
    )


def whole_budget(town: Town) -> str:
    page = budget_detail_page(unit_id=town.unit("school-a"), by=town.actor("principal"), now=NOW)
    return f"{page.total}"


def test_a_budget_is_handed_in_when_it_adds_up_and_approved_above(town: Town) -> None:
    town.published()
    where = {"unit_id": town.unit("school-a"), "by": town.actor("principal"), "now": NOW}
    assert [item.kind for item in desk_items(town.cast.people["principal"].pk, NOW)] == ["funding"]
    spend(town, ("teacher", "5"))
    with pytest.raises(Refusal, match="not spent yet"):
        budgets.submit_budget(**where)
    spend(town, ("teacher", whole_budget(town)), revision=1)
    budgets.submit_budget(**where)
    budgets.submit_budget(**where)
    supervisor = town.actor("supervisor")
    assert [item.kind for item in desk_items(supervisor.id or 0, NOW)] == ["funding"]
    budgets.approve_budget(unit_id=town.unit("school-a"), by=supervisor, now=NOW)
    assert Budget.objects.get().state == Budget.State.APPROVED
    with pytest.raises(Refusal, match="cannot be changed now"):
        spend(town, ("teacher", "5"), revision=2)


def test_a_principal_sees_the_allocation_on_the_desk_before_the_window_opens(town: Town) -> None:
    publishing.publish_scenario(scenario_id=town.scenario(), kind="budget", by=town.finance, now=NOW)
    items = desk_items(town.cast.people["principal"].pk, NOW)
    assert [item.title for item in items] == ["See what your school gets, and why"]


def test_restricted_money_keeps_to_its_purposes(town: Town) -> None:
    town.published()
    with pytest.raises(Refusal, match="may not be spent on"):
        spend(town, ("technology", "5"))


def test_two_who_change_a_budget_at_once_do_not_overwrite_each_other(town: Town) -> None:
    town.published()
    spend(town, ("teacher", "5"))
    with pytest.raises(Refusal, match="since you opened it"):
        spend(town, ("teacher", "6"))


def test_norm_day_opens_the_budgets_whose_money_changes(town: Town) -> None:
    town.published()
    spend(town, ("teacher", whole_budget(town)))
    budgets.submit_budget(unit_id=town.unit("school-a"), by=town.actor("principal"), now=NOW)
    town.published("norm_day", pools__money="90000")
    page = budget_detail_page(unit_id=town.unit("school-a"), by=town.actor("principal"), now=NOW)
    assert (page.state, page.may_change) == (Budget.State.TRUE_UP, True)
    assert [each.difference < 0 for each in page.adjustments] == [True]
    assert page.left == page.adjustments[0].difference


def test_positions_cost_what_the_reduced_norm_needs_and_rooms_are_flagged(town: Town) -> None:
    page = position_list_page(scenario_id=town.scenario(), key="teachers", asked={}, by=town.finance, now=NOW)
    assert [(each.year, each.positions, each.base, each.cost) for each in page.sums] == [
        ("Year 1", 36, 35, 100000),
        ("Year 2", 40, 35, 500000),
    ]
    assert [line.lacks_rooms for line in page.lines] == [True, True, True, True]


def test_nurses_add_up_and_neighbours_share(town: Town) -> None:
    page = nurse_list_page(scenario_id=town.scenario(), key="nurse", asked={}, by=town.finance, now=NOW)
    assert (page.half_days, page.least, page.pairs) == (12, 1, 2)
    assert {line.code: line.partner for line in page.lines}["school-a"] == "School-B"


def test_a_name_that_is_a_formula_is_harmless_in_the_download(town: Town) -> None:
    town.cast.units["school-c"].name = "=HYPERLINK(1)"
    town.cast.units["school-c"].save()
    url = reverse("funding:scenario-detail", args=[town.scenario()]) + "?format=csv"
    text = b"".join(browse(town, "finance").get(url).streaming_content).decode()
    assert "'=HYPERLINK(1)" in text


CROSSED = """
format = 1
key = "crossed"
title = "Crossed"
source = "Ours"
[columns]
pupils = { title = "Pupils", kind = "count", missing = "leave_out_school" }
poor = { title = "Poor", kind = "count", missing = "leave_out_school" }
most = { title = "Most", kind = "money" }
[pools]
money = { title = "Money", amount = 1000 }
[grants]
main = { title = "Main", kind = "share", pool = "money", by = "pupils", bounds = { minimum = 90, most = "most" } }
[translations.es]
"Pupils" = "Alumnos"
"Poor" = "Pobres"
"""


def spanish_faults(table: str) -> str:
    """What a reader of Spanish is told of a table."""
    computed = compute(CROSSED, table, {})
    titles = {"Pupils": "Alumnos", "Poor": "Pobres"}
    with translation.override("es"):
        return " ".join(said(each, gettext, titles) for each in computed.faults)


def test_bounds_that_cross_are_told_without_an_english_word() -> None:
    told = spanish_faults("code,pupils,poor,most\na,10,1,50\n")
    assert told.startswith("fila 2: ")
    assert "el mínimo" in told
    assert "minimum" not in told


def test_every_column_that_a_school_lacks_is_named_in_the_language_of_the_reader() -> None:
    told = spanish_faults("code,pupils,poor,most\na,,,50\n")
    assert "Alumnos, Pobres" in told
    assert "Pupils" not in told
