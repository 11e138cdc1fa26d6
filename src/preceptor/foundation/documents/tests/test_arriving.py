"""Uploads while they arrive: bounded on disk, with their true size, and a full disk marked for a kind refusal."""

import errno
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest
from django.test import RequestFactory

from preceptor.foundation.documents.commands.refusals import FileUnfit, StorageFull
from preceptor.foundation.documents.public import receive
from preceptor.foundation.documents.tests import making
from preceptor.foundation.documents.tests.conftest import RULE


def posted(content: bytes) -> HttpRequest:
    return RequestFactory().post("/x", {"word": "kept", "resume": SimpleUploadedFile("resume.pdf", content)})


def arrived(content: bytes) -> UploadedFile:
    return posted(content).FILES["resume"]


def no_room(*_args: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_small_upload_arrives_as_it_was() -> None:
    assert arrived(making.pdf()).read() == making.pdf()


def test_what_is_beyond_the_limit_never_reaches_the_disk(settings: object) -> None:
    settings.UPLOAD_MAX_BYTES = 100_000
    file = arrived(b"x" * 900_000)
    assert file.size == 900_000
    assert len(file.read()) < 200_000


def test_too_large_an_upload_is_refused_with_its_limit(settings: object, storage: Path) -> None:
    settings.UPLOAD_MAX_BYTES = 100_000
    with pytest.raises(FileUnfit, match=r"larger than 0\.1 MB"):
        receive(arrived(b"%PDF-" + b"x" * 900_000), RULE)


def test_the_rest_of_the_form_is_kept_when_the_disk_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", no_room)
    assert posted(making.pdf()).POST["word"] == "kept"


@pytest.mark.parametrize("moment", ["TemporaryUploadedFile", "TemporaryFileUploadHandler.receive_data_chunk"])
def test_a_full_disk_while_arriving_is_told_kindly(moment: str, monkeypatch: pytest.MonkeyPatch, storage: Path) -> None:
    monkeypatch.setattr(f"django.core.files.uploadhandler.{moment}", no_room)
    file = arrived(making.pdf())
    with pytest.raises(StorageFull):
        receive(file, RULE)
