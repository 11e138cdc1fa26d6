"""The check in a child process: the same answers, and a file that exhausts it harms nobody else."""

import sys
import zlib
from hashlib import sha256
from pathlib import Path

import pytest

from preceptor.foundation.documents.commands.refusals import FileUnfit
from preceptor.foundation.documents.public import receive
from preceptor.foundation.documents.rules import apart
from preceptor.foundation.documents.rules.fitness import Unfit, UploadRule
from preceptor.foundation.documents.tests import making
from preceptor.foundation.documents.tests.conftest import RULE, stored_names, upload


def test_a_fit_file_passes(storage: Path) -> None:
    assert receive(upload(making.pdf()), RULE).sha256 == sha256(making.pdf()).hexdigest()


def test_a_picture_is_replaced_by_its_fresh_copy(storage: Path) -> None:
    received = receive(upload(making.picture(), "photo.png"), RULE)
    assert received.sha256 != sha256(making.picture()).hexdigest()


def test_an_unfit_file_is_refused_with_its_facts(storage: Path) -> None:
    with pytest.raises(FileUnfit, match="2 pages"):
        receive(upload(making.pdf(2)), UploadRule(max_pages=1))


def test_the_kinds_that_are_taken_come_through(storage: Path) -> None:
    with pytest.raises(FileUnfit, match="PDF"):
        receive(upload(b"x", "a.txt"), UploadRule(kinds=("pdf",)))


def test_a_check_that_takes_too_long_is_ended(storage: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "WAITING_SECONDS", 0.01)
    with pytest.raises(FileUnfit, match="too complex"):
        receive(upload(making.pdf()), RULE)
    assert stored_names(storage) == []


def test_a_child_that_dies_without_an_answer_refuses_the_file(storage: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(FileUnfit, match="too complex"):
        receive(upload(making.pdf()), RULE)


@pytest.mark.parametrize("text", ["", "nonsense", "Killed"])
def test_an_answer_that_is_none_is_not_taken_for_one(text: str) -> None:
    with pytest.raises(Unfit):
        apart.answered(text)


def test_a_fault_of_the_disk_in_the_child_is_no_fault_of_the_file(tmp_path: Path) -> None:
    told = apart.answer(tmp_path, apart.question("photo.png", RULE))
    with pytest.raises(IsADirectoryError):
        apart.answered(told)


def test_a_file_full_of_compressed_nothing_ends_soon(storage: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "PROCESSOR_SECONDS", 1)
    packed = zlib.compress(b"0 0 " + b" " * 20_000_000, 9)
    parts = [b"%PDF-1.5\n"]
    for number in range(1, 60):
        head = f"{number} 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length {len(packed)}>>stream\n"
        parts.append(head.encode() + packed + b"\nendstream\nendobj\n")
    content = b"".join(parts) + b"trailer\n<</Root 1 0 R/Size 60>>\nstartxref\n0\n%%EOF"
    with pytest.raises(FileUnfit):
        receive(upload(content), UploadRule(max_bytes=9_000_000))
