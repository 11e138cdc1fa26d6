"""Handing letters to a real mail server that is well, ill, rude or gone."""

from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import Message
from typing import Any

import pytest

from preceptor.foundation.jobs.models import Job
from preceptor.foundation.jobs.public import run_pending
from preceptor.foundation.messages.models import Letter
from preceptor.foundation.messages.public import Recipient, send, withdraw
from preceptor.foundation.messages.tests.conftest import ANA, NOW, Server

pytestmark = pytest.mark.django_db


def write(to: Recipient = ANA, **more: Any) -> int:
    return send(letter="garden.hello", to=to, context={"word": "sí"}, key="1", now=NOW, **more)


def attempts(count: int) -> Letter:
    """Let the job try that often, each time after its wait."""
    for hour in range(count):
        run_pending(now=NOW + timedelta(hours=hour))
    return Letter.objects.get()


def arrived(server: Server) -> list[Message]:
    return [message_from_bytes(content) for content in server.taken]


def test_a_letter_arrives_as_it_was_written(server: Server) -> None:
    write()
    letter = attempts(1)
    (mail,) = arrived(server)
    body = mail.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert body.decode().replace("\r\n", "\n") == letter.body == "Estimada Ana Ruiz: sí ñ.\n"
    assert (mail["Subject"], mail["To"], mail["Message-ID"]) == (
        "Hola Ana Ruiz",
        "Ana Ruiz <ana@example.org>",
        letter.message_id,
    )


def test_a_line_that_starts_with_a_dot_keeps_it(server: Server) -> None:
    write(Recipient("Ben", "ben@example.org"))
    attempts(1)
    assert b"\r\n.dot" in server.taken[0]


def test_a_letter_taken_is_sent_and_not_sent_again(server: Server) -> None:
    write()
    letter = attempts(3)
    assert (letter.state, letter.sent_at, letter.answer, len(server.taken)) == ("sent", NOW, "250 taken", 1)


def test_an_address_that_the_server_refuses_for_ever_is_shown(server: Server) -> None:
    server.refused_addresses[ANA.email] = "550 5.1.1 no such mailbox"
    write()
    letter = attempts(3)
    assert (letter.state, letter.answer, Job.objects.get().attempt) == ("refused", "550 5.1.1 no such mailbox", 1)


def test_a_letter_that_the_server_refuses_for_ever_is_shown(server: Server) -> None:
    server.moods = ["554 we do not like it"]
    write()
    assert attempts(3).state == "refused"


def test_a_full_mailbox_is_tried_again(server: Server) -> None:
    server.moods = ["452 mailbox full", "451 still full"]
    write()
    letter = attempts(3)
    assert (letter.state, letter.uncertain, len(server.taken)) == ("sent", 0, 1)


def test_a_letter_that_waits_tells_the_last_answer(server: Server) -> None:
    server.moods = ["452 mailbox full"]
    write()
    assert (attempts(1).state, attempts(0).answer) == ("waiting", "452 mailbox full")


def test_a_lost_answer_is_told_and_the_letter_goes_again_under_its_number(server: Server) -> None:
    server.moods = ["take and vanish"]
    write()
    assert attempts(1).state == "sending"
    letter = attempts(2)
    first, second = arrived(server)
    assert first["Message-ID"] == second["Message-ID"] == letter.message_id
    assert (letter.state, letter.uncertain) == ("sent", 1)


def test_a_server_that_is_away_gets_the_letter_later(server: Server, settings: Any) -> None:
    write()
    here, settings.MAIL_URL = settings.MAIL_URL, "smtp://127.0.0.1:1"
    assert attempts(1).state == "waiting"
    settings.MAIL_URL = here
    letter = attempts(2)
    assert (letter.state, letter.uncertain, len(server.taken)) == ("sent", 0, 1)


def test_a_server_that_stays_away_is_told_in_the_end(settings: Any) -> None:
    settings.MAIL_URL = "smtp://127.0.0.1:1"
    write()
    letter = attempts(61)
    assert (letter.state, letter.answer) == ("refused", "ConnectionRefusedError")


def test_a_withdrawn_letter_is_not_sent(server: Server) -> None:
    write(run_at=NOW + timedelta(hours=1), about="garden.tree:1")
    withdraw(about="garden.tree:1", now=NOW)
    assert (attempts(3).state, server.taken) == ("withdrawn", [])


def test_an_attempt_that_lost_its_job_hands_nothing_over(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    from preceptor.foundation.messages.commands import handing

    write()
    hand_over = handing.hand_over

    def too_late(*arguments: Any) -> None:
        Job.objects.update(attempt=99)  # another worker took over meanwhile
        hand_over(*arguments)

    monkeypatch.setattr(handing, "hand_over", too_late)
    assert (attempts(1).state, server.taken) == ("waiting", [])


def test_the_moment_of_writing_is_the_date_of_the_letter(server: Server) -> None:
    write()
    attempts(1)
    assert datetime.strptime(arrived(server)[0]["Date"], "%a, %d %b %Y %H:%M:%S %z") == NOW
