"""The chain on plain values: canonical JSON, derived keys, the hash of a line, and the first fault of a chain."""

import hashlib
import hmac
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

GENESIS = "0" * 64
KEY_ID_LENGTH = 12
PURPOSE = "audit chain"

FaultKind = Literal["altered", "deleted", "reordered", "truncated", "head", "unknown-key"]


def plain(value: object) -> object:
    """The value in JSON's own kinds; TypeError for what has no lasting written form."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float | Decimal | date):
        return _written(value)
    if isinstance(value, Mapping):
        return _plain_mapping(value)
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [plain(part) for part in value]
    raise TypeError(f"{type(value).__name__} cannot be written as canonical JSON")


def _written(value: float | Decimal | date) -> object:
    """Numbers with a point and dates in one written form."""
    if isinstance(value, float):
        if not math.isfinite(value):
            raise TypeError("a number that is not finite cannot be written as canonical JSON")
        return value
    if isinstance(value, datetime):
        return moment_text(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _plain_mapping(value: Mapping[object, object]) -> dict[str, object]:
    """A mapping whose names are all text."""
    if not all(isinstance(name, str) for name in value):
        raise TypeError("names in canonical JSON must be text")
    return {str(name): plain(part) for name, part in value.items()}


def canonical(value: object) -> str:
    """The one way to write a value: sorted names, no spaces, ASCII only, so that databases keep it byte for byte."""
    return json.dumps(plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def moment_text(moment: datetime) -> str:
    """A moment in UTC to the microsecond; TypeError when it carries no zone."""
    if moment.tzinfo is None:
        raise TypeError("a moment without a time zone cannot be recorded")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True)
class Key:
    """A key for one purpose; `id` tells it from others and gives nothing away."""

    id: str
    secret: bytes


@lru_cache(maxsize=64)
def derive_key(master: bytes, purpose: str) -> Key:
    """The key of one purpose from an installation key (HKDF, RFC 5869)."""
    secret = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"preceptor/{purpose}/1".encode()).derive(master)
    return Key(hashlib.sha256(b"preceptor key id" + secret).hexdigest()[:KEY_ID_LENGTH], secret)


def key_ring(masters: Sequence[bytes], purpose: str) -> dict[str, Key]:
    """All keys of a purpose by id, newest first, as the installation lists its keys."""
    keys = [derive_key(master, purpose) for master in masters]
    return {key.id: key for key in keys}


def mac(key: Key, content: str) -> str:
    """HMAC-SHA-256 of a content, in hexadecimal."""
    return hmac.new(key.secret, content.encode(), hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two hashes are equal, told in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())


@dataclass(frozen=True)
class Line:
    """One entry of the chain as it stands in the database."""

    number: int
    moment: datetime
    actor_kind: str
    actor_id: int | None
    actor_label: str
    action: str
    about: str
    facts: str
    previous: str
    key_id: str
    hash: str = ""


def content(line: Line) -> str:
    """Everything that a line's hash covers, written canonically."""
    return canonical(
        [
            line.number,
            line.moment,
            [line.actor_kind, line.actor_id, line.actor_label],
            line.action,
            line.about,
            line.facts,
            line.previous,
            line.key_id,
        ]
    )


def sealed_line(line: Line, key: Key) -> Line:
    """The line with its key's id and its hash."""
    keyed = replace(line, key_id=key.id)
    return replace(keyed, hash=mac(key, content(keyed)))


def head_content(number: int, last_hash: str) -> str:
    """What the seal of the chain's head covers."""
    return canonical(["head", number, last_hash])


@dataclass(frozen=True)
class Fault:
    """The first entry at which the chain does not hold, and in which way; `last` ends a run of missing entries."""

    number: int
    kind: FaultKind
    last: int = 0
    original: int = 0


@dataclass(frozen=True)
class Tally:
    """How far a chain was found whole: entries checked and the last one's hash."""

    checked: int
    last_hash: str


def first_fault(lines: Iterable[Line], ring: Mapping[str, Key], highest: int) -> tuple[Tally, Fault | None]:
    """Walk the chain from its start; `highest` is the largest number that an entry may ever have had."""
    tally = Tally(0, GENESIS)
    for line in lines:
        fault = _fault_of(line, tally, ring, highest)
        if fault is not None:
            return tally, fault
        tally = Tally(line.number, line.hash)
    return tally, None


def _fault_of(line: Line, before: Tally, ring: Mapping[str, Key], highest: int) -> Fault | None:
    """What is wrong with a line that should follow `before`, if anything."""
    expected = before.checked + 1
    if line.number > expected:
        return Fault(expected, "deleted", last=line.number - 1)
    if line.number < expected:
        return Fault(line.number, "altered")
    key = ring.get(line.key_id)
    if key is None:
        return Fault(expected, "unknown-key")
    if not same(mac(key, content(line)), line.hash):
        original = _original_place(line, key, highest)
        return Fault(expected, "reordered", original=original) if original else Fault(expected, "altered")
    return None if same(line.previous, before.last_hash) else Fault(expected, "altered")


def _original_place(line: Line, key: Key, highest: int) -> int:
    """The number under which a line's hash holds, 0 for none; tried one by one, which only a damaged chain costs."""
    for number in range(1, highest + 1):
        if same(mac(key, content(replace(line, number=number))), line.hash):
            return number
    return 0


def end_fault(tally: Tally, head_number: int, head_hash: str) -> Fault | None:
    """What is missing at the end, or differs there, against a head that is trusted."""
    if tally.checked < head_number:
        return Fault(tally.checked + 1, "truncated", last=head_number)
    if tally.checked == head_number and not same(tally.last_hash, head_hash):
        return Fault(head_number, "altered")
    return None
