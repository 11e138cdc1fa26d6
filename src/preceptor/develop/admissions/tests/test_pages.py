"""Pages of the applicant, the endorser and the personnel office, as a browser sees them."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from preceptor.develop.admissions.models import Application, Contest, Endorsement, Submission
from preceptor.develop.admissions.tests.test_endorsing import FIELDS, STATEMENTS
from preceptor.develop.admissions.tests.world import ANSWERS, CLOSES, LATE, NOW, World, letters, link_in, resume, say
from preceptor.foundation.accounts.tests.cast import enter


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """The clock stands at a moment at which the call is open."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def signed_in(world: World, name: str) -> Client:
    """A browser of this person."""
    client = Client()
    enter(client, world.users[name])
    return client


@pytest.fixture
def browser(world: World) -> Client:
    """The applicant's browser."""
    return signed_in(world, "applicant")


def _url(application_id: int, tail: str = "") -> str:
    return f"/admissions/applications/{application_id}/{tail}"


def _hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found is not None
    return found[1]


def _form(browser: Client, application_id: int) -> dict[str, str]:
    html = browser.get(_url(application_id, "edit/")).content.decode()
    return {name: _hidden(html, name) for name in ("form-version", "form-tab")}


def test_the_list_shows_open_calls(browser: Client) -> None:
    assert "New Principals Support" in browser.get("/admissions/").content.decode()


def test_a_call_shows_each_rule_with_fact_source_and_day(browser: Client, world: World) -> None:
    html = browser.get(f"/admissions/calls/{world.cycle_id}/").content.decode()
    assert "Personnel file, Oct 1, 2023" in html


def test_a_call_tells_its_deadline_to_the_second_in_the_districts_zone(browser: Client, world: World) -> None:
    html = browser.get(f"/admissions/calls/{world.cycle_id}/").content.decode()
    assert "Dec 8, 2023, 11:59:59 p.m. PST" in html


def test_a_call_is_open_to_everybody_who_is_signed_in(world: World) -> None:
    client = signed_in(world, "officer")
    assert client.get(f"/admissions/calls/{world.cycle_id}/").status_code == 200


def test_an_unknown_call_is_not_found(browser: Client) -> None:
    assert browser.get("/admissions/calls/999/").status_code == 404


def test_an_adverse_fact_is_shown_to_the_applicant_alone(browser: Client, world: World) -> None:
    say(world.people["applicant"], "suspension", "yes")
    html = browser.get(f"/admissions/calls/{world.cycle_id}/").content.decode()
    assert "Has a suspension on record. <strong>Yes</strong>" in html
    other = signed_in(world, "rival").get(f"/admissions/calls/{world.cycle_id}/").content.decode()
    assert "Has a suspension on record. <strong>Yes</strong>" not in other


def test_the_whole_way_from_the_call_to_a_submitted_application(browser: Client, world: World) -> None:
    started = browser.post(f"/admissions/calls/{world.cycle_id}/mentor/start/")
    application_id = Application.objects.get().pk
    assert started.url == _url(application_id)
    browser.post(_url(application_id, "edit/"), {**_form(browser, application_id), **ANSWERS})
    browser.post(_url(application_id, "documents/resume/"), {"file": resume()})
    text = browser.get(_url(application_id, "texts/code_of_ethics/")).content.decode()
    browser.post(_url(application_id, "texts/code_of_ethics/"), {"agree": "yes", "version": _hidden(text, "version")})
    browser.post(_url(application_id, "endorsers/supervisor/"))
    check = browser.get(_url(application_id, "check/")).content.decode()
    done = browser.post(_url(application_id, "submit/"), {"checked": _hidden(check, "checked")}, follow=True)
    assert "Your application is submitted" in done.content.decode()
    assert Submission.objects.count() == 1


def test_a_double_click_on_submit_is_one_submission(browser: Client, world: World) -> None:
    application_id = world.start()
    world.fill(application_id)
    checked = _hidden(browser.get(_url(application_id, "check/")).content.decode(), "checked")
    answers = [browser.post(_url(application_id, "submit/"), {"checked": checked}).status_code for _click in (1, 2)]
    assert (answers, Submission.objects.count()) == ([302, 302], 1)


def test_one_second_late_is_refused_and_says_when_it_arrived(world: World, clock: time_machine.Traveller) -> None:
    application_id = world.start()
    world.fill(application_id)
    clock.move_to(CLOSES)
    browser = signed_in(world, "applicant")
    checked = _hidden(browser.get(_url(application_id, "check/")).content.decode(), "checked")
    clock.move_to(LATE)
    answer = browser.post(_url(application_id, "submit/"), {"checked": checked})
    assert answer.status_code == 409
    assert "arrived on Dec 9, 2023, 12:00:00 a.m. PST" in answer.content.decode()


