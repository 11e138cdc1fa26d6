"""Multibase and Multikey: how keys, signatures and bit strings are written as text."""

import base64
import binascii

from .faults import CredentialFault

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_PLACE = {letter: place for place, letter in enumerate(ALPHABET)}
ED25519_PREFIX = b"\xed\x01"
KEY_BYTES, SIGNATURE_BYTES = 32, 64
# The longest text that is decoded: decoding grows with the square of the length.
LONGEST_BASE58 = 200


def to_base58(data: bytes) -> str:
    """Bytes in base58btc."""
    number = int.from_bytes(data)
    letters = []
    while number:
        number, rest = divmod(number, 58)
        letters.append(ALPHABET[rest])
    zeros = len(data) - len(data.lstrip(b"\0"))
    return ALPHABET[0] * zeros + "".join(reversed(letters))


def from_base58(text: str) -> bytes:
    """Bytes from base58btc; ValueError when it is none or too long."""
    if len(text) > LONGEST_BASE58 or any(letter not in _PLACE for letter in text):
        raise ValueError("not base58")
    number = 0
    for letter in text:
        number = number * 58 + _PLACE[letter]
    zeros = len(text) - len(text.lstrip(ALPHABET[0]))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def to_multikey(public: bytes) -> str:
    """An Ed25519 public key as a Multikey."""
    return "z" + to_base58(ED25519_PREFIX + public)


def from_multikey(text: str) -> bytes:
    """The 32 bytes of an Ed25519 public key; ValueError when it is something else."""
    data = from_base58(text[1:]) if text.startswith("z") else b""
    if not data.startswith(ED25519_PREFIX) or len(data) != len(ED25519_PREFIX) + KEY_BYTES:
        raise ValueError("not an Ed25519 key")
    return data[len(ED25519_PREFIX) :]


def to_signature(signature: bytes) -> str:
    """A signature as a proof value."""
    return "z" + to_base58(signature)


def from_signature(text: object) -> bytes:
    """The 64 bytes of an Ed25519 signature from a proof value."""
    try:
        data = from_base58(text[1:]) if isinstance(text, str) and text.startswith("z") else b""
    except ValueError:
        data = b""
    if len(data) != SIGNATURE_BYTES:
        raise CredentialFault("proof-value")
    return data


def to_base64url(data: bytes) -> str:
    """Bytes in base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    """Bytes from base64url without padding; ValueError when it is none."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as fault:
        raise ValueError("not base64url") from fault
