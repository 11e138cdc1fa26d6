"""Attacks on Django's admin: a password alone, a narrow role, a write past the commands."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib import admin
from django.test import Client, RequestFactory

from preceptor.foundation.accounts.models import User
from preceptor.foundation.accounts.tests.cast import PASSWORD, PLACES, Cast, codes_now, enter

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def root(cast: Cast) -> User:
    """A technical account, as made on the server's command line."""
    return User.objects.create_superuser("root@district.example", PASSWORD)


def test_the_admins_own_form_signs_nobody_in_by_password_alone(root: User) -> None:
    client = Client()
    client.post("/admin/login/", {"username": root.email, "password": PASSWORD, "next": "/admin/"})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["/admin/", "/admin/login/", "/admin/accounts/user/"])
def test_the_admin_shows_no_password_form(cast: Cast, address: str) -> None:
    assert Client().get(address).headers["Location"].startswith("/sign-in/login/")


def test_a_password_without_a_second_factor_does_not_open_the_admin(root: User) -> None:
    client = Client()
    client.post("/sign-in/login/", {"login": root.email, "password": PASSWORD})
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/sign-in/")


def test_password_and_code_open_the_admin(root: User) -> None:
    TOTP.activate(root, SECRET)
    client = Client()
    client.post("/sign-in/login/", {"login": root.email, "password": PASSWORD})
    client.post("/sign-in/2fa/authenticate/", {"code": codes_now(SECRET)})
    assert client.get("/admin/").status_code == 200


def test_the_demonstration_asks_for_the_second_factor_too(cast: Cast, settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]  # pytest-django's settings
    client = Client()
    enter(client, cast.users["system_administrator"], second_factor=False)
    assert "/sign-in/2fa/totp/activate/" in str(client.get("/admin/", follow=True).redirect_chain)


@pytest.mark.parametrize("role", [role for role in PLACES if role != "system_administrator"])
def test_no_other_role_enters_the_admin(cast: Cast, role: str) -> None:
    client = Client()
    enter(client, cast.users[role])
    assert client.get("/admin/", follow=True).status_code == 403


def test_nothing_in_the_admin_can_be_written(cast: Cast) -> None:
    request = RequestFactory().get("/admin/")
    ways = ("has_add_permission", "has_change_permission", "has_delete_permission")
    writable = [
        f"{model.__name__}.{way}"
        for model, shown in admin.site._registry.items()
        for way in ways
        if getattr(shown, way)(request)
    ]
    assert writable == []


@pytest.mark.parametrize(
    "label",
    [
        "mfa.authenticator",
        "account.emailconfirmation",
        "audit.entry",
        "letters.letter",
        "district.standingfact",
        "district.pendingload",
        "documents.signature",
        "documents.circlekey",
        "confidences.note",
    ],
)
def test_secrets_and_confidential_records_are_not_in_the_admin(label: str) -> None:
    shown = {model._meta.label_lower for model in admin.site._registry}
    assert label not in shown


def test_no_hash_of_password_or_link_is_shown(cast: Cast) -> None:
    client = Client()
    enter(client, cast.users["system_administrator"])
    page = client.get(f"/admin/accounts/user/{cast.users['staff'].pk}/change/").content.decode()
    assert cast.users["staff"].email in page
    assert cast.users["staff"].password not in page


def test_an_administrator_closes_an_account_by_the_command(cast: Cast) -> None:
    client = Client()
    enter(client, cast.users["system_administrator"])
    client.post("/admin/accounts/user/", {"action": "close", "_selected_action": [cast.users["staff"].pk]})
    assert not User.objects.get(pk=cast.users["staff"].pk).is_active
