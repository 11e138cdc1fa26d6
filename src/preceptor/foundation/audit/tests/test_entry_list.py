"""The page of the audit trail: filters in the address, pages, a file of what is shown, and only for those who may."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpRequest
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from preceptor.foundation.audit import permission
from preceptor.foundation.audit.actor import Actor
from preceptor.foundation.audit.models import Entry
from preceptor.foundation.audit.pages.views import entry_list
from preceptor.foundation.audit.permission import NotPermitted
from preceptor.foundation.audit.public import record
from preceptor.foundation.audit.queries.trail import PER_PAGE
from preceptor.foundation.audit.tests.conftest import ADA, NOON

pytestmark = pytest.mark.django_db
BEN = Actor("person", 8, "Ben Ortiz")


@pytest.fixture(autouse=True)
def ada_may() -> Iterator[None]:
    """Ada may read the trail and Ben may not."""
    kept = permission._policy[:]
    permission.set_policy(lambda by, action, *, where, now: by == ADA and action == "audit.read")
    yield
    permission._policy[:] = kept


def write(count: int = 1, by: Actor = ADA, about: str = "x.thing:1", now: datetime = NOON) -> None:
    for _ in range(count):
        record(by=by, action="x.done", about=about, facts={"pages": 2}, now=now)


def request(query: str = "", by: Actor | None = ADA) -> HttpRequest:
    asked = RequestFactory().get(f"/audit/{query}")
    asked.user = AnonymousUser()
    if by is not None:
        asked.actor = by
    return asked


def shown(query: str = "") -> str:
    return entry_list(request(query)).content.decode()


def exported(query: str) -> str:
    return b"".join(entry_list(request(query)).streaming_content).decode()


def numbers(page: str) -> list[int]:
    return [int(part.split("<")[0]) for part in page.split('<th scope="row">')[1:]]


def test_entries_are_shown_newest_first() -> None:
    write(3)
    assert numbers(shown()) == [3, 2, 1]


def test_the_facts_are_shown() -> None:
    write()
    assert "pages: 2" in shown()


def test_whoever_may_not_is_refused() -> None:
    with pytest.raises(NotPermitted):
        entry_list(request(by=BEN))


def test_a_request_without_anybody_is_refused() -> None:
    with pytest.raises(NotPermitted):
        entry_list(request(by=None))


def test_what_it_is_about_filters() -> None:
    write(about="x.thing:1")
    write(about="x.thing:12")
    assert numbers(shown("?about=x.thing:1")) == [1]


def test_a_part_of_what_it_is_about_filters() -> None:
    write(about="x.thing:1")
    write(about="y.thing:1")
    assert numbers(shown("?about=x.")) == [1]


def test_who_acted_filters() -> None:
    write()
    write(by=BEN)
    assert numbers(shown("?actor=ortiz")) == [2]


def test_what_was_done_filters() -> None:
    write()
    assert numbers(shown("?action=y")) == []


def test_days_are_the_districts_days() -> None:
    write(now=datetime.fromisoformat("2026-12-09T07:59:00+00:00"))
    write(now=datetime.fromisoformat("2026-12-09T08:00:00+00:00"))
    assert numbers(shown("?since=2026-12-08&until=2026-12-08")) == [1]


def test_a_date_that_is_none_is_marked_and_asks_for_nothing() -> None:
    write()
    page = shown("?since=yesterday")
    assert numbers(page) == [1]
    assert "usa-error-message" in page


def test_older_entries_are_on_the_next_page() -> None:
    write(PER_PAGE + 2)
    assert numbers(shown(f"?before={3}")) == [2, 1]


def test_newer_entries_are_on_the_page_before() -> None:
    write(PER_PAGE + 2)
    assert numbers(shown("?after=50")) == [52, 51]


def test_a_full_page_leads_on() -> None:
    write(PER_PAGE + 1)
    assert "before=2" in shown()


def test_an_empty_trail_says_what_to_do() -> None:
    assert "No entry fits these filters." in shown()


def test_the_page_takes_one_query() -> None:
    write(5)
    with CaptureQueriesContext(connection) as queries:
        shown()
    assert len(queries) == 1


def test_the_file_holds_what_the_filters_ask_for() -> None:
    write()
    write(by=BEN)
    told = exported("?actor=ortiz&format=csv")
    assert "Ben Ortiz" in told
    assert "Ada" not in told


def test_taking_the_file_is_an_entry_itself() -> None:
    exported("?action=x&format=csv")
    assert Entry.objects.get().action == "audit.exported"


def test_a_formula_in_a_name_stays_text() -> None:
    write(by=Actor("person", 9, "=HYPERLINK(1)"))
    assert ",=HYPERLINK" not in exported("?format=csv")


def test_tampered_facts_are_shown_as_they_stand() -> None:
    write()
    Entry.objects.update(facts="{broken")
    assert "{broken" in shown()


def test_later_moments_do_not_change_the_order() -> None:
    write(now=NOON)
    write(now=NOON - timedelta(hours=1))
    assert numbers(shown()) == [2, 1]