def test_the_check_page_warns_that_begun_before_and_arrived_after_is_late(browser: Client, world: World) -> None:
    application_id = world.start()
    world.fill(application_id)
    assert "arrives after is late" in browser.get(_url(application_id, "check/")).content.decode()


def test_what_is_missing_is_listed_with_its_minutes(browser: Client, world: World) -> None:
    html = browser.get(_url(world.start())).content.decode()
    assert "6 parts are missing" in html


def test_a_draft_saves_itself_without_an_answer(browser: Client, world: World) -> None:
    application_id = world.start()
    form = {**_form(browser, application_id), "coaching": "I listen."}
    assert browser.post(_url(application_id, "save/"), form).status_code == 204
    assert Application.objects.get().answers == {"coaching": "I listen."}


def test_a_second_tab_is_told_both_texts_and_loses_none(browser: Client, world: World) -> None:
    application_id = world.start()
    first, second = _form(browser, application_id), _form(browser, application_id)
    browser.post(_url(application_id, "edit/"), {**first, "coaching": "typed in the first"})
    answer = browser.post(_url(application_id, "edit/"), {**second, "coaching": "typed in the second"})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "typed in the first" in html
    assert "typed in the second" in html


def test_after_seeing_both_texts_the_form_counts(browser: Client, world: World) -> None:
    application_id = world.start()
    first, second = _form(browser, application_id), _form(browser, application_id)
    browser.post(_url(application_id, "edit/"), {**first, "coaching": "one"})
    html = browser.post(_url(application_id, "edit/"), {**second, "coaching": "two"}).content.decode()
    again = {name: _hidden(html, name) for name in ("form-version", "form-tab")}
    browser.post(_url(application_id, "edit/"), {**again, "coaching": "one and two"})
    assert Application.objects.get().answers["coaching"] == "one and two"


