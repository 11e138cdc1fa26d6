"""The look in a real browser: every component, at desktop and phone width, with and without script."""

import copy
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser import gallery

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.browser.gallery"), pytest.mark.xdist_group("browser")]


@pytest.fixture(autouse=True)
def _gallery_template(settings):
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [Path(__file__).parent / "templates"]
    settings.TEMPLATES = templates
    settings.DEBUG = False
    gallery.KEPT.clear()


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_every_component_is_accessible(visit, assert_accessible, picture, width):
    tab = visit(None, "/gallery", width=width)
    assert_accessible(tab)
    picture(tab, f"gallery-{width}")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_form_with_errors_puts_the_focus_on_their_summary_and_keeps_values(visit, assert_accessible, picture, width):
    tab = visit(None, "/gallery", width=width)
    tab.fill("[name=note]", "What I typed")
    tab.click("#sample button[type=submit]")
    tab.wait_for_selector("[data-error-summary]")
    assert tab.evaluate("document.activeElement.hasAttribute('data-error-summary')")
    assert tab.input_value("[name=note]") == "What I typed"
    assert_accessible(tab)
    picture(tab, f"errors-{width}")


def test_the_form_is_spanish_for_who_reads_spanish(visit, assert_accessible):
    tab = visit(None, "/gallery", language="es")
    assert "(opcional)" in tab.inner_text("#sample")
    assert_accessible(tab)


def test_the_language_changes_with_one_click_and_without_script(visit):
    tab = visit(None, "/gallery", script=False)
    tab.click("button[name=language]")
    assert tab.get_attribute("html", "lang") == "es"
    assert tab.url.endswith("/gallery")


def test_a_refusal_appears_above_the_page_without_replacing_it(visit):
    tab = visit(None, "/gallery")
    tab.click("#refused")
    tab.wait_for_selector("#notices .refusal")
    assert "Write to the program office." in tab.inner_text("#notices")
    assert tab.is_visible("#sample")


def test_a_draft_saves_itself(visit):
    tab = visit(None, "/gallery")
    tab.fill("[name=name]", "Maple")
    tab.wait_for_selector("[data-autosave-status]:has-text('Saved')")
    assert gallery.KEPT[-1]["name"] == "Maple"


def test_what_was_typed_without_connection_is_there_after_loading_again(visit):
    tab = visit(None, "/gallery")
    tab.context.route("**/gallery/keep", lambda route: route.abort())
    tab.fill("[name=name]", "Typed offline")
    tab.check("text=By video")
    tab.wait_for_selector(".autosave--lost")
    tab.context.unroute("**/gallery/keep")
    tab.reload()
    assert tab.input_value("[name=name]") == "Typed offline"
    assert tab.is_checked("[name=mode][value=y]")
    tab.wait_for_selector("[data-autosave-status]:has-text('Saved')")
    assert gallery.KEPT[-1]["name"] == "Typed offline"


def test_two_clicks_send_a_form_once(visit):
    tab = visit(None, "/gallery")
    sent = []
    tab.on(
        "request",
        lambda request: sent.append(request) if request.method == "POST" and "keep" not in request.url else None,
    )
    tab.dblclick("#sample button[type=submit]")
    tab.wait_for_selector("[data-error-summary]")
    assert len(sent) == 1


def test_control_and_enter_sends_the_form_in_which_one_types(visit):
    tab = visit(None, "/gallery")
    tab.focus("[name=note]")
    tab.keyboard.press("Control+Enter")
    tab.wait_for_selector("[data-error-summary]")


@pytest.mark.parametrize("script", [True, False])
def test_a_fault_of_ours_says_what_to_do(live_server, chromium, script):
    tab = chromium.new_context(java_script_enabled=script).new_page()
    answer = tab.goto(f"{live_server.url}/gallery/fail")
    assert answer.status == 500
    assert "Something went wrong on our side." in tab.inner_text("h1")
    tab.context.close()


def test_the_question_mark_shows_the_keys_unless_they_are_switched_off(visit, assert_accessible):
    tab = visit(None, "/gallery")
    tab.keyboard.press("?")
    tab.wait_for_url("**/keyboard")
    assert_accessible(tab)
    tab.click("text=Switch single keys off")
    tab.wait_for_selector("text=Switch single keys on")
    tab.goto("/gallery")
    tab.keyboard.press("?")
    tab.wait_for_timeout(300)
    assert tab.url.endswith("/gallery")


def test_a_wrong_address_leads_on(visit, assert_accessible):
    tab = visit(None, "/no-such-page")
    assert "There is no page at this address." in tab.inner_text("h1")
    assert_accessible(tab)


def test_the_tests_use_the_policy_of_the_real_site():
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["default-src"] == ["'none'"]


def test_the_line_of_the_demonstration_is_accessible(visit, assert_accessible, settings):
    settings.DEMO = True
    assert_accessible(visit(None, "/keyboard", width=390))


def test_a_printed_page_leaves_the_tools_of_the_screen_away(visit, picture):
    tab = visit(None, "/gallery")
    tab.emulate_media(media="print")
    picture(tab, "gallery-print")
    assert not tab.is_visible(".foot")
    assert not tab.is_visible(".downloads")
    assert tab.is_visible(".facts")
