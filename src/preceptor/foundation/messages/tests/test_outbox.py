"""Writing letters into the outbox."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage, send_mail
from django.db import transaction
from django.template import TemplateDoesNotExist

from preceptor.foundation.jobs.models import Job
from preceptor.foundation.messages.models import Letter
from preceptor.foundation.messages.public import Addressed, Recipient, letters_about, send, send_many, withdraw
from preceptor.foundation.messages.tests.conftest import ANA, BEN, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def outbox_backend(settings: Any) -> None:
    settings.EMAIL_BACKEND = "preceptor.foundation.messages.backend.OutboxBackend"  # Django's test runner replaced it


def write(to: Recipient = BEN, key: str = "1", **more: Any) -> Letter:
    return Letter.objects.get(id=send(letter="garden.hello", to=to, context={"word": "<b>"}, key=key, now=NOW, **more))


def test_a_letter_is_written_in_its_readers_language() -> None:
    assert (write(ANA).subject, write(BEN, "2").subject) == ("Hola Ana Ruiz", "Hello Ben Ode")


def test_plain_text_is_not_escaped() -> None:
    assert write().body == "Dear Ben Ode, <b> & more.\n.dot\n"


def test_the_same_key_again_is_the_first_letter() -> None:
    assert write(key="1").id == write(ANA, key="1").id


def test_a_letter_of_a_transaction_that_fails_is_not_written() -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not Letter.objects.exists()


def test_without_a_mail_server_letters_are_kept_to_be_read() -> None:
    assert (write().state, Job.objects.count()) == ("kept", 0)


def test_with_a_mail_server_each_letter_gets_a_job_of_its_own(settings: Any) -> None:
    settings.MAIL_URL = "smtp://nowhere"
    write(key="1")
    write(key="2", run_at=NOW + timedelta(days=1))
    assert list(Job.objects.order_by("id").values_list("due_at", flat=True)) == [NOW, NOW + timedelta(days=1)]


def test_a_name_with_line_breaks_brings_no_second_header() -> None:
    letter = write(Recipient("Eve\r\nBcc: all@example.org", "eve@example.org"))
    assert (letter.to_name, letter.subject) == ("Eve Bcc: all@example.org", "Hello Eve Bcc: all@example.org")


def test_a_bad_address_is_refused_visibly_and_stops_nobody(settings: Any) -> None:
    settings.MAIL_URL = "smtp://nowhere"
    bad, good = Recipient("Bad", "no address"), BEN
    assert send_many(letter="garden.hello", letters=[Addressed(bad, "a"), Addressed(good, "b")], now=NOW) == 2
    assert dict(Letter.objects.values_list("key", "state")) == {"a": "refused", "b": "waiting"}


def test_an_unknown_letter_is_told_where_it_is_written() -> None:
    with pytest.raises(TemplateDoesNotExist):
        send(letter="garden.unknown", to=BEN, context={}, key="1", now=NOW)


def test_thousands_are_written_set_by_set(settings: Any, django_assert_max_num_queries: Any) -> None:
    settings.MAIL_URL = "smtp://nowhere"
    many = [Addressed(BEN, f"k{n}", {"word": str(n)}) for n in range(2000)]
    with django_assert_max_num_queries(110):  # SQLite takes about 50 rows a statement
        assert send_many(letter="garden.hello", letters=many, now=NOW) == 2000
    assert send_many(letter="garden.hello", letters=many, now=NOW) == 0
    assert (Letter.objects.count(), Job.objects.count()) == (2000, 2000)


def test_the_letters_about_something_are_told_in_order() -> None:
    write(key="1", about="garden.tree:1")
    write(key="2", about="garden.tree:2")
    assert [(brief.key, brief.subject) for brief in letters_about("garden.tree:1")] == [("1", "Hello Ben Ode")]


def test_a_reminder_that_is_not_needed_any_more_is_withdrawn() -> None:
    write(key="now", about="garden.tree:1")
    write(key="later", about="garden.tree:1", run_at=NOW + timedelta(days=3))
    assert withdraw(about="garden.tree:1", now=NOW) == 1
    assert Letter.objects.get(key="later").state == "withdrawn"


def test_what_a_library_sends_joins_the_outbox(outbox_backend: None) -> None:
    send_mail("Reset\npassword", "Open https://x.org/key", None, ["ANA@example.org", "ben@example.org"])
    rows = Letter.objects.order_by("id").values_list("letter", "subject", "to_email")
    assert list(rows) == [
        ("system.mail", "Reset password", "ANA@example.org"),
        ("system.mail", "Reset password", "ben@example.org"),
    ]


def test_an_attachment_is_refused_rather_than_lost(outbox_backend: None) -> None:
    message = EmailMessage("s", "b", to=["ana@example.org"])
    message.attach("a.txt", "x", "text/plain")
    with pytest.raises(ValueError, match="no attachments"):
        message.send()
