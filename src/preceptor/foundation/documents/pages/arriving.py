"""Uploads while they arrive: never more on disk than the largest one allowed, and a full disk told kindly later."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Keeps a file up to the installation's limit and counts the rest.

    The request is read to its end, so that the form can be shown again with what else was entered; what `receive` is
    given carries the true size, which it refuses, or the mark that there was no room.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Start a file; without room for it the upload goes on and is marked."""
        self.full = False
        try:
            super().new_file(*args, **kwargs)
        except OSError:
            self.full = True
            self.file = UploadedFile(name=self.file_name, size=0)  # type: ignore[assignment]  # stands in, never read

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write what is within the limit and let the rest go by."""
        if self.full or start >= settings.UPLOAD_MAX_BYTES:
            return
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError:
            self.full = True

    def file_complete(self, file_size: int) -> "UploadedFile[Any]":
        """The file with its true size."""
        if not self.full:
            self.file.seek(0)
        self.file.size = file_size
        self.file.no_room = self.full  # type: ignore[attr-defined]  # read by `receive`, which has words for it
        return self.file

    def upload_interrupted(self) -> None:
        """Clear away what a broken connection left."""
        if not self.full:
            super().upload_interrupted()
