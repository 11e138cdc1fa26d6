"""The virus check: clean passes, infected is refused, and no answer means quarantine."""

from io import BytesIO
from pathlib import Path

import pytest

from preceptor.foundation.documents.commands.refusals import FileUnfit
from preceptor.foundation.documents.commands.virus import scan
from preceptor.foundation.documents.models import StoredFile as FileRow
from preceptor.foundation.documents.public import store, stored_files
from preceptor.foundation.documents.tasks import rescan
from preceptor.foundation.documents.tests import making
from preceptor.foundation.documents.tests.conftest import ADA, NOON, RULE, FakeClam, stored_names, upload
from preceptor.foundation.jobs.public import Run

ABOUT = "admissions.application:1"
NOWHERE = "127.0.0.1:9"


def put(content: bytes) -> str:
    return store(by=ADA, upload=upload(content), rule=RULE, about=ABOUT, where="", now=NOON).state


def run() -> None:
    effect = rescan(Run(1, {}, 1, NOON, lambda _done, _total: None, lambda: None))
    effect()


def test_without_a_scanner_nothing_is_asked(settings: object) -> None:
    settings.CLAMAV = ""
    assert scan(BytesIO(b"VIRUS")) == "clean"


def test_a_clean_stream_is_clean(clam: FakeClam) -> None:
    assert scan(BytesIO(b"x" * 200_000)) == "clean"


def test_an_infected_stream_is_found(clam: FakeClam) -> None:
    assert scan(BytesIO(b"VIRUS")) == "infected"


def test_an_answer_that_is_no_verdict_is_not_taken_for_one(clam: FakeClam) -> None:
    clam.answer = b"INSTREAM size limit exceeded. ERROR\0"
    assert scan(BytesIO(b"x")) == "unknown"


def test_a_scanner_that_is_down_gives_no_verdict(settings: object) -> None:
    settings.CLAMAV = NOWHERE
    assert scan(BytesIO(b"x")) == "unknown"


def test_a_missing_socket_file_gives_no_verdict(settings: object) -> None:
    settings.CLAMAV = "/nowhere/clamd.ctl"
    assert scan(BytesIO(b"x")) == "unknown"


@pytest.mark.django_db
def test_an_infected_upload_is_refused_and_not_kept(storage: Path, clam: FakeClam) -> None:
    clam.answer = b"stream: Test.Virus FOUND\0"
    with pytest.raises(FileUnfit, match="harmful"):
        put(making.pdf())
    assert stored_names(storage) == []


@pytest.mark.django_db
def test_an_upload_waits_in_quarantine_while_the_scanner_is_down(storage: Path, settings: object) -> None:
    settings.CLAMAV = NOWHERE
    assert put(making.pdf()) == "quarantined"


@pytest.mark.django_db
def test_the_job_leaves_it_there_until_the_scanner_is_back(storage: Path, settings: object) -> None:
    settings.CLAMAV = NOWHERE
    put(making.pdf())
    run()
    assert stored_files(ABOUT)[0].state == "quarantined"


@pytest.mark.django_db
def test_the_job_lets_a_clean_file_out(storage: Path, settings: object, clam: FakeClam) -> None:
    there, settings.CLAMAV = settings.CLAMAV, NOWHERE
    put(making.pdf())
    settings.CLAMAV = there
    run()
    assert stored_files(ABOUT)[0].state == "ready"


@pytest.mark.django_db
def test_the_job_deletes_an_infected_file(
    storage: Path, settings: object, clam: FakeClam, django_capture_on_commit_callbacks: object
) -> None:
    there, settings.CLAMAV = settings.CLAMAV, NOWHERE
    put(making.pdf())
    settings.CLAMAV, clam.answer = there, b"stream: Test.Virus FOUND\0"
    with django_capture_on_commit_callbacks(execute=True):
        run()
    assert FileRow.objects.get().state == "infected"
    assert stored_names(storage) == []
