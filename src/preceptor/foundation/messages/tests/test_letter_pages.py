"""Who reads which letters, and what the pages keep covered."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from preceptor.foundation.accounts.tests.cast import Cast, enter, make_cast
from preceptor.foundation.audit.models import Entry
from preceptor.foundation.messages.commands.handing import mark_sent
from preceptor.foundation.messages.models import Letter
from preceptor.foundation.messages.public import Recipient, send

pytestmark = pytest.mark.django_db
LINK = "https://district.example/l/secret-token"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def letter_to(cast: Cast, role: str | None, key: str = "1", **more: Any) -> Letter:
    person = cast.people[role] if role else None
    to = Recipient(str(person or "Outside"), person.email if person else "x@example.org", "en", person and person.pk)
    context = {"word": f"open {LINK} now <b>"}
    return Letter.objects.get(
        id=send(letter="garden.hello", to=to, context=context, key=key, now=timezone.now(), **more)
    )


def listed(client: Client, **query: str) -> str:
    return client.get(reverse("letters:letter-list"), query).content.decode()


def opened(client: Client, letter: Letter) -> Any:
    return client.get(reverse("letters:letter-detail", args=[letter.pk]))


def test_everybody_reads_their_own_letters(client: Client, cast: Cast) -> None:
    letter_to(cast, "principal")
    letter_to(cast, "supervisor", "2")
    enter(client, cast.users["principal"])
    text = listed(client)
    assert "Hello Ana Principal" in text
    assert "Hello Ana Supervisor" not in text


def test_the_recipient_sees_the_link(client: Client, cast: Cast) -> None:
    enter(client, cast.users["principal"])
    assert LINK in opened(client, letter_to(cast, "principal")).content.decode()


def test_what_a_letter_says_is_text_and_not_markup(client: Client, cast: Cast) -> None:
    enter(client, cast.users["principal"])
    assert "now &lt;b&gt;" in opened(client, letter_to(cast, "principal")).content.decode()


def test_somebody_elses_letter_does_not_exist(client: Client, cast: Cast) -> None:
    enter(client, cast.users["principal"])
    assert opened(client, letter_to(cast, "supervisor")).status_code == 404


def test_a_reader_of_all_letters_does_not_see_the_links(client: Client, cast: Cast) -> None:
    enter(client, cast.users["system_administrator"])
    text = opened(client, letter_to(cast, "principal")).content.decode()
    assert "[link, shown to the recipient only]" in text
    assert "secret-token" not in text


def test_no_list_shows_what_letters_say(client: Client, cast: Cast) -> None:
    letter_to(cast, "principal")
    enter(client, cast.users["system_administrator"])
    text = listed(client)
    assert "Hello Ana Principal" in text
    assert "secret-token" not in text


def test_in_the_demonstration_all_letters_are_open_and_found_by_recipient(
    client: Client, cast: Cast, settings: Any
) -> None:
    settings.DEMO = True
    letter = letter_to(cast, "supervisor")
    letter_to(cast, "principal", "2")
    enter(client, cast.users["staff"])
    text = listed(client, recipient="SUPERVISOR@")
    assert ("Hello Ana Supervisor" in text, "Hello Ana Principal" in text) == (True, False)
    assert LINK in opened(client, letter).content.decode()


def reset_letter(client: Client, cast: Cast, role: str, settings: Any) -> Letter:
    """A letter with a way back into an account, as anybody can ask for it."""
    settings.EMAIL_BACKEND = "preceptor.foundation.messages.backend.OutboxBackend"  # tests run with another
    client.post(reverse("account_reset_password"), {"email": cast.users[role].email})
    return Letter.objects.get(letter="system.mail")


@pytest.mark.parametrize(("reader", "demo"), [("system_administrator", False), ("staff", True)])
def test_nobody_else_reads_the_way_back_into_an_account(
    client: Client, cast: Cast, settings: Any, reader: str, demo: bool
) -> None:
    settings.DEMO = demo
    letter = reset_letter(client, cast, "superintendent", settings)
    enter(client, cast.users[reader])
    text = opened(client, letter).content.decode()
    assert ("/password/reset/key/" in letter.body, "/password/reset/key/" in text) == (True, False)
    assert "only its recipient sees what it says" in text


def test_the_way_back_into_an_account_is_forgotten_when_the_letter_is_sent(
    client: Client, cast: Cast, settings: Any
) -> None:
    letter = reset_letter(client, cast, "staff", settings)
    mark_sent(letter.pk, answer="250", now=timezone.now())
    letter.refresh_from_db()
    assert "/password/reset/key/" not in letter.body


def test_reading_somebody_elses_letter_is_recorded_and_reading_ones_own_is_not(client: Client, cast: Cast) -> None:
    letter = letter_to(cast, "principal")
    for role in ("principal", "system_administrator"):
        enter(client, cast.users[role])
        opened(client, letter)
    seen = Entry.objects.filter(action="letters.read").values_list("actor_id", "about")
    assert list(seen) == [(cast.people["system_administrator"].pk, f"letters.letter:{letter.pk}")]


def test_an_account_without_a_person_has_no_letters(client: Client, cast: Cast) -> None:
    letter = letter_to(cast, None)
    user = cast.users["participant"]
    user.person = None
    user.save()
    enter(client, user)
    assert opened(client, letter).status_code == 403


def test_a_letter_that_is_not_yet_due_is_not_yet_there(client: Client, cast: Cast) -> None:
    letter = letter_to(cast, "principal", run_at=timezone.now() + timedelta(days=1))
    enter(client, cast.users["principal"])
    assert opened(client, letter).status_code == 404


def test_a_letter_sent_twice_says_so(client: Client, cast: Cast) -> None:
    letter = letter_to(cast, "principal")
    Letter.objects.update(uncertain=1)
    enter(client, cast.users["principal"])
    assert "it may arrive twice" in opened(client, letter).content.decode()


def test_the_list_takes_the_same_few_queries_whatever_its_length(
    client: Client, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        letter_to(cast, "principal", str(number))
    enter(client, cast.users["principal"])
    with django_assert_max_num_queries(12):
        assert "1–25 of 30" in listed(client)
