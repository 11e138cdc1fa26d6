"""How long to wait before another try, and which period of a schedule a moment belongs to."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SOONEST = 0.5  # the jitter takes away at most this share of the wait
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def back_off(attempt: int, *, seed: str, first: float, longest: float) -> timedelta:
    """Wait after that many failures: doubled each time up to the longest, shortened by a jitter that the seed fixes."""
    doubled = min(longest, first * 2.0 ** min(attempt - 1, 60))
    digest = hashlib.sha256(f"{seed}:{attempt}".encode()).digest()
    share = int.from_bytes(digest[:8], "big") / 2**64
    return timedelta(seconds=doubled * (1 - SOONEST * share))


def spent(failures: int, *, max_attempts: int) -> bool:
    """Whether so many failures leave no further attempt."""
    return failures >= max_attempts


@dataclass(frozen=True)
class Period:
    """One turn of a schedule: its name, unique within the schedule, and the moment from which it is due."""

    name: str
    due: datetime


def daily_period(now: datetime, *, at: time, zone: ZoneInfo) -> Period:
    """The latest local day whose hour has come."""
    day = now.astimezone(zone).date()
    due = _moment(day, at, zone)
    if due > now:
        day -= timedelta(days=1)
        due = _moment(day, at, zone)
    return Period(day.isoformat(), due)


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The local hour as a moment; an hour that daylight saving skips falls as much later as the clock jumped."""
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def repeating_period(now: datetime, *, every: timedelta) -> Period:
    """The latest whole step since a fixed moment."""
    due = EPOCH + (now - EPOCH) // every * every
    return Period(due.isoformat(), due)


def share_done(done: int, total: int) -> int:
    """Whole per cent done, 0 when nothing is known, never over 100."""
    return min(100, 100 * done // total) if total > 0 else 0


def local_path(text: object) -> str:
    """The text when it is a path of this site, else nothing, so that a stored address can never lead elsewhere."""
    path = text if isinstance(text, str) else ""
    safe = path.startswith("/") and not path.startswith(("//", "/\\")) and not any(mark < " " for mark in path)
    return path if safe else ""
