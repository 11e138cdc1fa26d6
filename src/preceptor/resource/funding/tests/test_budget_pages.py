"""A budget by its pages: nonsense, too much, the wrong purpose, two tabs, pressing twice, norm day."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from time_machine import travel

from preceptor.foundation.accounts.tests.cast import NOW, enter
from preceptor.resource.funding.models import Budget, BudgetLine
from preceptor.resource.funding.pages.forms import LineForm
from preceptor.resource.funding.queries.budgets import budget_detail_page
from preceptor.resource.funding.tests.town import Town


@pytest.fixture(autouse=True)
def december():
    with travel(NOW, tick=False):
        yield


@pytest.fixture
def principal(town: Town) -> Client:
    town.published()
    client = Client()
    enter(client, town.cast.users["principal"])
    return client


def url(town: Town, name: str = "budget-detail") -> str:
    return reverse(f"funding:{name}", args=[town.unit("school-a")])


def lines(*given: tuple[str, str], revision: int = 0) -> dict[str, str]:
    data = {"revision": str(revision), "equity-count": str(len(given))}
    for at, (kind, amount) in enumerate(given):
        data |= {f"equity-{at}-fund": "equity", f"equity-{at}-kind": kind, f"equity-{at}-amount": amount}
    return data


def whole(town: Town) -> Decimal:
    return budget_detail_page(unit_id=town.unit("school-a"), by=town.actor("principal"), now=NOW).total


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1,000.50", "1000.50"), ("$1500", "1500"), ("0.05", "0.05"), (".5", "0.5"), (" 12 ", "12"), ("", None)],
)
def test_amounts_are_read_as_people_write_them(text: str, amount: str | None) -> None:
    form = LineForm([("teacher", "Teachers")], {"fund": "equity", "kind": "teacher", "amount": text})
    assert form.is_valid()
    assert form.cleaned_data["amount"] == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize("text", ["lots", "-5", "1e5", "NaN", "Infinity", "1,00", "1.005", "٣", "$", ".", "9" * 40])
def test_nonsense_in_an_amount_is_told_with_its_line_and_kept_as_typed(
    town: Town, principal: Client, text: str
) -> None:
    answer = principal.post(url(town), lines(("teacher", "5"), ("materials", text)))
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Nothing is saved yet" in said
    assert "Line 2 of Equity" in said
    assert f"“{text[:30]}” is no amount" in said or "more than any fund holds" in said
    assert f'value="{text}"' in said
    assert said.count("data-error-summary") == 1
    assert not BudgetLine.objects.exists()


def test_restricted_money_on_a_wrong_purpose_is_told_at_its_line(town: Town, principal: Client) -> None:
    said = principal.post(url(town), lines(("technology", "5"))).content.decode()
    assert "This money may not be spent on that. Choose something from the list." in said
    assert not BudgetLine.objects.exists()


def test_money_of_a_fund_that_the_school_does_not_have_is_refused(town: Town, principal: Client) -> None:
    data = lines(("teacher", "5")) | {"equity-0-fund": "other"}
    answer = principal.post(url(town), data)
    assert answer.status_code == 409
    assert "no money called other" in answer.content.decode()


def test_too_much_is_saved_as_a_draft_with_a_warning_and_never_handed_in(town: Town, principal: Client) -> None:
    much = whole(town) + Decimal("0.01")
    said = principal.post(url(town), lines(("teacher", f"{much}")), follow=True).content.decode()
    assert "more is spent than there is: Equity" in said
    assert "spent beyond it" in said
    assert "It adds up: hand it in" not in said
    refused = principal.post(url(town, "budget-submit"), follow=True).content.decode()
    assert "$0.01 more are spent than there are" in refused
    assert Budget.objects.get().state == Budget.State.OPEN


def test_the_second_of_two_tabs_keeps_what_was_typed_beside_what_is_saved(town: Town, principal: Client) -> None:
    principal.post(url(town), lines(("teacher", "7")))
    answer = principal.post(url(town), lines(("materials", "8")))
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody has changed this budget since you opened it." in said
    assert "Equity: Teachers, $7" in said
    assert 'value="8"' in said
    assert 'name="revision" value="1"' in said
    assert BudgetLine.objects.get().amount == 7
    principal.post(url(town), lines(("materials", "8"), revision=1))
    assert BudgetLine.objects.get().amount == 8


def test_saving_twice_the_same_form_changes_nothing_the_second_time(town: Town, principal: Client) -> None:
    for status in (302, 409):
        assert principal.post(url(town), lines(("teacher", "7"))).status_code == status
    assert (Budget.objects.get().revision, BudgetLine.objects.count()) == (1, 1)


def test_handing_in_twice_hands_in_once(town: Town, principal: Client) -> None:
    principal.post(url(town), lines(("teacher", f"{whole(town)}")))
    said = [principal.post(url(town, "budget-submit"), follow=True).content.decode() for _turn in range(2)]
    assert all("Your budget is handed in." in each for each in said)
    late = principal.post(url(town), lines(("teacher", "1"), revision=1))
    assert late.status_code == 409
    assert BudgetLine.objects.get().amount == whole(town)


def test_norm_day_shows_what_changed_and_the_budget_is_trued_up_by_the_page(town: Town, principal: Client) -> None:
    principal.post(url(town), lines(("teacher", f"{whole(town)}")))
    principal.post(url(town, "budget-submit"))
    before = whole(town)
    town.published("norm_day", pools__money="90000")
    said = principal.get(url(town)).content.decode()
    assert "What norm day changed" in said
    assert "To be adjusted to new amounts" in said
    assert whole(town) < before
    principal.post(url(town), lines(("teacher", f"{whole(town)}"), revision=1))
    principal.post(url(town, "budget-submit"))
    budget = Budget.objects.get()
    assert (budget.state, budget.lines.get().amount) == (Budget.State.SUBMITTED, whole(town))


def test_another_version_for_budget_development_says_which_it_is_and_what_it_changed(
    town: Town, principal: Client
) -> None:
    principal.post(url(town), lines(("teacher", f"{whole(town)}")))
    principal.post(url(town, "budget-submit"))
    town.published(pools__money="90000")
    said = principal.get(url(town)).content.decode()
    assert "What version 2 changed" in said
    assert "norm day" not in said


def test_a_page_before_the_background_is_done_offers_to_work_out_what_would_change_it(
    town: Town, principal: Client
) -> None:
    fresh = principal.get(url(town, "school-money")).content.decode()
    assert 'href="?changes=now"' in fresh
    assert 'class="changes"' not in fresh
    assert 'class="changes"' in principal.get(url(town, "school-money") + "?changes=now").content.decode()


@pytest.mark.parametrize("name", ["scenario-new", "window-edit"])
def test_the_faults_of_a_form_are_summed_up_once(town: Town, name: str) -> None:
    client = Client()
    enter(client, town.cast.users["finance"])
    answer = client.post(reverse(f"funding:{name}"), {"title": ""})
    assert (answer.status_code, answer.content.decode().count("data-error-summary")) == (422, 1)


def test_amounts_are_written_one_way_in_spanish(town: Town, principal: Client) -> None:
    with translation.override("en"):  # what the request speaks must not stay with the tests that follow
        said = principal.get(url(town, "school-money"), headers={"accept-language": "es"}).content.decode()
    amount = f"${whole(town):,.2f}".removesuffix(".00")
    assert said.count(amount) >= 2
    assert "\N{NO-BREAK SPACE}" not in said.partition('<dl class="counts">')[2].partition("</dl>")[0]
