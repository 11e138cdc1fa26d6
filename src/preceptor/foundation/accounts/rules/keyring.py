"""Sealing of short secrets by the installation's keys: AES-GCM, the key's name in front, bound to a purpose."""

import base64
import hashlib
import secrets
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = "p1"
NONCE_BYTES = 12


class SealBroken(Exception):  # noqa: N818  named for what happened, as a refusal is
    """A sealed secret cannot be opened: no key fits, or it was altered or moved."""


def key_name(key: bytes) -> str:
    """A short public name of a key, from which the key cannot be found."""
    return hashlib.sha256(b"preceptor key name" + key).hexdigest()[:12]


def seal(text: str, *, keys: Sequence[bytes], purpose: str) -> str:
    """The text sealed under the newest key; opens only for the same purpose."""
    name = key_name(keys[0])
    nonce = secrets.token_bytes(NONCE_BYTES)
    body = AESGCM(keys[0]).encrypt(nonce, text.encode(), _bound(name, purpose))
    return ".".join((VERSION, name, base64.urlsafe_b64encode(nonce + body).decode()))


def unseal(sealed: str, *, keys: Sequence[bytes], purpose: str) -> str:
    """The text again; SealBroken for a missing key, another purpose or any change, never the sealed text itself."""
    try:
        version, name, body = sealed.split(".")
        raw = base64.b64decode(body, altchars=b"-_", validate=True)
    except ValueError:
        raise SealBroken("not a sealed secret") from None
    key = next((key for key in keys if key_name(key) == name), None)
    if version != VERSION or key is None:
        raise SealBroken(f"no installation key is named {name}; add the retired key to PRECEPTOR_KEYS")
    try:
        return AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], _bound(name, purpose)).decode()
    except (InvalidTag, ValueError):
        raise SealBroken("the sealed secret was altered or belongs to another purpose") from None


def sealed_under(sealed: str) -> str:
    """Name of the key a secret is sealed under."""
    return sealed.split(".")[1]


def is_sealed(text: str) -> bool:
    """Whether a text looks like one of our sealed secrets."""
    return text.startswith(f"{VERSION}.")


def _bound(name: str, purpose: str) -> bytes:
    return f"{VERSION}|{name}|{purpose}".encode()
