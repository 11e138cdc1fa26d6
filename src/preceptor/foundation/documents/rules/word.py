"""Checks of a Word document, which is a zip: no bomb, program or macro, nothing from elsewhere or around it."""

import re
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from preceptor.foundation.documents.rules.fitness import Unfit

MOST_ENTRIES = 2_000
MOST_UNPACKED = 60_000_000
MOST_RATIO = 200
_SMALL = 1_000_000
_END_RECORD = 22
_NEEDED = frozenset(("[Content_Types].xml", "word/document.xml"))
_ALLOWED = frozenset(
    ("xml", "rels", "png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf", "svg", "fntdata", "odttf", "txt")
)
_ACTIVE_PLACES = re.compile(r"(^|/)(embeddings|activex|vbaproject|vbadata|oleobject)", re.IGNORECASE)
_OUTSIDE = re.compile(
    rb"(attachedTemplate|oleObject|frame|subDocument)[^>]*TargetMode\s*=\s*[\"']External", re.IGNORECASE
)
_OUTSIDE_TURNED = re.compile(
    rb"TargetMode\s*=\s*[\"']External[\"'][^>]*(attachedTemplate|oleObject|frame|subDocument)", re.IGNORECASE
)
_ENTITY = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


def check_word(path: Path) -> None:
    """A fit Word document passes; Unfit names what is wrong."""
    data = path.read_bytes()
    if data[-_END_RECORD:][:4] != b"PK\x05\x06" or b"%PDF-" in data[:1024]:
        raise Unfit("polyglot" if b"PK\x05\x06" in data else "damaged")
    try:
        with zipfile.ZipFile(path) as archive:
            _check_listing(archive, len(data))
            for entry in archive.infolist():
                _check_entry(archive, entry)
    except Unfit:
        raise
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, RuntimeError, OSError) as fault:
        raise Unfit("damaged") from fault


def _check_listing(archive: zipfile.ZipFile, size: int) -> None:
    """What the list of contents tells before anything is unpacked."""
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED:
        raise Unfit("bomb")
    # Entries that share their bytes are how a small file claims to be a huge one.
    if packed > size or (unpacked > _SMALL and unpacked > MOST_RATIO * max(packed, 1)):
        raise Unfit("bomb")
    names = {entry.filename for entry in entries}
    if not names >= _NEEDED or len(names) != len(entries):
        raise Unfit("not-word")
    if min(entry.header_offset for entry in entries) != 0:
        raise Unfit("polyglot")


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """One part of the document, by its name and, where it is XML, by its content."""
    if entry.flag_bits & 0x1:
        raise Unfit("word-encrypted")
    name = entry.filename
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name:
        raise Unfit("not-word")
    if entry.is_dir():
        return
    extension = path.suffix.lower().removeprefix(".")
    if _ACTIVE_PLACES.search(name) or extension not in _ALLOWED:
        raise Unfit("word-active", part=name[:80])
    content = archive.read(entry)
    if extension in ("xml", "rels", "svg"):
        _check_xml(name, content)


def _check_xml(name: str, content: bytes) -> None:
    """No declared entities, in whatever encoding; no macros announced; no template or object fetched from elsewhere."""
    plain = content.replace(b"\x00", b"")
    if _ENTITY.search(plain):
        raise Unfit("bomb")
    if b"macroEnabled" in plain or _OUTSIDE.search(plain) or _OUTSIDE_TURNED.search(plain):
        raise Unfit("word-active", part=name[:80])
