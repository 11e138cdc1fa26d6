"""Checks of a PDF: readable, not encrypted, nothing in it that acts, nothing hidden behind its end; its pages."""

import re
from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from preceptor.foundation.documents.rules.fitness import Unfit

MOST_OBJECTS = 50_000
_DEEPEST = 40
_END_ZONE = 70_000
_ACTS = frozenset(
    (
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/Rendition",
        "/RichMediaExecute",
        "/GoToE",
        "/GoToR",
        "/Movie",
        "/Sound",
    )
)
_LIVE_NAMES = frozenset(("/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent"))
# In clear anywhere, even in parts that the cross-reference table leaves out and a lenient viewer would find.
_LIVE_BYTES = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData)\b")


def check_pdf(path: Path, max_pages: int | None) -> int:
    """Number of pages of a fit PDF; Unfit names what is wrong."""
    _check_bytes(path)
    try:
        with path.open("rb") as file:
            reader = PdfReader(file, strict=False)
            if reader.is_encrypted:
                raise Unfit("pdf-encrypted")
            _check_objects(reader)
            pages = len(reader.pages)
    except Unfit:
        raise
    except Exception as fault:  # a hostile file makes the parser fail in every way there is, and each means the same
        raise Unfit("damaged") from fault
    if pages < 1:
        raise Unfit("damaged")
    if max_pages is not None and pages > max_pages:
        raise Unfit("too-many-pages", pages=pages, limit=max_pages)
    return pages


def _check_bytes(path: Path) -> None:
    """Nothing after the end mark, no archive hung on, nothing that acts written in clear."""
    data = path.read_bytes()
    _body, mark, rest = data.rpartition(b"%%EOF")
    if not mark:
        raise Unfit("damaged")
    if rest.strip(b"\r\n\t \x00") or b"PK\x05\x06" in data[-_END_ZONE:]:
        raise Unfit("polyglot")
    if _LIVE_BYTES.search(data):
        raise Unfit("pdf-active")


def _check_objects(reader: PdfReader) -> None:
    """Every object that the file lists, looked through for actions, scripts and attached files."""
    numbers = {(number, generation) for generation, table in reader.xref.items() for number in table}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > MOST_OBJECTS:
        raise Unfit("too-complex")
    _check_one(reader.trailer)
    for number, generation in numbers:
        _check_one(reader.get_object(IndirectObject(number, generation, reader)))


def _check_one(thing: object) -> None:
    """One object with what is written inside it; references lead to objects that are looked at by themselves."""
    for part in _dictionaries(thing, _DEEPEST):
        if not _LIVE_NAMES.isdisjoint(part) or part.get("/S") in _ACTS:
            raise Unfit("pdf-active")


def _dictionaries(thing: object, deepest: int) -> Iterator[DictionaryObject]:
    """All dictionaries written directly inside a thing."""
    if deepest == 0:
        raise Unfit("too-complex")
    if isinstance(thing, DictionaryObject):
        yield thing
        parts = [thing.raw_get(name) for name in thing]
    else:
        parts = list(thing) if isinstance(thing, ArrayObject) else []
    for part in parts:
        if isinstance(part, DictionaryObject | ArrayObject):
            yield from _dictionaries(part, deepest - 1)
