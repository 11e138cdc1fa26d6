"""What an estimate answers: the detectable effect first, balance and trends before, then the effect, or a refusal."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """How it came out."""

    ESTIMATED = "estimated"
    REFUSED = "refused"
    """The data cannot carry an answer; the reasons say why, and what would."""


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with its standard error and 95% interval."""

    estimate: float
    error: float
    low: float
    high: float

    @property
    def found(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Balance:
    """How unlike the groups are in one covariate, in standard deviations: as they are, and after weighting."""

    name: str
    coached: float
    others: float
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Step:
    """The difference a number of years after coaching began; below zero: before it."""

    years: int
    schools: int
    interval: Interval


@dataclass(frozen=True, slots=True)
class Trend:
    """Whether coached schools moved differently before they were coached: the test and its p-value."""

    steps: int
    statistic: float
    p: float


@dataclass(frozen=True, slots=True)
class Reason:
    """Why nothing is said, and what would help."""

    code: str
    sentence: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The whole answer.

    Attributes
    ----------
    status
        Estimated, or refused.
    coached, others, left_out
        Units on each side, and units without figures.
    detectable
        The smallest effect that these numbers would find in four cases of five; None when there are none.
    balance
        Each covariate, before and after weighting.
    trend
        The test of trends before; None where there is nothing to test (people at one moment).
    steps
        The difference year by year around the start, for panels.
    effect
        The effect on those who were coached; None when refused.
    method
        How it was estimated: `group_time_regression`, `group_time_doubly_robust` or `weighting_doubly_robust`.
    reasons
        Why it is refused.
    """

    status: Status
    coached: int
    others: int
    left_out: int = 0
    detectable: float | None = None
    balance: tuple[Balance, ...] = ()
    trend: Trend | None = None
    steps: tuple[Step, ...] = ()
    effect: Interval | None = None
    method: str = ""
    reasons: tuple[Reason, ...] = field(default_factory=tuple)
