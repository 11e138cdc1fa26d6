"""Opening, closing and mending accounts."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client
from pytest_django import Settings

from preceptor.foundation.accounts.adapters import SecondFactorAdapter, SecondFactorUnreadable
from preceptor.foundation.accounts.models import DemoPersona, User
from preceptor.foundation.accounts.public import (
    close_account,
    end_sessions,
    offer_persona,
    open_accounts,
    remove_second_factor,
    reseal_second_factors,
    users_of,
)
from preceptor.foundation.accounts.tests.cast import NOW, Cast, enter, make_person
from preceptor.foundation.audit.public import SYSTEM, NotPermitted
from preceptor.foundation.look.public import Refusal

ME = "/accounts/"


def test_accounts_open_once_however_often_they_are_opened(cast: Cast) -> None:
    new = make_person("newcomer")
    assert [open_accounts(by=SYSTEM, person_ids=[new.pk], now=NOW) for _time in range(2)] == [1, 0]


def test_a_new_account_has_a_proven_address_and_no_password(cast: Cast) -> None:
    new = make_person("newcomer")
    open_accounts(by=SYSTEM, person_ids=[new.pk], now=NOW)
    user = User.objects.get(person=new)
    proven = EmailAddress.objects.filter(user=user, verified=True, primary=True).exists()
    assert (proven, user.has_usable_password()) == (True, False)


def test_only_administrators_open_accounts(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        open_accounts(by=cast.actor("personnel_officer"), person_ids=[], now=NOW)


def test_a_technical_accounts_address_is_not_taken_over(cast: Cast) -> None:
    new = make_person("newcomer")
    User.objects.create_superuser(new.email)
    with pytest.raises(Refusal, match="another address"):
        open_accounts(by=SYSTEM, person_ids=[new.pk], now=NOW)


def test_ending_sessions_signs_out_every_device(cast: Cast) -> None:
    phone, desk = Client(), Client()
    for client in (phone, desk):
        enter(client, cast.users["principal"])
    end_sessions(by=cast.actor("principal"), user_id=cast.users["principal"].pk, now=NOW)
    assert [client.get(ME).status_code for client in (phone, desk)] == [302, 302]


def test_nobody_ends_the_sessions_of_somebody_else(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        end_sessions(by=cast.actor("principal"), user_id=cast.users["staff"].pk, now=NOW)


def test_a_closed_account_is_out_at_once(cast: Cast) -> None:
    client = Client()
    enter(client, cast.users["staff"])
    close_account(by=cast.actor("system_administrator"), user_id=cast.users["staff"].pk, now=NOW)
    assert client.get(ME).status_code == 302


def test_removing_a_second_factor_ends_the_sessions_too(cast: Cast) -> None:
    user = cast.users["staff"]
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    remove_second_factor(by=cast.actor("system_administrator"), user_id=user.pk, now=NOW)
    user.refresh_from_db()
    assert (Authenticator.objects.count(), user.session_round) == (0, 1)


def test_people_are_offered_in_a_demonstration_only(cast: Cast, settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(Refusal, match="invented people only"):
        offer_persona(by=SYSTEM, person_id=cast.people["staff"].pk, line="Teacher", order=1, now=NOW)


def test_offering_somebody_again_changes_the_line(cast: Cast, settings: Settings) -> None:
    settings.DEMO = True
    for line in ("Teacher", "Teacher in the north"):
        offer_persona(by=SYSTEM, person_id=cast.people["staff"].pk, line=line, order=1, now=NOW)
    assert DemoPersona.objects.get().line == "Teacher in the north"


def test_accounts_are_found_by_person(cast: Cast) -> None:
    assert users_of([cast.people["staff"].pk, 0])[cast.people["staff"].pk].email == "staff@district.example"


def test_a_missing_key_lets_nobody_in(settings: Settings) -> None:
    settings.INSTALLATION_KEYS = (b"1" * 32,)
    sealed = SecondFactorAdapter().encrypt("SECRET")
    settings.INSTALLATION_KEYS = (b"2" * 32,)
    with pytest.raises(SecondFactorUnreadable):
        SecondFactorAdapter().decrypt(sealed)


def test_after_resealing_a_retired_key_is_not_needed(cast: Cast, settings: Settings) -> None:
    settings.INSTALLATION_KEYS = (b"1" * 32,)
    data = {"seed": SecondFactorAdapter().encrypt("SECRET"), "used_mask": 3}
    row = Authenticator.objects.create(user=cast.users["staff"], type="recovery_codes", data=data)
    settings.INSTALLATION_KEYS = (b"2" * 32, b"1" * 32)
    reseal_second_factors(by=SYSTEM, now=NOW)
    settings.INSTALLATION_KEYS = (b"2" * 32,)
    row.refresh_from_db()
    assert (SecondFactorAdapter().decrypt(row.data["seed"]), row.data["used_mask"]) == ("SECRET", 3)
