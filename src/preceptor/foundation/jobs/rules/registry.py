"""What kinds of work and which schedules this installation knows; contexts register theirs when the program starts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, TypedDict, Unpack

Effect = Callable[[], None]


@dataclass(frozen=True)
class Run:
    """One attempt at a job, as its handler sees it."""

    job_id: int
    payload: Mapping[str, Any]
    attempt: int
    now: datetime
    report: Callable[[int, int], None]
    hold: Callable[[], None]

    def progress(self, done: int, total: int) -> None:
        """Tell how far the work has come; call it as often as you like."""
        self.report(done, total)

    def confirm(self) -> None:
        """Make sure that this attempt still holds the job, else LeaseLost; in a transaction until its commit."""
        self.hold()


Handler = Callable[[Run], Effect | None]


class LeaseLost(Exception):  # noqa: N818  not an error: another worker has the job now
    """Another attempt has taken the job over; whatever this one still does has no effect."""


class TryLater(Exception):  # noqa: N818  not an error: the work asks for another attempt
    """The handler asks for another attempt after the usual wait; people see the sentence, so it holds no secret."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Extras(TypedDict, total=False):
    """What a kind of work may say besides its handler, lease and attempts; the title may be a lazy translation."""

    title: object
    on_failed: Callable[[Mapping[str, Any], datetime], None]
    first_wait_seconds: float
    longest_wait_seconds: float
    longest_run_seconds: float


@dataclass(frozen=True)
class Kind:
    """A kind of work: `on_failed(payload, now)` runs in the transaction that gives a job up."""

    name: str
    handler: Handler
    lease_seconds: float
    max_attempts: int
    title: object = ""
    on_failed: Callable[[Mapping[str, Any], datetime], None] | None = None
    first_wait_seconds: float = 5
    longest_wait_seconds: float = 3600
    longest_run_seconds: float = 4 * 3600


@dataclass(frozen=True)
class Schedule:
    """A job enqueued once a period: at a local hour each day, or every so often."""

    name: str
    job: str
    every: timedelta | None
    daily_at: time | None


_kinds: dict[str, Kind] = {}
_schedules: dict[str, Schedule] = {}


def register(
    name: str, handler: Handler, *, lease_seconds: float = 60, max_attempts: int = 8, **extras: Unpack[Extras]
) -> None:
    """Make a kind of work known; the same name again replaces it."""
    _kinds[name] = Kind(name, handler, lease_seconds, max_attempts, **extras)


def schedule(name: str, job: str, *, every: timedelta | None = None, daily_at: time | None = None) -> None:
    """Enqueue the job once a period; the handler finds the period in its payload."""
    if (every is None) == (daily_at is None):
        raise ValueError(f"schedule {name}: give either every or daily_at")
    if every is not None and every <= timedelta(0):
        raise ValueError(f"schedule {name}: every must be longer than nothing")
    _schedules[name] = Schedule(name, job, every, daily_at)


def kind_of(name: str) -> Kind:
    """The kind of this name; KeyError when nobody registered it."""
    return _kinds[name]


def title_of(name: str) -> str:
    """What people call this kind of work; its name when nobody gave it a title here."""
    kind = _kinds.get(name)
    return str(kind.title) if kind and kind.title else name


def known_names() -> list[str]:
    """Names of all kinds that a worker of this program can do."""
    return list(_kinds)


def known_schedules() -> list[Schedule]:
    """All schedules."""
    return list(_schedules.values())


def shortest_lease() -> float:
    """Seconds of the shortest lease, by which the heartbeat is set."""
    return min((kind.lease_seconds for kind in _kinds.values()), default=60.0)
