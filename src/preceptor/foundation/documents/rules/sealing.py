"""Sealing of texts for a circle of people: AES-256-GCM under the circle's own key, which an installation key wraps.

Every text is bound to its place (table, column, row) and its circle, every wrapped key to its circle; what is moved,
altered, cut or opened with another key opens as nothing at all. Nonces are random, one for each text and wrapping.
"""

import base64
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

TEXT_VERSION, KEY_VERSION = "n1", "k1"
KEY_BYTES = 32
NONCE_BYTES = 12
NAME_LENGTH = 12
# Texts are filled up to full blocks, so that a database shows only roughly how long one is.
BLOCK = 256
END_OF_TEXT = b"\x80"


class SealBroken(Exception):  # noqa: N818  named for what happened, as a refusal is
    """It does not open: another key, another place, or changed; the words say which key is wanted, never a content."""


@dataclass(frozen=True)
class Place:
    """Where a sealed text stands: it opens nowhere else."""

    table: str
    column: str
    row: str


@dataclass(frozen=True)
class CircleSecret:
    """The key of one circle, in memory only; it does not show itself when printed."""

    circle: str
    key: bytes = field(repr=False)


def new_secret(circle: str) -> CircleSecret:
    """A fresh key for a circle."""
    return CircleSecret(circle, secrets.token_bytes(KEY_BYTES))


def key_name(key: bytes) -> str:
    """A short public name of an installation key, from which the key cannot be found."""
    return hashlib.sha256(b"preceptor sealing key" + key).hexdigest()[:NAME_LENGTH]


def wrap(secret: CircleSecret, key: bytes) -> str:
    """A circle's key wrapped by an installation key: 'k1.name of the key.content'."""
    name = key_name(key)
    nonce = secrets.token_bytes(NONCE_BYTES)
    body = AESGCM(key).encrypt(nonce, secret.key, _bound(KEY_VERSION, name, secret.circle))
    return ".".join((KEY_VERSION, name, _written(nonce + body)))


def unwrap(wrapped: str, circle: str, keys: Sequence[bytes]) -> CircleSecret:
    """A circle's key again; SealBroken when no installation key is the right one or anything was changed or moved."""
    version, name, body = _parts(wrapped, 3)
    key = next((key for key in keys if key_name(key) == name), None)
    if version != KEY_VERSION or key is None:
        raise SealBroken(f"no sealing key is named {name[:NAME_LENGTH]!r}")
    return CircleSecret(circle, _opened(key, body, _bound(KEY_VERSION, name, circle)))


def wrapped_under(wrapped: str) -> str:
    """Name of the installation key that a circle's key is wrapped under."""
    return _parts(wrapped, 3)[1]


def seal(secret: CircleSecret, place: Place, text: str) -> str:
    """A text sealed for a circle at one place: 'n1.content'."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    body = AESGCM(secret.key).encrypt(nonce, _filled(text.encode()), _bound_to(secret, place))
    return f"{TEXT_VERSION}.{_written(nonce + body)}"


def unseal(secret: CircleSecret, place: Place, sealed: str) -> str:
    """The text again; SealBroken at any other place, in any other circle, and after any change."""
    version, body = _parts(sealed, 2)
    if version != TEXT_VERSION:
        raise SealBroken("not a sealed text")
    return _emptied(_opened(secret.key, body, _bound_to(secret, place))).decode()


def _bound_to(secret: CircleSecret, place: Place) -> bytes:
    return _bound(TEXT_VERSION, secret.circle, place.table, place.column, place.row)


def _bound(*parts: str) -> bytes:
    """Associated data: every part with its length before it, so that no two lists of parts look alike."""
    written = [part.encode() for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in written)


def _opened(key: bytes, body: str, bound: bytes) -> bytes:
    try:
        raw = base64.b64decode(body, altchars=b"-_", validate=True)
    except ValueError:
        raise SealBroken("not sealed, or cut off") from None
    if _written(raw) != body:
        raise SealBroken("written in another way than it was sealed")
    try:
        return AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], bound)
    except (InvalidTag, ValueError):
        raise SealBroken("altered, moved, or sealed with another key") from None


def _parts(sealed: str, number: int) -> list[str]:
    parts = sealed.split(".")
    if len(parts) != number:
        raise SealBroken("not sealed, or cut off")
    return parts


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode()


def _filled(raw: bytes) -> bytes:
    marked = raw + END_OF_TEXT
    return marked + bytes(-len(marked) % BLOCK)


def _emptied(filled: bytes) -> bytes:
    return filled[: filled.rindex(END_OF_TEXT)]
