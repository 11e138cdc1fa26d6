"""What no database can hold is turned away before any view sees it; a database in trouble is told kindly."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DataError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from preceptor.foundation.look.errors import server_error
from preceptor.foundation.look.middleware import StorableMiddleware


def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("done")


def judged(request: HttpRequest, **arguments: object) -> HttpResponse | None:
    request.user = AnonymousUser()
    return StorableMiddleware(view).process_view(request, view, (), arguments)


def after(fault: Exception, **headers: str) -> HttpResponse:
    """The answer when this went wrong, with no database at hand: these tests may not touch one."""
    try:
        raise fault
    except Exception:
        return server_error(RequestFactory(headers=headers).get("/x"))


@pytest.mark.parametrize("number", [2**63, 10**30])
def test_a_number_beyond_every_column_stands_at_no_address(number: int) -> None:
    with pytest.raises(Http404):
        judged(RequestFactory().get("/x"), person_id=number)


def test_a_zero_character_stands_at_no_address() -> None:
    with pytest.raises(Http404):
        judged(RequestFactory().get("/x"), token="a\x00b")


def test_ordinary_addresses_and_forms_pass() -> None:
    assert judged(RequestFactory().post("/x?a=1", {"text": "Ana\nRuiz \u202eñ"}), person_id=2**63 - 1) is None


@pytest.mark.parametrize(
    "made",
    [
        lambda: RequestFactory().get("/x", {"q": "a\x00"}),
        lambda: RequestFactory().post("/x", {"text": ["fine", "a\x00"]}),
        lambda: RequestFactory().post("/x", {"a\x00": "fine"}),
    ],
)
def test_a_zero_character_in_a_form_is_refused_with_a_remedy(made: Callable[[], HttpRequest]) -> None:
    page = judged(made())
    assert page is not None
    assert (page.status_code, "type the text again" in page.content.decode()) == (400, True)


def test_a_cookie_with_a_zero_character_counts_for_nothing() -> None:
    request = RequestFactory(headers={"cookie": 'sessionid="\\000aaaaaaaaa"; language=es'}).get("/x")
    StorableMiddleware(view)(request)
    assert request.COOKIES == {"language": "es"}


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        (OperationalError("database is locked"), 503, "wait a minute"),
        (OperationalError("database or disk is full"), 507, "make room"),
        (DataError("value too long for type character varying(20)"), 422, "shorten what you typed"),
        (ValueError("a slip"), 500, "on our side"),
    ],
)
def test_a_database_in_trouble_is_told_kindly(fault: Exception, status: int, words: str) -> None:
    page = after(fault)
    assert (page.status_code, words in page.content.decode()) == (status, True)


def test_a_part_of_a_page_hears_of_the_trouble_in_its_notices() -> None:
    part = after(OperationalError("database is locked"), HX_Request="true")
    assert (part.status_code, part["HX-Retarget"], "<html" in part.content.decode()) == (503, "#notices", False)


def test_a_program_hears_of_the_trouble_in_facts() -> None:
    told = after(OperationalError("database is locked"), accept="application/json")
    assert b'"database-busy"' in told.content
