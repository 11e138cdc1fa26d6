"""Receiving an upload: streamed to disk within its limit, checked by content, scanned, placed under a random name."""

import os
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from preceptor.foundation.documents.commands.placing import place, staged
from preceptor.foundation.documents.commands.refusals import FileUnfit, is_full, refusal_of, storage_full
from preceptor.foundation.documents.commands.virus import scan
from preceptor.foundation.documents.models import StoredFile as FileRow
from preceptor.foundation.documents.rules import apart
from preceptor.foundation.documents.rules.fitness import Unfit, UploadRule
from preceptor.foundation.documents.rules.inspection import Inspected
from preceptor.foundation.documents.rules.kinds import clean_name

__all__ = ["FileUnfit", "Received", "receive"]

_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Received:
    """A file that passed its checks and lies in the storage, not yet belonging to anything."""

    name: str
    kind: str
    bytes: int
    pages: int | None
    sha256: str
    path: str
    state: str


def receive(upload: "UploadedFile[bytes]", rule: UploadRule) -> Received:
    """Check an upload and place it; slow, so call it outside any transaction, then `keep` what it gives inside one."""
    name = clean_name(upload.name or "")
    try:
        with staged() as path:
            _stream(upload, path, name, rule)
            inspected = inspect_apart(path, name, rule)
            return _placed(path, name, inspected)
    except Unfit as unfit:
        raise refusal_of(unfit, name) from unfit
    except OSError as fault:
        if is_full(fault):
            raise storage_full(name) from fault
        raise


def inspect_apart(path: Path, name: str, rule: UploadRule) -> Inspected:
    """Check a file in a child process with bounded time and memory, since parsers meet hostile content here."""
    command = [sys.executable, "-P", "-m", apart.__name__, str(path), str(apart.PROCESSOR_SECONDS)]
    environment = {"PYTHONPATH": os.pathsep.join(part for part in sys.path if part), "PATH": os.environ.get("PATH", "")}
    try:
        child = subprocess.run(  # noqa: S603  our own module, with a path of our own making
            command,
            input=apart.question(name, rule),
            capture_output=True,
            text=True,
            timeout=apart.WAITING_SECONDS,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as slow:
        raise Unfit("too-complex") from slow
    return apart.answered(child.stdout)


def _placed(path: Path, name: str, inspected: Inspected) -> Received:
    """Scan a fit file and put it into the storage; in quarantine when the scanner cannot be asked."""
    content = path.read_bytes()
    with path.open("rb") as file:
        verdict = scan(file)
    if verdict == "infected":
        raise Unfit("infected", name=name)
    state = FileRow.State.READY if verdict == "clean" else FileRow.State.QUARANTINED
    return Received(
        name=name,
        kind=inspected.kind,
        bytes=len(content),
        pages=inspected.pages,
        sha256=sha256(content).hexdigest(),
        path=place(path),
        state=state,
    )


def _stream(upload: "UploadedFile[bytes]", path: Path, name: str, rule: UploadRule) -> None:
    """Write an upload to disk and stop at its limit, whatever size it claims."""
    limit = min(rule.max_bytes, settings.UPLOAD_MAX_BYTES)
    _check_arrival(upload, name, limit)
    written = 0
    with path.open("wb") as file:
        for chunk in upload.chunks():
            written += len(chunk)
            if written > limit:
                raise _too_large(name, limit)
            file.write(chunk)


def _check_arrival(upload: "UploadedFile[bytes]", name: str, limit: int) -> None:
    """What the arrival of the request already showed: no room for it, too large, or broken off."""
    if getattr(upload, "no_room", False):
        raise storage_full(name)
    if (upload.size or 0) > limit:
        raise _too_large(name, limit)


def _too_large(name: str, limit: int) -> Unfit:
    return Unfit("too-large", name=name, limit=round(limit / _MEGABYTE, 1) if limit % _MEGABYTE else limit // _MEGABYTE)
