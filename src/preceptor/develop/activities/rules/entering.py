"""What an entry must be before it is taken, decided on plain values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

SHORTEST, LONGEST = 5, 12 * 60
FURTHEST_AHEAD = timedelta(days=366)
HALF_HOUR = 30


@dataclass(frozen=True)
class Typed:
    """An entry as it was typed: what, how, when, how long, with whom."""

    kind: str
    mode: str
    starts: datetime
    minutes: int
    partner_ids: tuple[int, ...] = ()
    tasks: tuple[str, ...] = ()
    competencies: tuple[str, ...] = ()
    remote_reason: str = ""


@dataclass(frozen=True)
class KindTerms:
    """What the definition says of a kind of activity, as far as an entry is concerned."""

    modes: frozenset[str]
    minutes: int | None
    partner_role: str | None
    reasoned_modes: frozenset[str] = frozenset()


def faults(
    typed: Typed, kinds: Mapping[str, KindTerms], tasks: Collection[str], codes: Collection[str], now: datetime
) -> list[str]:
    """The names of all that is wrong with an entry; empty when it can be taken.

    `tasks` are the program's kinds of support, `codes` the competencies that this kind of entry can point at.
    """
    terms = kinds.get(typed.kind)
    if terms is None:
        return ["kind"]
    wrong = _pointing(typed, tasks, codes)
    if typed.mode not in terms.modes:
        wrong.append("mode")
    if not SHORTEST <= typed.minutes <= LONGEST:
        wrong.append("minutes")
    if typed.starts > now + FURTHEST_AHEAD:
        wrong.append("ahead")
    if terms.partner_role is not None and not typed.partner_ids:
        wrong.append("partner")
    if typed.mode in terms.reasoned_modes and not typed.remote_reason:
        wrong.append("remote_reason")
    return wrong


def _pointing(typed: Typed, tasks: Collection[str], codes: Collection[str]) -> list[str]:
    """What the entry points at that is not the program's, or not of this kind's framework."""
    beyond = (("tasks", typed.tasks, tasks), ("competencies", typed.competencies, codes))
    return [name for name, said, known in beyond if not set(said) <= set(known)]


def prefilled_start(now_local: datetime, minutes: int) -> datetime:
    """When a meeting that has just ended probably began: `minutes` ago, on the half hour."""
    start = now_local - timedelta(minutes=minutes)
    return start.replace(minute=start.minute // HALF_HOUR * HALF_HOUR, second=0, microsecond=0)
