"""Who is a mentee, in which program year, and which pairs go on: decided on plain values."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

MONTHS_A_YEAR = 12
HALF_A_YEAR = timedelta(days=180)
# The job for which each fact about positions asks.
JOB_OF_FACT = {
    "current_principal": "principal",
    "permanent_principal": "principal",
    "assistant_principal": "assistant_principal",
    "counselor": "counselor",
    "coordinator": "coordinator",
}
Decide = Callable[[Mapping[str, bool]], bool | None]


@dataclass(frozen=True)
class Standing:
    """A pair as it stands at the end of a cycle."""

    mentor: int
    mentee: int
    program_year: int


def jobs_asked(facts: Collection[str], decide: Decide) -> frozenset[str] | None:
    """The jobs outside which a condition over these facts finds nobody; None when it may find anybody.

    `decide` judges the condition on the facts it is given, with None where they do not settle it. When it is settled
    against somebody who holds none of the jobs, only their holders need to be looked at.
    """
    asked = [fact for fact in facts if fact in JOB_OF_FACT]
    if not asked or decide(dict.fromkeys(asked, False)) is not False:
        return None
    return frozenset(JOB_OF_FACT[fact] for fact in asked)


def program_year(started: date, on: date) -> int:
    """1 in the first twelve months after the first day in the job, 2 in the next twelve, and so on; never below 1."""
    months = (on.year - started.year) * MONTHS_A_YEAR + on.month - started.month - (on.day < started.day)
    return max(0, months) // MONTHS_A_YEAR + 1


def going_on(
    pairs: Iterable[Standing], mentees: Collection[int], mentors: Collection[int], years: int
) -> list[Standing]:
    """Pairs of the cycle before that go on: both still take part, and the pair's years are not over."""
    return [
        Standing(pair.mentor, pair.mentee, pair.program_year + 1)
        for pair in pairs
        if pair.program_year < years and pair.mentee in mentees and pair.mentor in mentors
    ]


def follows(before: Iterable[datetime], after: Iterable[datetime]) -> bool:
    """Whether a cycle comes after another one rather than beside it, as a second call of the same year does."""
    ends = max(before, default=None), max(after, default=None)
    return ends[0] is not None and ends[1] is not None and ends[1] - ends[0] >= HALF_A_YEAR


def room(capacity: int, held: int) -> int:
    """Places that a mentor has left."""
    return max(0, capacity - held)
