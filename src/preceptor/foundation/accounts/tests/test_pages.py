"""Pages of accounts, as they read."""

import pytest
from allauth.core.exceptions import ReauthenticationRequired
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from preceptor.foundation.accounts.models import User
from preceptor.foundation.accounts.public import offer_persona, open_to_all, recently_signed_in
from preceptor.foundation.accounts.tests.cast import NOW, PASSWORD, PLACES, Cast, enter, make_person
from preceptor.foundation.audit.public import SYSTEM


@recently_signed_in
def sign_something(_request: object) -> HttpResponse:
    """A page on which somebody binds themselves."""
    return HttpResponse("signed")


def page_of(cast: Cast, role: str, address: str = "/accounts/") -> str:
    """A page as somebody of this role reads it."""
    client = Client()
    enter(client, cast.users[role])
    return client.get(address).content.decode()


@pytest.mark.parametrize("role", PLACES)
def test_everybody_reads_which_roles_they_have_and_why(cast: Cast, role: str) -> None:
    place = PLACES[role]
    assert (place[0].replace("_", " ").capitalize() if place else "You have an account") in page_of(cast, role)


def test_the_reach_of_a_role_is_told_in_words(cast: Cast) -> None:
    assert "Hr and everything below it" in page_of(cast, "program_coordinator")


def test_the_page_costs_few_queries(cast: Cast) -> None:
    client = Client()
    enter(client, cast.users["program_coordinator"])
    client.get("/accounts/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/accounts/")
    assert len(asked) <= 6


def test_the_sign_in_page_says_how_the_first_sign_in_goes(cast: Cast) -> None:
    assert "you receive a letter" in Client().get("/sign-in/login/").content.decode()


def test_the_sign_in_page_has_our_look(cast: Cast) -> None:
    assert "usa-button" in Client().get("/sign-in/login/").content.decode()


def test_the_demonstration_lists_its_people_with_a_line_each(cast: Cast, settings: Settings) -> None:
    settings.DEMO = True
    offer_persona(by=SYSTEM, person_id=cast.people["staff"].pk, line="Teaches in the north", order=1, now=NOW)
    assert "Teaches in the north" in Client().get("/accounts/demo").content.decode()


def test_an_empty_demonstration_says_what_to_do(db: None, settings: Settings) -> None:
    settings.DEMO = True
    assert "make demo" in Client().get("/accounts/demo").content.decode()


def test_the_back_office_is_in_the_administrators_navigation_alone(cast: Cast) -> None:
    assert [role for role in PLACES if 'href="/admin/"' in page_of(cast, role)] == ["system_administrator"]


def asked_again(user: User, session: object) -> bool:
    """Whether signing asks for the password again."""
    request = RequestFactory().post("/")
    request.user, request.session = user, session  # type: ignore[assignment]
    try:
        sign_something(request)
    except ReauthenticationRequired:
        return True
    return False


@pytest.fixture
def reader(cast: Cast) -> User:
    """A principal with a password."""
    user = cast.users["principal"]
    user.set_password(PASSWORD)
    user.save()
    return user


def test_signing_right_after_signing_in_asks_nothing(reader: User) -> None:
    client = Client()
    enter(client, reader)
    assert not asked_again(reader, client.session)


def test_signing_after_a_while_asks_for_the_password_again(reader: User) -> None:
    client = Client()
    enter(client, reader)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 0}]
    assert asked_again(reader, session)


def test_a_mark_opens_a_page_to_all() -> None:
    assert open_to_all(sign_something).open_to_all is True  # type: ignore[attr-defined]  # the mark itself


def test_accounts_are_opened_from_the_command_line(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    make_person("newcomer")
    call_command("open_accounts", "newcomer@district.example")
    assert "1 accounts opened" in capsys.readouterr().out


def test_a_superuser_may_be_made_by_the_usual_command(db: None) -> None:
    call_command("createsuperuser", "--noinput", "--email", "root@district.example", verbosity=0)
    assert User.objects.get(email="root@district.example").person is None
