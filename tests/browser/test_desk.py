"""The desk in a real browser, as a principal on a phone and at a desk sees it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from preceptor.foundation.accounts.models import User
from preceptor.foundation.accounts.tests.cast import give_position
from preceptor.foundation.desk.desk import navigation as desk_entries
from preceptor.foundation.desk.public import DeskItem, Hit
from preceptor.foundation.desk.queries import sources
from preceptor.foundation.district.models import OrgUnit, Person
from preceptor.foundation.look import navigation
from preceptor.foundation.look.public import NavItem

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ana(transactional_db):
    """A principal with an account."""
    person = Person.objects.create(given_name="Ana", family_name="Ruiz", email="ana@example.org")
    User.objects.create_user("ana@example.org", "x" * 14, person=person)
    return person


@pytest.fixture
def full_desk(monkeypatch):
    """A desk as it is in a busy week."""
    now = timezone.now()
    items = [
        DeskItem(
            "Endorse Ben Ito as a mentor",
            "/keyboard?1",
            6,
            now - timedelta(hours=20),
            now - timedelta(days=4),
            "x",
            "New Principals Support 2026-27",
        ),
        DeskItem(
            "Confirm your meeting of Thursday",
            "/keyboard?2",
            1,
            None,
            now - timedelta(days=1),
            "x",
            "With Dana Cole, 60 minutes",
            post_url="/keyboard",
        ),
        DeskItem("Tell us your preferences", "/keyboard?3", 4, now + timedelta(days=5), None, "x"),
        DeskItem("Finish your application", "/keyboard?4", 25, now + timedelta(days=20), None, "x"),
        DeskItem(
            "Endorsement by Maria Soto",
            "/keyboard?5",
            0,
            now + timedelta(days=2),
            now - timedelta(days=3),
            "waiting",
            "Reminded yesterday",
        ),
    ]
    monkeypatch.setattr(sources, "desk_sources", [lambda person_id, at: items])
    entries = ["Programs", "Applications", "Pairs", "Letters", "Documents", "Schools"]
    source = [lambda request: [NavItem(name, f"/{name}/", 10 + at) for at, name in enumerate(entries)]]
    monkeypatch.setattr(navigation, "_sources", [desk_entries, *source])


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_a_full_desk_is_accessible(visit, assert_accessible, picture, ana, full_desk, width):
    tab = visit(ana, "/", width=width)
    assert_accessible(tab)
    picture(tab, f"desk-{width}")


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_empty_desk_is_accessible_and_says_what_comes_next(
    visit, assert_accessible, picture, ana, monkeypatch, language
):
    monkeypatch.setattr(sources, "desk_sources", [])
    tab = visit(ana, "/", width=390, language=language)
    assert_accessible(tab)
    picture(tab, f"desk-empty-{language}")


def test_the_menu_on_the_phone_opens_without_script_and_leads_everywhere(visit, picture, ana, full_desk):
    tab = visit(ana, "/", width=390, script=False)
    tab.click("summary >> text=Menu")
    picture(tab, "desk-menu-390")
    tab.click(".sheet__nav >> text=My desk")
    assert tab.inner_text("h1") == "My desk"


def test_the_open_menu_is_accessible_and_escape_closes_it(visit, assert_accessible, ana, full_desk):
    tab = visit(ana, "/", width=390)
    tab.click("summary >> text=Menu")
    assert_accessible(tab)
    tab.keyboard.press("Escape")
    assert not tab.is_visible(".sheet__nav")


def test_the_slash_key_leads_to_the_search_box_and_a_search_finds(visit, assert_accessible, ana, monkeypatch):
    give_position(ana, "principal", OrgUnit.objects.create(code="school", name="School", kind="school", path="/1/"))
    hits = [Hit("Maple Elementary", "/keyboard", "School", "North"), Hit("Maria Soto", "/keyboard?2", "Person")]
    monkeypatch.setattr(sources, "search_sources", [lambda by, text, now: hits])
    tab = visit(ana, "/")
    tab.keyboard.press("/")
    tab.keyboard.type("ma")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("text=Maple Elementary")
    assert_accessible(tab)


def test_the_keyboard_alone_reaches_everything_on_the_desk_in_order(visit, ana, full_desk):
    tab = visit(ana, "/")
    reached = []
    for _ in range(24):
        tab.keyboard.press("Tab")
        reached.append(tab.evaluate("document.activeElement.innerText?.trim() ?? ''"))
    wanted = ["Skip to the content", "Endorse Ben Ito as a mentor", "Confirm your meeting of Thursday"]
    assert list(dict.fromkeys(text for text in reached if text in wanted)) == wanted


def test_targets_are_large_enough_for_a_thumb(visit, ana, full_desk):
    tab = visit(ana, "/", width=390)
    small = tab.evaluate(
        """[...document.querySelectorAll('button, summary, .nav-list a, input[type=search]')]
        .filter(node => node.checkVisibility()).map(node => [node.innerText, node.getBoundingClientRect()])
        .filter(([, box]) => box.height < 44 || box.width < 44).map(([text]) => text)"""
    )
    assert small == []
