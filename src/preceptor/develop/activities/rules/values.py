"""The plain values of the evaluator: what is owed, who owes it, and what was done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import IntEnum

Role = str
Party = tuple[Role, int]


class Status(IntEnum):
    """How a duty stands in one period."""

    OPEN = 0  # it can still be met
    MET = 1
    SHORT = 2
    LATE = 3  # met, after it was due or by a make-up
    EXEMPT = 4
    OVER = 5  # more than the most that is allowed


@dataclass(frozen=True, slots=True)
class Entry:
    """One activity; `counts` is false while a party disputes it, `key` names its session or task."""

    id: int
    kind: str
    starts: datetime
    minutes: int
    mode: str
    parties: tuple[Party, ...]
    counts: bool = True
    key: str = ""
    topics: tuple[str, ...] = ()
    school: int = 0
    mastered: bool = True


@dataclass(frozen=True)
class Span:
    """From a day to a day, both included; an end of `None` is not known yet."""

    first: date
    last: date | None = None


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same days with none of them twice."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda each: each.first):
        before = found[-1] if found else None
        if before is None or (before.last is not None and before.last < span.first):
            found.append(span)
        elif before.last is not None:
            found[-1] = Span(before.first, None if span.last is None else max(before.last, span.last))
    return tuple(found)


@dataclass(frozen=True)
class Owing:
    """Somebody who owes a duty, on their own or for one partner, with the days on which they take part or are away."""

    person_id: int
    partner_id: int | None = None
    spans: tuple[Span, ...] = ()
    away: tuple[Span, ...] = ()


@dataclass(frozen=True)
class LimitTerm:
    """How much at least and at most over one kind of period; minutes where hours are measured."""

    per: str
    at_least: int | None = None
    at_most: int | None = None


@dataclass(frozen=True)
class ShareTerm:
    """Which part may or must be done in some modes or by some activities; the rest beyond it is not counted."""

    modes: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    at_least_percent: int | None = None
    at_most_percent: int | None = None


@dataclass(frozen=True)
class SpreadTerm:
    """Over how many different days, weeks, months, semesters, people, schools or topics."""

    over: str
    at_least: int


@dataclass(frozen=True)
class DueTerm:
    """When a duty is due: so long after the end of its period, at one moment, or at a moment of each one who owes it.

    Those who owe it are named by person and partner; the partner is `None` where it is owed once by the person.
    """

    after_period: timedelta | None = None
    at: datetime | None = None
    by_owed: Mapping[tuple[int, int | None], datetime] | None = None


@dataclass(frozen=True)
class DutyTerms:
    """A duty as the definition in force states it."""

    name: str
    who: Role
    kinds: frozenset[str]
    measure: str
    per: str
    limits: tuple[LimitTerm, ...]
    for_each: Role | None = None
    shares: tuple[ShareTerm, ...] = ()
    spread: tuple[SpreadTerm, ...] = ()
    due: DueTerm | None = None
    comes_first: bool = False
    make_ups: bool = False
    # Where a duty depends on a condition, those for whom it holds; everybody of the role where it is None.
    owers: frozenset[int] | None = None
    # Exemptions that the office gave, by person and period: the number of each.
    exemptions: Mapping[tuple[int, str], int] = field(default_factory=dict)

    @property
    def owed_by(self) -> tuple[Role, Role | None]:
        """The role that owes it, and for which partners."""
        return self.who, self.for_each
