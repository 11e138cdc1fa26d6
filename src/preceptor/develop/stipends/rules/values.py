"""The plain values of pay: the terms in force, one person's case, and what was worked out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Formula = Literal["flat", "per_partner", "by_partners", "per_hour"]
FORMULAS: tuple[Formula, ...] = ("flat", "per_partner", "by_partners", "per_hour")
ZERO = Decimal("0.00")
Facts = Mapping[str, str | int]


@dataclass(frozen=True)
class Terms:
    """How a payment is worked out: from the definition, or as the office has chosen."""

    formula: Formula
    amount: Decimal = ZERO
    at_most: Decimal | None = None
    later_percent: int = 100
    tiers: tuple[tuple[int, Decimal], ...] = ()
    by_days: bool = False
    needs_logs: bool = True
    log_share: bool = False


@dataclass(frozen=True)
class Stretch:
    """Days on which somebody worked with one partner, both days included."""

    partner_id: int
    first: date
    last: date


@dataclass(frozen=True)
class OwedLog:
    """A log that the payment asks for, and where it stands: open, submitted, returned or accepted."""

    name: str
    period: str
    title: str
    state: str


@dataclass(frozen=True)
class Hours:
    """An entry whose time may be paid: in which log it stands, and whether another payment has paid it."""

    entry_id: int
    starts: datetime
    minutes: int
    accepted: bool = True
    paid_elsewhere: bool = False


@dataclass(frozen=True)
class Problem:
    """Something beside a line that people should see; while it `holds`, the line is not paid."""

    code: str
    facts: Facts = field(default_factory=dict)
    holds: bool = True


@dataclass(frozen=True)
class Case:
    """One person in one period: with whom they worked, their logs and hours, and what they were paid before."""

    person_id: int
    first: date
    last: date
    together: tuple[Stretch, ...] = ()
    logs: tuple[OwedLog, ...] = ()
    hours: tuple[Hours, ...] = ()
    problems: tuple[Problem, ...] = ()
    paid: Decimal = ZERO


@dataclass(frozen=True)
class Step:
    """One step of the arithmetic: what is done, the figures, and the sum so far."""

    code: str
    facts: Facts
    result: Decimal


@dataclass(frozen=True)
class Worked:
    """What somebody is owed for the period, what of it this line pays, every step, and what speaks against paying."""

    person_id: int
    owed: Decimal
    pays: Decimal
    steps: tuple[Step, ...]
    problems: tuple[Problem, ...]
    hours: tuple[Hours, ...] = ()

    @property
    def held(self) -> bool:
        """Whether a problem keeps the line from being paid."""
        return any(each.holds for each in self.problems)
