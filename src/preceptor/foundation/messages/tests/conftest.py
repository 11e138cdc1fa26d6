"""Letters to write and a small real mail server to send them to."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from preceptor.foundation.jobs.rules import registry
from preceptor.foundation.messages.rules.writing import Recipient

NOW = datetime(2026, 11, 21, 18, tzinfo=UTC)
ANA = Recipient("Ana Ruiz", "ana@example.org", "es")
BEN = Recipient("Ben Ode", "ben@example.org", "en")


class Server:
    """Takes letters as told by `moods`, one for each attempt; a mood is an answer or 'vanish' or 'take and vanish'."""

    def __init__(self) -> None:
        self.moods: list[str] = []
        self.refused_addresses: dict[str, str] = {}
        self.taken: list[bytes] = []

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        answer = self.refused_addresses.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        mood = self.moods.pop(0) if self.moods else "250 taken"
        if mood.startswith("250") or mood == "take and vanish":
            assert isinstance(envelope.content, bytes)
            self.taken.append(envelope.content)
        if "vanish" in mood:
            assert server.transport is not None
            server.transport.abort()
        return mood


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    handler = Server()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.MAIL_URL = f"smtp://127.0.0.1:{port}"
    yield handler
    controller.stop()


@pytest.fixture(autouse=True)
def letters(settings: Any, tmp_path: Path) -> None:
    """A letter in both languages."""
    folder = tmp_path / "garden" / "letters"
    folder.mkdir(parents=True)
    (folder / "hello.en.txt").write_text(
        "Subject: Hello {{ to.name }}\n\nDear {{ to.name }}, {{ word }} & more.\n.dot\n"
    )
    (folder / "hello.es.txt").write_text("Subject: Hola {{ to.name }}\n\nEstimada {{ to.name }}: {{ word }} ñ.\n")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    settings.MAIL_URL = ""


@pytest.fixture(autouse=True)
def only_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = {name: kind for name, kind in registry._kinds.items() if name == "letters.send"}
    monkeypatch.setattr(registry, "_kinds", kinds)
