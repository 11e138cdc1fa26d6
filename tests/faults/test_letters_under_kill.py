"""A worker is killed while it hands a letter over: the letter is never lost, and only a lost answer sends it twice."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.utils import timezone

from preceptor.foundation.messages.commands.writing import write_plain
from preceptor.foundation.messages.models import Letter
from preceptor.foundation.messages.public import Recipient
from tests.faults.workers import Pool, wait_for

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


class SlowServer:
    """Takes every letter and thinks about its answer."""

    def __init__(self) -> None:
        self.numbers: list[str] = []
        self.slow_at: str = ""
        self.thinking = False

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        await self.think("RCPT")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.numbers.append(message_from_bytes(envelope.content)["Message-ID"])
        await self.think("DATA")
        return "250 taken"

    async def think(self, at: str) -> None:
        if self.slow_at == at:
            self.slow_at = ""
            self.thinking = True
            await asyncio.sleep(30)


@pytest.fixture
def server(mail_port: int, settings: Any) -> Iterator[SlowServer]:
    handler = SlowServer()
    controller = Controller(handler, hostname="127.0.0.1", port=mail_port)
    controller.start()
    settings.MAIL_URL = f"smtp://127.0.0.1:{mail_port}"
    yield handler
    controller.stop()


def write(count: int) -> None:
    for number in range(count):
        to = Recipient(f"Person {number}", f"person{number}@example.org")
        write_plain(to=to, subject="Hello", body="Dear you", kind="faults.letter", now=timezone.now())


def all_sent(count: int) -> bool:
    return Letter.objects.filter(state="sent").count() == count


def test_a_worker_killed_while_it_waits_for_the_answer_sends_again_under_the_same_number(
    pool: Pool, server: SlowServer
) -> None:
    server.slow_at = "DATA"
    write(1)
    pool.start()
    wait_for(lambda: server.thinking)
    pool.kill_all()
    pool.start()
    wait_for(lambda: all_sent(1))
    letter = Letter.objects.get()
    assert (server.numbers, letter.uncertain) == ([letter.message_id] * 2, 1)


def test_workers_killed_before_the_last_dot_send_every_letter_once(pool: Pool, server: SlowServer) -> None:
    server.slow_at = "RCPT"
    write(12)
    pool.start()
    wait_for(lambda: server.thinking)
    wait_for(lambda: Letter.objects.filter(state="sent").count() == 11)
    pool.kill_all()
    pool.start()
    wait_for(lambda: all_sent(12))
    assert set(Counter(server.numbers).values()) == {1}
    assert not Letter.objects.filter(uncertain__gt=0).exists()
