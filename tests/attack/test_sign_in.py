"""Attacks on the way in: guessing, fixed sessions, forged requests, foreign hosts, ways out of the site."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from preceptor.foundation.accounts.models import User
from preceptor.foundation.accounts.public import LinkClosed, offer_persona, open_link
from preceptor.foundation.accounts.tests.cast import NOW, PASSWORD, Cast, codes_now, enter, make_person, make_user
from preceptor.foundation.audit.public import SYSTEM

SIGN_IN = "/sign-in/login/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
OUTSIDE = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "///evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "https://testserver@evil.example/",
    "\thttps://evil.example/",
]


@pytest.fixture
def user(cast: Cast) -> User:
    """A principal with a password."""
    user = cast.users["principal"]
    user.set_password(PASSWORD)
    user.save()
    return user


def signed_in(client: Client) -> bool:
    """Whether the client sees its account page."""
    return client.get(reverse("accounts:role-list")).status_code == 200


def give(client: Client, user: User, password: str = PASSWORD, **extra: str) -> str:
    """Send the sign-in form and tell where it leads; empty when it stays."""
    response = client.post(SIGN_IN, {"login": user.email, "password": password, **extra})
    return str(response.headers.get("Location", ""))


def give_authenticator(user: User) -> None:
    """Set up an authenticator app."""
    TOTP.activate(user, SECRET)


def test_a_right_password_lets_in(user: User) -> None:
    client = Client()
    give(client, user)
    assert signed_in(client)


def test_a_wrong_password_does_not(user: User) -> None:
    client = Client()
    give(client, user, "wrong")
    assert not signed_in(client)


def test_the_sixth_try_is_refused_even_with_the_right_password(user: User) -> None:
    client = Client()
    for _try in range(5):
        give(client, user, "wrong")
    give(client, user)
    assert not signed_in(client)


def test_an_unknown_address_is_answered_like_a_wrong_password(user: User) -> None:
    said = [
        Client().post(SIGN_IN, {"login": email, "password": "wrong"}).context["form"].errors
        for email in (user.email, "nobody@district.example")
    ]
    assert said[0] == said[1] != {}


def test_a_session_from_before_signing_in_is_not_the_session_after(user: User) -> None:
    client = Client()
    client.get(SIGN_IN)
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = planted = str(session.session_key)
    give(client, user)
    stranger = Client()
    stranger.cookies["sessionid"] = planted
    assert (signed_in(client), signed_in(stranger)) == (True, False)


@pytest.mark.parametrize("address", [SIGN_IN, "/accounts/sessions/end", "/sign-in/logout/", "/accounts/demo"])
def test_a_forged_request_without_its_token_is_refused(user: User, address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    enter(client, user)
    assert client.post(address, {}).status_code == 403


def test_signing_out_needs_a_post(user: User) -> None:
    client = Client()
    enter(client, user)
    client.get("/sign-in/logout/")
    assert signed_in(client)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:80", "[::1", "a b"])
def test_a_foreign_host_name_is_refused(host: str, cast: Cast, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    assert Client(raise_request_exception=False).get(SIGN_IN, headers={"host": host}).status_code == 400


def test_a_forwarded_host_is_not_believed(user: User, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Client().post("/sign-in/password/reset/", {"email": user.email}, headers={"x-forwarded-host": "evil.example"})
    assert ["evil.example" in str(letter.body) for letter in mail.outbox] == [False]


@pytest.mark.parametrize("outside", OUTSIDE)
def test_signing_in_leads_nowhere_outside(user: User, outside: str) -> None:
    went = give(Client(), user, next=outside)
    assert went.startswith("/")
    assert "evil.example" not in went
    assert not went.startswith(("//", "/\\"))


@pytest.mark.parametrize("outside", OUTSIDE)
def test_the_demonstration_leads_nowhere_outside(cast: Cast, settings: Settings, outside: str) -> None:
    settings.DEMO = True
    offer_persona(by=SYSTEM, person_id=cast.people["staff"].pk, line="Teacher", order=1, now=NOW)
    went = Client().post("/accounts/demo", {"user": cast.users["staff"].pk, "next": outside}).headers["Location"]
    assert went == "/"


def test_the_demonstration_lets_nobody_be_who_is_not_offered(cast: Cast, settings: Settings) -> None:
    settings.DEMO = True
    assert Client().post("/accounts/demo", {"user": cast.users["system_administrator"].pk}).status_code == 404


@pytest.mark.parametrize("chosen", ["", "abc", "-1", "1.5", "9" * 40, "²", "0 OR 1=1"])
def test_the_demonstration_takes_no_odd_choice(cast: Cast, settings: Settings, chosen: str) -> None:
    settings.DEMO = True
    assert Client().post("/accounts/demo", {"user": chosen}).status_code == 404


def test_outside_a_demonstration_nobody_is_offered(cast: Cast, settings: Settings) -> None:
    settings.DEMO = True
    offer_persona(by=SYSTEM, person_id=cast.people["staff"].pk, line="Teacher", order=1, now=NOW)
    settings.DEMO = False
    assert Client().post("/accounts/demo", {"user": cast.users["staff"].pk}).status_code == 404


def test_a_demonstration_person_with_an_authenticator_is_asked_for_the_code(cast: Cast, settings: Settings) -> None:
    settings.DEMO = True
    offer_persona(by=SYSTEM, person_id=cast.people["staff"].pk, line="Teacher", order=1, now=NOW)
    give_authenticator(cast.users["staff"])
    went = Client().post("/accounts/demo", {"user": cast.users["staff"].pk}).headers["Location"]
    assert went.startswith("/sign-in/2fa/authenticate/")


def test_one_click_lets_into_the_demonstration(cast: Cast, settings: Settings) -> None:
    settings.DEMO = True
    client = Client()
    offer_persona(by=SYSTEM, person_id=cast.people["staff"].pk, line="Teacher", order=1, now=NOW)
    client.post("/accounts/demo", {"user": cast.users["staff"].pk})
    assert signed_in(client)


def test_a_password_alone_opens_nothing_where_an_authenticator_is_set_up(user: User) -> None:
    give_authenticator(user)
    client = Client()
    went = give(client, user)
    assert (went.startswith("/sign-in/2fa/authenticate/"), signed_in(client)) == (True, False)


def test_password_and_code_let_in(user: User) -> None:
    give_authenticator(user)
    client = Client()
    give(client, user)
    client.post("/sign-in/2fa/authenticate/", {"code": codes_now(SECRET)})
    assert signed_in(client)


def test_a_code_works_once(user: User) -> None:
    give_authenticator(user)
    code = codes_now(SECRET)
    first, second = Client(), Client()
    for client in (first, second):
        give(client, user)
        client.post("/sign-in/2fa/authenticate/", {"code": code})
    assert (signed_in(first), signed_in(second)) == (True, False)


def test_a_code_seen_over_the_shoulder_stays_used_while_it_would_still_be_valid(user: User) -> None:
    give_authenticator(user)
    first, second = Client(), Client()
    with time_machine.travel(1_800_000_000, tick=False) as clock:
        code = codes_now(SECRET)
        for client in (first, second):
            give(client, user)
            client.post("/sign-in/2fa/authenticate/", {"code": code})
            clock.shift(35)
        assert (signed_in(first), signed_in(second)) == (True, False)


def test_the_authenticators_secret_is_not_in_the_database_in_clear(user: User) -> None:
    give_authenticator(user)
    assert SECRET not in str(Authenticator.objects.values_list("data"))


def test_wide_powers_are_refused_without_a_second_factor(cast: Cast) -> None:
    client = Client()
    enter(client, cast.users["personnel_officer"], second_factor=False)
    assert client.get("/accounts/").headers["Location"].startswith("/sign-in/2fa/totp/activate/")


def test_a_session_from_before_the_authenticator_is_asked_for_its_code(cast: Cast) -> None:
    client = Client()
    enter(client, cast.users["personnel_officer"], second_factor=False)
    give_authenticator(cast.users["personnel_officer"])
    assert client.get("/accounts/").headers["Location"].startswith("/sign-in/2fa/reauthenticate/")


def test_narrow_roles_need_no_second_factor(cast: Cast) -> None:
    client = Client()
    enter(client, cast.users["principal"], second_factor=False)
    assert signed_in(client)


def test_somebody_who_left_the_district_cannot_sign_in(user: User) -> None:
    assert user.person is not None
    user.person.active = False
    user.person.save()
    client = Client()
    give(client, user)
    assert not signed_in(client)


def test_somebody_who_leaves_is_out_at_the_next_page(user: User) -> None:
    client = Client()
    enter(client, user)
    assert user.person is not None
    user.person.active = False
    user.person.save()
    assert not signed_in(client)


def test_nobody_signs_up(cast: Cast) -> None:
    form = {"email": "me@evil.example", "password1": PASSWORD, "password2": PASSWORD}
    Client().post("/sign-in/signup/", form)
    assert not User.objects.filter(email="me@evil.example").exists()


def test_a_request_for_part_of_a_page_is_sent_to_sign_in_as_a_whole(cast: Cast) -> None:
    response = Client().get("/accounts/", headers={"hx-request": "true", "hx-current-url": "http://testserver/x"})
    assert (response.status_code, response.headers["HX-Redirect"]) == (401, f"{SIGN_IN}?next=%2Fx")


def test_a_program_is_told_in_json_to_sign_in(cast: Cast) -> None:
    response = Client().get("/accounts/", headers={"accept": "application/json"})
    assert (response.status_code, response.json()["code"]) == (401, "sign-in-needed")


def test_guessing_links_is_slowed_down(cast: Cast) -> None:
    codes = []
    with context.request_context(RequestFactory().get("/")):
        for number in range(25):
            with pytest.raises(LinkClosed) as closed:
                open_link(f"guess-{number}", "admissions.endorse", NOW)
            codes.append(closed.value.code)
    assert (codes[0], codes[-1]) == ("link-unknown", "link-too-many-tries")


def test_guessing_links_by_sending_the_form_is_slowed_down_as_well(cast: Cast) -> None:
    client = Client()
    answers = [client.post(f"/admissions/endorse/guess-{number}/", {"answer": "x"}).status_code for number in range(25)]
    assert (answers[0], answers[-1]) == (404, 429)


@pytest.mark.django_db(transaction=True)
def test_forty_simultaneous_tries_check_at_most_five_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    user = make_user(make_person("target"), PASSWORD)
    checked: list[str] = []
    monkeypatch.setattr(User, "check_password", lambda _self, raw: bool(checked.append(raw)))

    def attack(number: int) -> int:
        guess = {"login": user.email, "password": f"guess {number}"}
        try:
            return Client(raise_request_exception=False).post(SIGN_IN, guess).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(40) as pool:
        answers = list(pool.map(attack, range(40)))
    assert (max(answers) < 500, 1 <= len(checked) <= 5) == (True, True)
