"""What a file is by its first bytes, whatever its name says; and names that are safe to keep."""

import re
import unicodedata

import puremagic

from preceptor.foundation.documents.rules.fitness import EXTENSIONS, Unfit, UploadRule

HEAD_BYTES = 4096
LONGEST_NAME = 120
_STARTS = ((b"%PDF-", "pdf"), (b"PK\x03\x04", "docx"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"))
# Told by hand because the library gives no name for them, and they are what people send by mistake or in malice.
_STRANGERS = (
    (b"MZ", "exe"),
    (b"\x7fELF", "elf"),
    (b"#!", "sh"),
    (b"\xca\xfe\xba\xbe", "class"),
    (b"\xcf\xfa\xed\xfe", "macho"),
)


def kind_of_content(head: bytes) -> str | None:
    """The kind that the first bytes show, strictly from the first byte on; none for a stranger."""
    return next((kind for start, kind in _STARTS if head.startswith(start)), None)


def name_of_stranger(head: bytes) -> str:
    """The usual extension of content that we do not take, for the sentence; empty when nobody knows."""
    for start, name in _STRANGERS:
        if head.startswith(start):
            return name
    try:
        return str(puremagic.from_string(head)).removeprefix(".")
    except (puremagic.PureError, ValueError):
        return ""


def clean_name(name: str) -> str:
    """The last part of a name without control characters and without marks that turn the direction of reading."""
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(" " if unicodedata.category(letter)[0] == "Z" else letter for letter in last)
    kept = "".join(letter for letter in kept if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    stem, dot, extension = unicodedata.normalize("NFC", kept).strip().rpartition(".")
    if not dot:
        return extension[:LONGEST_NAME]
    return f"{stem.strip()[: LONGEST_NAME - len(extension) - 1]}.{extension}"[:LONGEST_NAME]


def kind_of_name(name: str) -> str:
    """The kind that the extension claims, empty when it claims none that we know."""
    return EXTENSIONS.get(name.rpartition(".")[2].lower() if "." in name else "", "")


def agreed_kind(name: str, head: bytes, rule: UploadRule) -> str:
    """The kind on which name and content agree and which the place takes; Unfit says what stands against it."""
    claimed, found = kind_of_name(name), kind_of_content(head)
    if not head:
        raise Unfit("empty", name=name)
    if found is None or (claimed and found != claimed):
        stranger = found or name_of_stranger(head)
        if claimed:
            raise Unfit("disguised", name=name, claimed=claimed, found=stranger)
        raise Unfit("kind", name=name, kinds=rule.kinds)
    if not claimed or found not in rule.kinds:
        raise Unfit("kind", name=name, kinds=rule.kinds)
    return found
