"""When an application may be handed in: to the second, with the moment of arrival that counts."""

from datetime import datetime, timedelta
from typing import Literal

Window = Literal["before", "open", "late"]


def window(now: datetime, opens: datetime, closes: datetime) -> Window:
    """Where a moment lies; the closing second itself still counts, the next one is late."""
    if now < opens:
        return "before"
    return "open" if now < closes + timedelta(seconds=1) else "late"


def may_submit(now: datetime, opens: datetime, closes: datetime) -> bool:
    """Whether an application that arrives at `now` is in time; when it was begun does not matter."""
    return window(now, opens, closes) == "open"


def seconds_left(now: datetime, closes: datetime) -> int:
    """Whole seconds until the last second is over; never negative."""
    return max(0, int((closes + timedelta(seconds=1) - now).total_seconds()))
