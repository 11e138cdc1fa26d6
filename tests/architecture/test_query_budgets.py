"""Each page keeps to its number of queries, written down in a file that only a decision record may loosen."""

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from preceptor.foundation.accounts.tests.cast import PLACES, Cast, enter, make_cast
from tests.attack.addresses import addresses
from tests.attack.samples import SAMPLES

MOST = 15
BUDGETS: dict[str, int] = json.loads((Path(__file__).parent / "query_budgets.json").read_text())
CONTEXTS = {app.label for app in apps.get_app_configs() if app.name.startswith("preceptor.")}
PAGES = {
    address.name: address
    for address in addresses()
    if address.context in CONTEXTS and address.name in SAMPLES and SAMPLES[address.name].who
    if SAMPLES[address.name].post is None
}


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def test_every_page_with_a_reader_has_a_budget() -> None:
    assert sorted(PAGES) == sorted(BUDGETS)


def test_no_budget_is_larger_than_the_most() -> None:
    assert {name: budget for name, budget in BUDGETS.items() if budget > MOST} == {}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_page_keeps_to_its_budget(name: str, cast: Cast) -> None:
    sample = SAMPLES[name]
    reader = next(role for role in reversed(PLACES) if role in (sample.who or ()))
    client = Client()
    enter(client, cast.users[reader])
    url = reverse(name, kwargs=sample.arguments(cast) if sample.arguments else PAGES[name].arguments)
    client.get(url)  # a definition is read once by each process, whoever comes first
    with CaptureQueriesContext(connection) as asked:
        response = client.get(url)
    assert response.status_code < 400
    queries = [each["sql"] for each in asked.captured_queries if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(queries) <= BUDGETS.get(name, MOST), "\n".join(queries)
