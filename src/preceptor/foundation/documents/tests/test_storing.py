"""Keeping files: whole or not at all, under a random name that only the owner of the process reads."""

import errno
import os
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from preceptor.foundation.audit.actor import Actor
from preceptor.foundation.documents.commands import receiving
from preceptor.foundation.documents.commands.refusals import _WORDS, FileUnfit, StorageFull, refusal_of
from preceptor.foundation.documents.commands.storing import UnknownFile
from preceptor.foundation.documents.commands.sweeping import sweep
from preceptor.foundation.documents.models import StoredFile as FileRow
from preceptor.foundation.documents.public import StoredFile, keep, receive, remove, store, stored_files
from preceptor.foundation.documents.rules.fitness import Unfit, UploadRule
from preceptor.foundation.documents.tests import making
from preceptor.foundation.documents.tests.conftest import ADA, NOON, RULE, stored_names, upload

pytestmark = pytest.mark.django_db
ABOUT = "admissions.application:1"


def put(content: bytes, name: str = "resume.pdf", by: Actor = ADA) -> StoredFile:
    return store(by=by, upload=upload(content, name), rule=RULE, about=ABOUT, where="/1/", now=NOON)


def test_a_fit_file_is_kept_with_its_hash_and_pages(storage: Path) -> None:
    kept = put(making.pdf(2))
    assert (kept.kind, kept.pages, kept.sha256) == ("pdf", 2, sha256(making.pdf(2)).hexdigest())


def test_the_stored_name_gives_nothing_away(storage: Path) -> None:
    put(making.pdf())
    assert "resume" not in str(stored_names(storage)[0])


def test_only_the_owner_of_the_process_can_read_it(storage: Path) -> None:
    put(making.pdf())
    assert [path.stat().st_mode & 0o777 for path in stored_names(storage)] == [0o600]


def test_files_are_listed_by_what_they_are_about(storage: Path) -> None:
    kept = put(making.pdf())
    assert stored_files(ABOUT) == [kept]
    assert stored_files("admissions.application:2") == []


def test_an_unfit_file_leaves_nothing_behind(storage: Path) -> None:
    with pytest.raises(FileUnfit):
        put(making.pdf_with_script())
    assert stored_names(storage) == []
    assert not FileRow.objects.exists()


def test_the_refusal_says_what_to_do_next(storage: Path) -> None:
    with pytest.raises(FileUnfit) as told:
        put(b"MZ\x90\x00" + b"\0" * 90)
    assert "resume.pdf" in told.value.sentence
    assert ".exe" in told.value.sentence
    assert "as PDF" in told.value.remedy


def test_the_refusal_speaks_the_limit_of_pages(storage: Path) -> None:
    rule = UploadRule(kinds=("pdf",), max_pages=1)
    with pytest.raises(FileUnfit, match="2 pages; the limit here is 1"):
        receive(upload(making.pdf(2)), rule)


@pytest.mark.parametrize("code", sorted(_WORDS))
def test_every_refusal_has_its_words(code: str) -> None:
    facts = {"limit": 1, "pages": 2, "kinds": ("pdf", "png"), "claimed": "pdf", "found": "", "part": "x"}
    refusal = refusal_of(Unfit(code, **facts), "resume.pdf")
    assert "%(" not in refusal.sentence + refusal.remedy


class Endless(SimpleUploadedFile):
    """Claims to be small and never ends."""

    def chunks(self, chunk_size: int | None = None) -> object:
        while True:
            yield b"%PDF-" + b"x" * 60_000


def test_an_upload_that_lies_about_its_size_is_stopped_at_the_limit(storage: Path) -> None:
    with pytest.raises(FileUnfit, match="larger than"):
        receive(Endless("resume.pdf", b"%PDF-"), RULE)
    assert stored_names(storage) == []


def test_a_full_disk_is_told_kindly_and_keeps_nothing(storage: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(receiving, "place", full)
    with pytest.raises(StorageFull, match="no room"):
        put(making.pdf())
    assert stored_names(storage) == []
    assert not FileRow.objects.exists()


def test_a_row_that_cannot_be_written_takes_its_content_back(storage: Path) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        store(by=ADA, upload=upload(making.pdf()), rule=RULE, about="x" * 10, where=None, now=NOON)
    assert stored_names(storage) == []


def test_a_removed_file_is_gone_from_the_list_and_the_disk(
    storage: Path, django_capture_on_commit_callbacks: object
) -> None:
    kept = put(making.pdf())
    with django_capture_on_commit_callbacks(execute=True):
        remove(by=ADA, file_id=kept.id, now=NOON)
    assert stored_files(ABOUT) == []
    assert stored_names(storage) == []


def test_a_file_is_removed_once(storage: Path) -> None:
    kept = put(making.pdf())
    remove(by=ADA, file_id=kept.id, now=NOON)
    with pytest.raises(UnknownFile):
        remove(by=ADA, file_id=kept.id, now=NOON)


def test_the_sweep_deletes_what_belongs_to_nothing(storage: Path) -> None:
    receive(upload(making.pdf()), RULE)
    (storage / ".incoming" / "left").write_bytes(b"x")
    kept = put(making.pdf())
    for path in stored_names(storage):
        os.utime(path, (NOON.timestamp(), NOON.timestamp()))
    assert sweep(now=NOON + timedelta(days=2)) == 2
    assert [path.name for path in stored_names(storage)] == [FileRow.objects.get(pk=kept.id).path[3:]]


def test_the_sweep_leaves_what_has_just_arrived(storage: Path) -> None:
    received = receive(upload(making.pdf()), RULE)
    sweep(now=NOON - timedelta(days=3650))
    assert keep(by=ADA, received=received, about=ABOUT, where="", now=NOON).id


def test_the_sweep_of_an_empty_storage_finds_nothing(storage: Path) -> None:
    assert sweep(now=NOON) == 0
