"""Files on their way into the storage: staged, then put under a random name in one step."""

import contextlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage

STAGING = ".incoming"


def local_path(name: str) -> Path | None:
    """Where a stored name lies on this machine; none when the storage is elsewhere."""
    try:
        return Path(default_storage.path(name))
    except NotImplementedError:
        return None


@contextlib.contextmanager
def staged() -> Iterator[Path]:
    """An empty file of our own on the storage's disk, gone afterwards unless it was placed."""
    folder = local_path(STAGING)
    if folder is not None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def place(path: Path) -> str:
    """Put a staged file into the storage under a random name; it is there whole or not at all."""
    token = secrets.token_hex(20)
    name = f"{token[:2]}/{token}"
    final = local_path(name)
    if final is None:
        with path.open("rb") as content:
            return str(default_storage.save(name, File(content)))
    final.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.chmod(0o600)
    _synced(path)
    path.replace(final)
    _synced(final.parent)
    return name


def discard(name: str) -> None:
    """Delete a stored file; what cannot be deleted now is found by the sweep."""
    with contextlib.suppress(OSError):
        default_storage.delete(name)


def _synced(path: Path) -> None:
    """Wait until the disk has it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
