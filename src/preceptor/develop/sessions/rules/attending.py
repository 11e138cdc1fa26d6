"""How much of a session somebody attended, and whether it counts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

WHOLE_PERCENT = 100
# Signing in by the code is open from so long before a session begins until it ends.
EARLY = timedelta(minutes=45)


@dataclass(frozen=True)
class Sitting:
    """When a session begins and how long it takes."""

    starts: datetime
    minutes: int

    @property
    def ends(self) -> datetime:
        """When it is over."""
        return self.starts + timedelta(minutes=self.minutes)


def attended(sitting: Sitting, came: datetime, left: datetime | None) -> int:
    """The minutes between coming and leaving that lie inside the session; until its end when nobody left early."""
    first = max(came, sitting.starts)
    last = min(left or sitting.ends, sitting.ends)
    return max(int((last - first).total_seconds() // 60), 0)


def counts(minutes: int, made_up: int, length: int, percent: int) -> bool:
    """Whether enough of a session was attended or made up for it to count."""
    return (minutes + made_up) * WHOLE_PERCENT >= length * percent


def code_open(sitting: Sitting, now: datetime) -> bool:
    """Whether people can sign in by the code at this moment."""
    return sitting.starts - EARLY <= now < sitting.ends
