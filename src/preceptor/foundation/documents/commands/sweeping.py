"""Sweeping the storage: content that belongs to no row, left behind by a crash between the disk and the database."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.storage import default_storage

from preceptor.foundation.documents.commands.placing import STAGING, discard
from preceptor.foundation.documents.models import StoredFile as FileRow

# Longer than any request or job takes between placing a file and writing its row.
_AGE = timedelta(days=1)


def sweep(*, now: datetime) -> int:
    """Delete stored content older than a day that no row owns; gives the number of files deleted."""
    deleted = 0
    for folder in _folders():
        names = [name for name in _names(folder) if default_storage.get_modified_time(name) < now - _AGE]
        for name in set(names) - _owned(names):
            discard(name)
            deleted += 1
    return deleted


def _owned(names: list[str]) -> set[str]:
    """Names whose row still wants the content."""
    there = [FileRow.State.READY, FileRow.State.QUARANTINED]
    return set(FileRow.objects.filter(path__in=names, state__in=there).values_list("path", flat=True))


def _folders() -> list[str]:
    """Folders of our own making: two hexadecimal letters each, and the staging folder."""
    try:
        folders, _files = default_storage.listdir("")
    except FileNotFoundError:
        return []
    return [name for name in sorted(folders) if name == STAGING or len(name) == 2]


def _names(folder: str) -> Iterator[str]:
    """Stored names in a folder."""
    _folders, files = default_storage.listdir(folder)
    return (f"{folder}/{name}" for name in files)
