"""Secret links as plain values: what state a link is in, and how its token is kept."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LinkState(StrEnum):
    """What can be said of a link at a moment."""

    OPEN = "open"
    USED = "used"
    REVOKED = "revoked"
    REPLACED = "replaced"
    STALE = "stale"


@dataclass(frozen=True)
class LinkTimes:
    """The moments that decide a link's state."""

    expires: datetime
    used: datetime | None = None
    revoked: datetime | None = None
    replaced: datetime | None = None


def state_of(times: LinkTimes, now: datetime) -> LinkState:
    """The state at a moment: what somebody did comes before what time did."""
    if times.used is not None:
        return LinkState.USED
    if times.revoked is not None:
        return LinkState.REVOKED
    if times.replaced is not None:
        return LinkState.REPLACED
    return LinkState.STALE if now >= times.expires else LinkState.OPEN


def still_carries(times: LinkTimes, now: datetime) -> bool:
    """Whether the link gives permission: while it is open, and in the very transaction that uses it."""
    return state_of(times, now) is LinkState.OPEN or (times.used == now and times.revoked is None)


def hash_of(token: str) -> str:
    """What is kept of a token: its SHA-256; the token itself is in the letter alone."""
    return hashlib.sha256(token.encode()).hexdigest()