def test_saving_by_itself_in_a_second_tab_is_refused_in_words(browser: Client, world: World) -> None:
    application_id = world.start()
    first, second = _form(browser, application_id), _form(browser, application_id)
    browser.post(_url(application_id, "save/"), {**first, "coaching": "one"})
    answer = browser.post(
        _url(application_id, "save/"), {**second, "coaching": "two"}, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 409
    assert "another tab" in answer.json()["sentence"]


def test_an_answer_that_is_too_long_is_saved_and_told(browser: Client, world: World) -> None:
    application_id = world.start()
    long = "word " * 260
    answer = browser.post(_url(application_id, "edit/"), {**_form(browser, application_id), "coaching": long})
    assert answer.status_code == 422
    assert "260 words; at most 250 are taken. Shorten it by 10." in answer.content.decode()
    assert Application.objects.get().answers["coaching"] == long.strip()


def test_a_resume_of_two_pages_is_refused_on_the_page_itself(browser: Client, world: World) -> None:
    application_id = world.start()
    answer = browser.post(_url(application_id, "documents/resume/"), {"file": resume(2)})
    assert answer.status_code == 422
    assert "My application" in answer.content.decode()


@pytest.mark.parametrize("tail", ["", "edit/", "check/", "texts/code_of_ethics/"])
def test_someone_elses_application_is_not_found(world: World, tail: str) -> None:
    application_id = world.start()
    assert signed_in(world, "rival").get(_url(application_id, tail)).status_code == 404


@pytest.mark.parametrize("tail", ["save/", "submit/", "withdraw/", "reopen/", "endorsers/supervisor/"])
def test_someone_elses_application_cannot_be_changed(world: World, tail: str) -> None:
    application_id = world.start()
    assert signed_in(world, "coordinator").post(_url(application_id, tail)).status_code == 404


def test_the_file_is_downloaded_by_its_owner_alone(browser: Client, world: World) -> None:
    application_id = world.start()
    world.fill(application_id)
    file_id = Application.objects.get().documents.get().file_id
    codes = [client.get(f"/documents/{file_id}").status_code for client in (browser, signed_in(world, "rival"))]
    assert codes[0] == 200
    assert codes[1] in {403, 404}


def _answer() -> dict[str, str]:
    ticks = {f"certify-{name}": "on" for name in STATEMENTS}
    return {"answer": "endorse", **ticks, **FIELDS}


def _link(world: World) -> str:
    world.ask(world.start())
    return link_in(letters("endorsement_asked")[0])


def test_a_mail_scanner_that_opens_the_link_a_hundred_times_changes_nothing(world: World) -> None:
    link = _link(world)
    before = Endorsement.objects.values().get()
    codes = {Client().get(link).status_code for _visit in range(20)} | {Client().head(link).status_code}
    assert Endorsement.objects.values().get() == before
    assert codes <= {200, 405}


def test_the_link_shows_who_asks_and_what_is_known_already(world: World) -> None:
    html = Client().get(_link(world)).content.decode()
    assert "Ana Applicant asks for your endorsement" in html
    assert 'value="supervisor@district.example"' in html


def test_the_link_shows_nothing_else_of_the_application(world: World) -> None:
    application_id = world.start()
    world.fill(application_id)
    html = Client().get(link_in(letters("endorsement_asked")[0])).content.decode()
    assert ANSWERS["coaching"] not in html


def test_pressing_the_button_signs_and_a_second_press_is_told_kindly(world: World) -> None:
    link = _link(world)
    first, second = (Client().post(link, _answer()) for _click in (1, 2))
    assert "is signed and dated" in first.content.decode()
    assert (second.status_code, Endorsement.objects.get().state) == (410, "endorsed")


def test_a_statement_left_out_signs_nothing(world: World) -> None:
    form = {name: value for name, value in _answer().items() if name != "certify-met"}
    answer = Client().post(_link(world), form)
    assert answer.status_code == 422
    assert "This statement was missing when you signed." in answer.content.decode()


def test_a_stale_link_says_so(world: World, clock: time_machine.Traveller) -> None:
    link = _link(world)
    clock.move_to(LATE + timedelta(days=1))
    answer = Client().get(link)
    assert answer.status_code == 410
    assert "run out" in answer.content.decode()


def test_a_broken_link_is_not_found(world: World) -> None:
    assert Client().get("/admissions/endorse/nothing/").status_code == 404


def test_a_supervisor_endorses_from_the_desk(world: World) -> None:
    endorsement_id = world.ask(world.start())
    client = signed_in(world, "supervisor")
    assert f"/admissions/endorsements/{endorsement_id}/" in client.get("/").content.decode()
    client.post(f"/admissions/endorsements/{endorsement_id}/", _answer())
    assert Endorsement.objects.get().state == "endorsed"


def test_a_supervisor_sees_only_what_was_asked_of_them(world: World) -> None:
    endorsement_id = world.ask(world.start())
    assert signed_in(world, "regional").get(f"/admissions/endorsements/{endorsement_id}/").status_code == 404
    assert signed_in(world, "supervisor").get(_url(Application.objects.get().pk)).status_code == 404


def test_a_coordinator_asks_someone_else_of_the_line(world: World) -> None:
    endorsement_id = world.ask(world.start())
    form = {"person": world.people["regional"].pk, "reason": "The supervisor changed."}
    url = f"/admissions/endorsements/{endorsement_id}/replace/"
    assert signed_in(world, "rival").get(url).status_code == 403
    signed_in(world, "coordinator").post(url, form)
    assert Endorsement.objects.get(state="asked").endorser == world.people["regional"]


def test_a_fact_is_contested_on_a_page_and_answered_by_the_personnel_office(browser: Client, world: World) -> None:
    say(world.people["applicant"], "suspension", "yes")
    browser.post(
        f"/admissions/calls/{world.cycle_id}/mentor/contest/clean_record/", {"statement": "It was lifted in May."}
    )
    contest = Contest.objects.get()
    office = signed_in(world, "officer")
    assert "/admissions/contests/" in office.get("/").content.decode()
    office.post(f"/admissions/contests/{contest.pk}/", {"outcome": "corrected", "answer": "Yes, in May."})
    assert "Met after correction" in browser.get(_url(Application.objects.get().pk)).content.decode()


@pytest.mark.parametrize("name", ["applicant", "supervisor", "coordinator"])
def test_contested_facts_are_for_the_personnel_office_alone(world: World, name: str) -> None:
    assert signed_in(world, name).get("/admissions/contests/").status_code == 403


def test_the_desk_tells_the_applicant_what_to_finish(browser: Client, world: World) -> None:
    application_id = world.start()
    assert _url(application_id) in browser.get("/").content.decode()


def test_a_deadline_in_summer_time_is_told_in_summer_time(world: World) -> None:
    from preceptor.develop.admissions.queries.words import to_the_second

    assert to_the_second(datetime.fromisoformat("2026-11-01T06:59:59+00:00")) == "Oct 31, 2026, 11:59:59 p.m. PDT"


PAGES = ["/admissions/", "/admissions/applications/", "/admissions/endorsements/"]


@pytest.mark.parametrize("url", PAGES)
def test_lists_take_a_constant_number_of_queries(
    browser: Client, world: World, url: str, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    world.ask(world.start())
    with django_assert_max_num_queries(15):  # type: ignore[operator]  # pytest-django's fixture
        assert browser.get(url).status_code == 200


def test_an_application_takes_at_most_fifteen_queries(
    browser: Client, world: World, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    application_id = world.submitted()
    browser.get(_url(application_id))
    with django_assert_max_num_queries(15):  # type: ignore[operator]  # pytest-django's fixture
        browser.get(_url(application_id))
