"""Reads of stored files."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from preceptor.foundation.documents.models import StoredFile as FileRow
from preceptor.foundation.look.public import Refusal


class FileMissing(Refusal):
    """The row is there and its content is not."""

    status = 410


@dataclass(frozen=True)
class StoredFile:
    """A file that was taken: `state` is 'ready', or 'quarantined' while it waits for the virus check."""

    id: int
    name: str
    kind: str
    bytes: int
    pages: int | None
    sha256: str
    about: str
    state: str
    uploaded_at: datetime


def stored_files(about: str) -> list[StoredFile]:
    """Files about something, oldest first, without those removed or refused."""
    there = [FileRow.State.READY, FileRow.State.QUARANTINED]
    return [as_file(row) for row in FileRow.objects.filter(about=about, state__in=there).order_by("pk")]


def files_of(abouts: Collection[str]) -> dict[str, list[StoredFile]]:
    """Files about each of several things, oldest first, without those removed or refused; one query."""
    there = [FileRow.State.READY, FileRow.State.QUARANTINED]
    found: dict[str, list[StoredFile]] = {}
    for row in FileRow.objects.filter(about__in=abouts, state__in=there).order_by("pk"):
        found.setdefault(row.about, []).append(as_file(row))
    return found


def file_row(file_id: int) -> FileRow | None:
    """The row of a file that is there."""
    return FileRow.objects.filter(pk=file_id, state__in=[FileRow.State.READY, FileRow.State.QUARANTINED]).first()


def quarantined(at_most: int) -> list[tuple[int, str]]:
    """Numbers and stored names of files that wait for the virus check, oldest first."""
    waiting = FileRow.objects.filter(state=FileRow.State.QUARANTINED).order_by("pk")
    return list(waiting.values_list("pk", "path")[:at_most])


def as_file(row: FileRow) -> StoredFile:
    """A row as other contexts see it."""
    return StoredFile(
        row.pk, row.name, row.kind, row.bytes, row.pages, row.sha256, row.about, row.state, row.uploaded_at
    )


def content_of(row: FileRow) -> IO[bytes]:
    """The stored bytes, opened for reading; refuses when the storage has lost them."""
    try:
        content: IO[bytes] = default_storage.open(row.path, "rb")
    except FileNotFoundError as lost:
        raise FileMissing(
            "file-missing",
            _("The content of %(name)s is missing from the file storage.") % {"name": row.name},
            remedy=_("Tell your administrator, who can restore it from a backup; or upload it again."),
            facts={"file": row.pk},
        ) from lost
    return content


def file_content(file_id: int) -> bytes:
    """The bytes of a file, for archives; nothing for one that was removed or refused."""
    row = file_row(file_id)
    if row is None:
        return b""
    with content_of(row) as content:
        return content.read()
