"""Credentials inside images: an iTXt chunk of a PNG, an element of an SVG; read within bounds, written once."""

import struct
import zlib
from collections.abc import Iterator
from typing import TypeVar
from xml.parsers import expat

from .faults import CredentialFault

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"openbadgecredential"
NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
MOST_IMAGE_BYTES = 5_000_000
MOST_CHUNKS = 10_000
T = TypeVar("T", str, bytes)
_ELEMENT = f"{NAMESPACE} credential"


def is_png(data: bytes) -> bool:
    """Whether the bytes begin like a PNG."""
    return data.startswith(PNG_SIGNATURE)


def bake_png(image: bytes, credential: str) -> bytes:
    """The image with the credential in it, and with no other."""
    chunk = b"".join((KEYWORD, b"\0", b"\0\0", b"\0", b"\0", credential.encode()))
    parts = [PNG_SIGNATURE]
    for kind, body in _chunks(image):
        if kind == b"iTXt" and body.startswith(KEYWORD + b"\0"):
            continue
        parts.append(_chunk(kind, body))
        if kind == b"IHDR":
            parts.append(_chunk(b"iTXt", chunk))
    return b"".join(parts)


def unbake_png(image: bytes, most: int) -> bytes:
    """The credential in an image."""
    if len(image) > MOST_IMAGE_BYTES:
        raise CredentialFault("too-large", limit=f"{MOST_IMAGE_BYTES // 1_000_000} MB")
    found = [body for kind, body in _chunks(image) if kind == b"iTXt" and body.startswith(KEYWORD + b"\0")]
    return _text(_only(found), most)


def unbake_svg(image: bytes) -> bytes:
    """The credential in a drawing; entities of the drawing's own are refused, since they can grow without end."""
    if len(image) > MOST_IMAGE_BYTES:
        raise CredentialFault("too-large", limit=f"{MOST_IMAGE_BYTES // 1_000_000} MB")
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler, parser.EntityDeclHandler = reader.text, reader.entity
    try:
        parser.Parse(image, True)
    except expat.ExpatError as fault:
        raise CredentialFault("bad-image") from fault
    return _only(reader.found).encode()


class _Reader:
    """What is kept of a drawing: the text of its credential elements, or their attribute `verify`."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name == _ELEMENT:
            self.depth += 1
            self.found.append(attributes.get("verify", ""))

    def end(self, name: str) -> None:
        """An element ends."""
        self.depth -= name == _ELEMENT

    def text(self, text: str) -> None:
        """Text, of which only the credential's is kept."""
        if self.depth and self.found:
            self.found[-1] += text

    def entity(self, *_declared: object) -> None:
        """The drawing declares an entity."""
        raise CredentialFault("bad-image")


def _only(found: "list[T]") -> "T":
    if not found:
        raise CredentialFault("no-baked")
    if len(found) > 1:
        raise CredentialFault("double-baked")
    return found[0]


def _chunks(image: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Every chunk of a PNG with its checksum checked."""
    place = len(PNG_SIGNATURE)
    for _turn in range(MOST_CHUNKS):
        if place + 12 > len(image):
            raise CredentialFault("bad-image")
        (length,) = struct.unpack_from(">I", image, place)
        kind, body = image[place + 4 : place + 8], image[place + 8 : place + 8 + length]
        check = image[place + 8 + length : place + 12 + length]
        if len(body) != length or check != struct.pack(">I", zlib.crc32(kind + body)):
            raise CredentialFault("bad-image")
        yield kind, body
        place += 12 + length
        if kind == b"IEND":
            return
    raise CredentialFault("bad-image")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _text(body: bytes, most: int) -> bytes:
    """The text of an iTXt chunk, unpacked within bounds where it is compressed."""
    rest = body[len(KEYWORD) + 1 :]
    packed, method, rest = rest[:1], rest[1:2], rest[2:]
    parts = rest.split(b"\0", 2)
    if len(parts) != 3 or method != b"\0" or packed not in (b"\0", b"\1"):
        raise CredentialFault("bad-image")
    if packed == b"\0":
        return parts[2]
    try:
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(parts[2], most + 1)
    except zlib.error as fault:
        raise CredentialFault("bad-image") from fault
    if not unpacker.eof:
        raise CredentialFault("too-large", limit=f"{most // 1000} kB")
    return text
