"""The first page of a person."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from preceptor.foundation.accounts.models import User
from preceptor.foundation.accounts.tests.cast import give_position
from preceptor.foundation.desk.public import DeskItem, Hit
from preceptor.foundation.desk.queries import sources
from preceptor.foundation.district.models import OrgUnit, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(client):
    """A signed-in person."""
    person = Person.objects.create(given_name="Ana", family_name="Ruiz", email="ana@example.org")
    client.force_login(User.objects.create_user("ana@example.org", "x" * 14, person=person))
    return person


@pytest.fixture
def teaching(ana):
    """The signed-in person works in the district."""
    unit = OrgUnit.objects.create(code="school", name="School", kind="school", path="/1/")
    give_position(ana, "teacher", unit)


def put_on_desk(monkeypatch, *items):
    monkeypatch.setattr(sources, "desk_sources", [lambda person_id, now: items])


def test_a_person_sees_what_to_do_with_its_minutes(client, ana, monkeypatch):
    due = timezone.now() + timedelta(days=2)
    put_on_desk(monkeypatch, DeskItem("Endorse Ben Ito", "/e/1", 7, due, None, "endorsement"))
    html = client.get("/").content.decode()
    assert "Endorse Ben Ito" in html
    assert "7 min" in html
    assert "This week" in html


def test_a_person_without_anything_to_do_is_told_so(client, ana, monkeypatch):
    put_on_desk(monkeypatch)
    assert "Nothing waits for you." in client.get("/").content.decode()


def test_something_that_can_be_done_at_once_has_a_button(client, ana, monkeypatch):
    put_on_desk(monkeypatch, DeskItem("Confirm", "/c/1", 1, None, None, "confirm", post_url="/c/1/confirm"))
    assert 'action="/c/1/confirm"' in client.get("/").content.decode()


def test_nobody_sees_a_desk_without_signing_in(client):
    assert client.get("/").status_code == 302


def test_a_search_for_one_exact_number_leads_there(client, ana, monkeypatch):
    monkeypatch.setattr(sources, "search_sources", [lambda by, text, now: [Hit("Maple", "/s/1", "School", exact=True)]])
    assert client.get(reverse("desk:search"), {"q": "1234567"}).url == "/s/1"


def test_single_keys_are_switched_off_and_the_browser_remembers(client, ana):
    client.post(reverse("desk:keyboard"), {"single_keys": "off"})
    assert "data-single-keys" not in client.get(reverse("desk:keyboard")).content.decode()


def test_the_search_box_finds_people_and_schools_for_staff(client, teaching):
    Person.objects.create(given_name="Maria", family_name="Soto", email="maria@example.org", employee_number="7712345")
    assert "Maria Soto" in client.get(reverse("desk:search"), {"q": "sot"}).content.decode()


def test_the_search_box_shows_nobody_to_who_may_not_look_people_up(client, ana):
    Person.objects.create(given_name="Maria", family_name="Soto", email="maria@example.org")
    assert "Maria Soto" not in client.get(reverse("desk:search"), {"q": "sot"}).content.decode()


def test_a_full_employee_number_leads_to_the_person(client, teaching):
    maria = Person.objects.create(
        given_name="Maria", family_name="Soto", email="m@example.org", employee_number="7712345"
    )
    answer = client.get(reverse("desk:search"), {"q": "7712345"})
    assert answer.url == reverse("district:person-detail", args=[maria.pk])
