"""Fixtures of the documents' tests: a storage of their own, and a small fake of ClamAV."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from preceptor.foundation.audit.public import Actor
from preceptor.foundation.documents.commands import receiving
from preceptor.foundation.documents.public import UploadRule
from preceptor.foundation.documents.rules import apart
from preceptor.foundation.documents.rules.inspection import Inspected

NOON = datetime(2026, 12, 8, 20, 0, tzinfo=UTC)
ADA = Actor("person", 7, "Ada López")
BEN = Actor("person", 8, "Ben Ortiz")
RULE = UploadRule(kinds=("pdf", "docx", "png"), max_bytes=200_000)


def upload(content: bytes, name: str = "resume.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def storage(tmp_path: Path, settings: object) -> Path:
    """An empty folder that is the file storage of this test."""
    folder = tmp_path / "uploads"
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(folder)}}
    settings.STORAGES = {**settings.STORAGES, "default": place}
    return folder


@pytest.fixture(autouse=True)
def checked_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Check files in this process, which is quicker, unless a test is about the child process."""

    def here(path: Path, name: str, rule: UploadRule) -> Inspected:
        return apart.answered(apart.answer(path, apart.question(name, rule)))

    if "apart" not in request.node.path.name:
        monkeypatch.setattr(receiving, "inspect_apart", here)


def stored_names(folder: Path) -> list[Path]:
    """Files in the storage, staged ones too."""
    return [path for path in folder.rglob("*") if path.is_file()]


class FakeClam(socketserver.ThreadingTCPServer):
    """Answers as ClamAV does: FOUND when the stream holds the word VIRUS."""

    allow_reuse_address = True
    daemon_threads = True
    answer: bytes = b""


class _Stream(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        content, file = b"", self.request.makefile("rb")
        assert file.read(10) == b"zINSTREAM\0"
        while length := struct.unpack("!I", file.read(4))[0]:
            content += file.read(length)
        found = b"stream: Test.Virus FOUND\0" if b"VIRUS" in content else b"stream: OK\0"
        self.request.sendall(self.server.answer or found)


@pytest.fixture
def clam(settings: object) -> Iterator[FakeClam]:
    """A running fake of ClamAV that the settings point to."""
    with FakeClam(("127.0.0.1", 0), _Stream) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        settings.CLAMAV = f"127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()
