"""What a fit upload is: the limits of a place, and the word for what is wrong with a file."""

from collections.abc import Mapping
from dataclasses import dataclass

KINDS = ("pdf", "docx", "png", "jpeg")
EXTENSIONS: Mapping[str, str] = {"pdf": "pdf", "docx": "docx", "png": "png", "jpg": "jpeg", "jpeg": "jpeg"}
CONTENT_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "png": "image/png",
    "jpeg": "image/jpeg",
}


@dataclass(frozen=True)
class UploadRule:
    """Which files a place takes: kinds by their names, at most so many bytes and, for PDF, so many pages."""

    kinds: tuple[str, ...] = ("pdf",)
    max_bytes: int = 5_000_000
    max_pages: int | None = None

    def __post_init__(self) -> None:
        unknown = [kind for kind in self.kinds if kind not in KINDS]
        if unknown or not self.kinds:
            raise ValueError(
                f"unknown kinds of file: {', '.join(unknown) or 'none given'}; known are {', '.join(KINDS)}"
            )


class Unfit(Exception):  # noqa: N818  an answer about a file, turned into a refusal by the command
    """A file that cannot be taken: a code, and the plain values behind it."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
