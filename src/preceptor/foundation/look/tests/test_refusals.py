"""A refusal reaches each asker in the form it reads."""

import json

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseNotAllowed
from django.test import RequestFactory

from preceptor.foundation.look.answering import answer
from preceptor.foundation.look.errors import csrf_failure, not_found
from preceptor.foundation.look.middleware import RefusalMiddleware
from preceptor.foundation.look.refusal import Refusal

REFUSAL = Refusal("too-late", "The call closed.", remedy="Write to the office.", facts={"closed": object, "days": 2})


def request(**headers: str) -> HttpRequest:
    made = RequestFactory(headers=headers).get("/x")
    made.user = AnonymousUser()
    return made


def test_a_reader_gets_a_page_with_what_happened_and_what_to_do():
    page = answer(request(), REFUSAL)
    assert page.status_code == 409
    assert "The call closed." in page.content.decode()
    assert "Write to the office." in page.content.decode()


def test_a_part_of_a_page_goes_to_the_notices():
    part = answer(request(HX_Request="true"), REFUSAL)
    assert (part.status_code, part["HX-Retarget"]) == (409, "#notices")
    assert "<html" not in part.content.decode()


def test_a_program_gets_facts():
    told = json.loads(answer(request(accept="application/json"), REFUSAL).content)
    assert (told["code"], told["remedy"], told["facts"]["days"]) == ("too-late", "Write to the office.", 2)


def test_other_exceptions_are_left_to_django():
    assert RefusalMiddleware(lambda _request: None).process_exception(request(), ValueError("x")) is None


def test_a_wrong_address_keeps_its_status():
    assert not_found(request()).status_code == 404


def test_an_old_form_is_refused_with_a_way_on():
    page = csrf_failure(request(), "token")
    assert page.status_code == 403
    assert "load the page again" in page.content.decode()


def test_who_opens_what_only_a_button_reaches_is_told_the_way():
    page = RefusalMiddleware(lambda _request: HttpResponseNotAllowed(["POST"]))(request())
    assert (page.status_code, page["Allow"]) == (405, "POST")
    assert "takes only what a button on a page sends" in page.content.decode()
