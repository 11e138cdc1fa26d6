"""What cannot be in a plan: an end before its start, a start before what it waits for, a wait without an end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from preceptor.resource.initiatives.rules.schedule import Link, Task


@dataclass(frozen=True)
class DateFault:
    """A dependency that the planned dates break: the day planned, and the first day that it allows."""

    kind: Literal["early", "endless"]
    link: Link
    start: date
    allowed: date


def date_faults(tasks: Sequence[Task], links: Sequence[Link]) -> list[DateFault]:
    """Every dependency that the planned dates break; what has begun is not judged any more."""
    by_key = {task.key: task for task in tasks}
    found = []
    for link in links:
        before, after = by_key[link.before], by_key[link.after]
        if link.kind == "finish_to_start" and before.end is None:
            found.append(DateFault("endless", link, after.start, after.start))
            continue
        point = before.start if link.kind == "start_to_start" else before.end or before.start
        allowed = point + timedelta(days=link.lag)
        if after.start < allowed and after.started is None and after.ended is None:
            found.append(DateFault("early", link, after.start, allowed))
    return found
