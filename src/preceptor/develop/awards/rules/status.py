"""Bitstring Status Lists: one bit a credential, so that who asks for the list does not tell whom it asks about."""

import gzip
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .contexts import VC2
from .encoding import from_base64url, to_base64url
from .faults import CredentialFault
from .moments import written
from .reading import Document, as_list

# The smallest list that the standard allows: within it, one credential is lost in the crowd.
LENGTH = 131_072
MOST_LENGTH = 64 * LENGTH
REVOCATION, SUSPENSION = "revocation", "suspension"
ENTRY, LIST, OLD_LIST = "BitstringStatusListEntry", "BitstringStatusList", "1EdTechRevocationList"


@dataclass(frozen=True)
class Entry:
    """Where a credential's bit is to be found."""

    list_id: str
    index: int
    purpose: str


def encode_bits(places: Collection[int], length: int = LENGTH) -> str:
    """A list with these bits set: bit 0 is the most significant of the first byte; gzip, then multibase `u`."""
    bits = bytearray(length // 8)
    for place in places:
        if not 0 <= place < length:
            raise CredentialFault("status-range")
        bits[place // 8] |= 0x80 >> place % 8
    return "u" + to_base64url(gzip.compress(bytes(bits), mtime=0))


def decode_bits(text: Any) -> bytes:
    """The bytes of a list, unpacked no further than a list may be long."""
    if not isinstance(text, str) or not text.startswith("u"):
        raise CredentialFault("status-shape")
    try:
        packed = from_base64url(text[1:])
        unpacker = zlib.decompressobj(wbits=31)
        bits = unpacker.decompress(packed, MOST_LENGTH // 8 + 1)
    except (ValueError, zlib.error) as fault:
        raise CredentialFault("status-shape") from fault
    if not unpacker.eof or len(bits) > MOST_LENGTH // 8:
        raise CredentialFault("status-shape")
    if len(bits) * 8 < LENGTH:
        raise CredentialFault("status-short")
    return bits


def entry_of(document: Mapping[str, Any]) -> Entry | None:
    """The one status entry of a credential; `None` when it has none."""
    found = document.get("credentialStatus")
    if found is None:
        return None
    if isinstance(found, list) and len(found) != 1:
        raise CredentialFault("status-many")
    one = as_list(found)[0]
    if not isinstance(one, Mapping):
        raise CredentialFault("status-shape")
    if OLD_LIST in as_list(one.get("type")):
        return Entry(str(one.get("id", "")), -1, REVOCATION)
    if ENTRY not in as_list(one.get("type")):
        raise CredentialFault("status-kind", name=one.get("type", ""))
    return Entry(str(one.get("statusListCredential", "")), _index(one), str(one.get("statusPurpose", "")))


def _index(one: Mapping[str, Any]) -> int:
    """The place on the list: the standard writes it as text, some write a number."""
    text = str(one.get("statusListIndex", ""))
    if not text.isascii() or not text.isdigit() or len(text) > 9 or one.get("statusSize", 1) != 1:
        raise CredentialFault("status-shape")
    return int(text)


def is_set(listed: Mapping[str, Any], entry: Entry) -> bool:
    """Whether a credential's bit is set in a list whose proof was checked."""
    subject = listed.get("credentialSubject")
    if not isinstance(subject, Mapping) or LIST not in as_list(subject.get("type")):
        raise CredentialFault("status-shape")
    if entry.purpose not in as_list(subject.get("statusPurpose")):
        raise CredentialFault("status-purpose")
    bits = decode_bits(subject.get("encodedList"))
    if entry.index >= len(bits) * 8:
        raise CredentialFault("status-range")
    return bool(bits[entry.index // 8] & 0x80 >> entry.index % 8)


def on_old_list(listed: Mapping[str, Any], credential_id: str) -> bool:
    """Whether an older 1EdTech list names the credential; such lists are not signed."""
    named = [each.get("id") for each in as_list(listed.get("revokedCredential")) if isinstance(each, Mapping)]
    return credential_id in named


def list_document(list_id: str, issuer: str, places: Collection[int], now: datetime) -> Document:
    """The status list credential, still to be signed."""
    return {
        "@context": [VC2],
        "id": list_id,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": written(now),
        "credentialSubject": {
            "id": f"{list_id}#list",
            "type": LIST,
            "statusPurpose": REVOCATION,
            "encodedList": encode_bits(places),
        },
    }


def entry_document(list_id: str, index: int) -> Document:
    """What a credential says of its place on a list: one object, as the schema of Open Badges wants."""
    return {
        "id": f"{list_id}#{index}",
        "type": ENTRY,
        "statusPurpose": REVOCATION,
        "statusListIndex": str(index),
        "statusListCredential": list_id,
    }
