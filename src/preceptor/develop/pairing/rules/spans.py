"""Who takes part and who works with whom, from a day until a day, as other contexts see it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PairSpan:
    """A mentor and a mentee of a cycle, with the days on which their pair began and ended."""

    id: int
    cycle_id: int
    mentor_id: int
    mentee_id: int
    started: date
    ended: date | None


@dataclass(frozen=True)
class ParticipantSpan:
    """Somebody on one side (`mentor` or `mentee`) of a cycle's pairing, with the days on which they came and left."""

    cycle_id: int
    person_id: int
    side: str
    since: date
    left: date | None
