"""Every address with every role: an answer for those who may, a plain refusal for the rest, never a fault."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from preceptor.foundation.accounts.middleware import is_open
from preceptor.foundation.accounts.tests.cast import PLACES, Cast, make_cast
from tests.attack.addresses import addresses
from tests.attack.samples import SAMPLES, Sample
from tests.attack.samples_confidences import sealed, watch
from tests.attack.samples_growth import growing
from tests.attack.samples_growth import watch as watch_growth
from tests.attack.samples_outside import belonging, watch_outside
from tests.attack.stage import Stage, undone

pytestmark = pytest.mark.django_db
ANSWERED = {200, 204, 302, 303, 400, 405, 409, 410, 422, 429}
TURNED_AWAY = {302, 401, 403, 404, 405, 409, 410}
ADDRESSES = {address.name: address for address in addresses()}
FOUNDATION = {"accounts", "audit", "desk", "district", "documents", "jobs", "letters", "measures"}
Walk = dict[str, tuple[int, int]]


class Theatre:
    """The cast, built once for all these tests, and what each role got at each address."""

    def __init__(self) -> None:
        self.cast: Cast = make_cast()
        sealed(self.cast)  # nobody but the two of this pair may ever receive a word of its note
        growing(self.cast)  # and nobody but the teacher a word of theirs, unless it is opened
        belonging(self.cast)  # the one from outside takes part in a program of their own
        self.stage = Stage(self.cast.users)
        self._walked: dict[str, Walk] = {}

    def url(self, name: str) -> str:
        """The address with its arguments filled in."""
        address, sample = ADDRESSES[name], SAMPLES.get(name, Sample())
        return reverse(name, kwargs=sample.arguments(self.cast) if sample.arguments else address.arguments)

    def walked(self, name: str) -> Walk:
        """What each role gets for GET and for a POST, asked once."""
        if name not in self._walked:
            with undone():  # what the address needs is made once, and each visit to it taken back by itself
                url = self.url(name)
                self._walked[name] = {role: self._statuses(name, url, role) for role in PLACES}
        return self._walked[name]

    def _statuses(self, name: str, url: str, role: str) -> tuple[int, int]:
        with undone():
            looked = self.stage.client(role, brief=True).get(url)
            watch(name, role, looked)
            watch_growth(name, role, looked)
            watch_outside(name, role, is_open(ADDRESSES[name].view), looked)
        with undone():  # looking at the address of signing out must not spoil the second try
            sent = SAMPLES.get(name, Sample()).post or {}
            answer = self.stage.client(role, brief=True).post(url, sent)
            watch(name, role, answer)
            watch_growth(name, role, answer)
            watch_outside(name, role, is_open(ADDRESSES[name].view), answer)
            return looked.status_code, answer.status_code

    def stranger(self, name: str) -> list[tuple[int, str]]:
        """Status and way on for somebody who is not signed in."""
        with undone():
            url, client = self.url(name), self.stage.client()
            answers = (client.get(url), client.post(url))
            return [(one.status_code, one.headers.get("Location", "").partition("?")[0]) for one in answers]


@pytest.fixture(scope="module")
def theatre(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Theatre]:
    settings.DEMO, before = False, settings.DEMO
    with django_db_blocker.unblock(), undone():
        yield Theatre()
    settings.DEMO = before


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
def test_a_stranger_is_sent_to_sign_in(name: str, theatre: Theatre) -> None:
    assert {way for status, way in theatre.stranger(name) if status == 302} == {reverse(settings.LOGIN_URL)}


@pytest.mark.parametrize("name", [name for name in ADDRESSES if is_open(ADDRESSES[name].view)])
def test_an_open_address_never_faults_for_a_stranger(name: str, theatre: Theatre) -> None:
    assert max(status for status, _way in theatre.stranger(name)) < 500


@pytest.mark.parametrize("name", ADDRESSES)
def test_no_role_ever_sees_a_fault(name: str, theatre: Theatre) -> None:
    assert {role: pair for role, pair in theatre.walked(name).items() if max(pair) >= 500} == {}


@pytest.mark.parametrize("name", [name for name in SAMPLES if SAMPLES[name].who is not None and name in ADDRESSES])
def test_only_those_get_an_answer_who_may(name: str, theatre: Theatre) -> None:
    sample = SAMPLES[name]
    read = 1 if sample.post is not None else 0
    answered = {
        role
        for role, pair in theatre.walked(name).items()
        if pair[read] in (ANSWERED if role in (sample.who or ()) else {200, 204})
    }
    assert answered == set(sample.who or ())


MADE_UP_OBJECTS = [name for name, address in ADDRESSES.items() if address.arguments and name not in SAMPLES]


@pytest.mark.parametrize("name", MADE_UP_OBJECTS)
def test_what_does_not_exist_is_turned_away(name: str, theatre: Theatre) -> None:
    assert {role: pair for role, pair in theatre.walked(name).items() if not {*pair} <= TURNED_AWAY} == {}


@pytest.mark.parametrize("name", [name for name in ADDRESSES if name.split(":")[0] in FOUNDATION])
def test_what_can_be_read_can_be_asked_for_without_its_content(name: str, theatre: Theatre) -> None:
    with undone():
        client, url = theatre.stage.client("system_administrator"), theatre.url(name)
        read, asked = client.get(url), client.head(url)
    assert (asked.status_code, asked.content if not asked.streaming else b"") == (read.status_code, b"")
