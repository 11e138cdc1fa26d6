"""Every address with every role: an answer for those who may, a plain refusal for the rest, never a fault."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from preceptor.foundation.accounts.middleware import is_open
from preceptor.foundation.accounts.tests.cast import PLACES, Cast, enter
from tests.attack.addresses import Address, addresses
from tests.attack.samples import SAMPLES, Sample

ANSWERED = {200, 204, 302, 303, 400, 405, 409, 410, 422, 429}
TURNED_AWAY = {302, 401, 403, 404, 405, 409, 410}
ADDRESSES = {address.name: address for address in addresses()}


def url_of(address: Address, cast: Cast) -> str:
    """The address with its arguments filled in."""
    sample = SAMPLES.get(address.name, Sample())
    arguments = sample.arguments(cast) if sample.arguments else address.arguments
    return reverse(address.name, kwargs=arguments)


def statuses(address: Address, cast: Cast, role: str) -> tuple[int, int]:
    """What somebody of this role gets for GET and for an empty POST."""
    client = Client(raise_request_exception=False)
    enter(client, cast.users[role])
    url = url_of(address, cast)
    looked = client.get(url).status_code
    enter(client, cast.users[role])  # signing out is an address too
    return looked, client.post(url, SAMPLES.get(address.name, Sample()).post or {}).status_code


def test_no_sample_names_an_address_that_is_gone() -> None:
    assert sorted(set(SAMPLES) - set(ADDRESSES)) == []


def test_every_address_has_a_name_and_arguments() -> None:
    unknown = [
        name
        for name, address in ADDRESSES.items()
        if name.endswith("None") or (address.arguments is None and name not in SAMPLES)
    ]
    assert unknown == [], "give these addresses a name, and a row in tests/attack/samples.py"


@pytest.mark.parametrize("name", [name for name in ADDRESSES if not is_open(ADDRESSES[name].view)])
def test_a_stranger_is_sent_to_sign_in(name: str, cast: Cast) -> None:
    client = Client(raise_request_exception=False)
    url = url_of(ADDRESSES[name], cast)
    sign_in = reverse(settings.LOGIN_URL)
    went = {
        response.url.partition("?")[0]
        for response in (client.get(url), client.post(url))
        if response.status_code == 302
    }
    assert went == {sign_in}


@pytest.mark.parametrize("name", [name for name in ADDRESSES if is_open(ADDRESSES[name].view)])
def test_an_open_address_never_faults_for_a_stranger(name: str, cast: Cast) -> None:
    client = Client(raise_request_exception=False)
    url = url_of(ADDRESSES[name], cast)
    assert max(client.get(url).status_code, client.post(url).status_code) < 500


@pytest.mark.parametrize("name", ADDRESSES)
def test_no_role_ever_sees_a_fault(name: str, cast: Cast) -> None:
    got = {role: statuses(ADDRESSES[name], cast, role) for role in PLACES}
    assert {role: pair for role, pair in got.items() if max(pair) >= 500} == {}


@pytest.mark.parametrize("name", [name for name in SAMPLES if SAMPLES[name].who is not None and name in ADDRESSES])
def test_only_those_get_an_answer_who_may(name: str, cast: Cast) -> None:
    sample = SAMPLES[name]
    got = {role: statuses(ADDRESSES[name], cast, role) for role in PLACES}
    read = 1 if sample.post is not None else 0
    answered = {
        role for role, pair in got.items() if pair[read] in (ANSWERED if role in (sample.who or ()) else {200, 204})
    }
    assert answered == set(sample.who or ())


MADE_UP_OBJECTS = [name for name, address in ADDRESSES.items() if address.arguments and name not in SAMPLES]


@pytest.mark.parametrize("name", MADE_UP_OBJECTS)
def test_what_does_not_exist_is_turned_away(name: str, cast: Cast) -> None:
    got = {role: statuses(ADDRESSES[name], cast, role) for role in PLACES}
    assert {role: pair for role, pair in got.items() if not {pair[0], pair[1]} <= TURNED_AWAY} == {}
