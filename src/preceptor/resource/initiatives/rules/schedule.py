"""The arithmetic of a plan: forecast dates from what happened, slack, the critical path, cycles.

Days are whole. With a lag of nothing a milestone may begin on the very day on which the one before it ends: so do
plans that are made of dates, where a review begins on the day the survey closes. The method is the critical path
method (Kelley and Walker, 1959), with links from finish to start and from start to start.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter
from typing import Literal

Kind = Literal["finish_to_start", "start_to_start"]


@dataclass(frozen=True)
class Link:
    """One milestone waits for another: for its end, or for its start, and `lag` days more (less, below zero)."""

    before: int
    after: int
    kind: Kind = "finish_to_start"
    lag: int = 0


@dataclass(frozen=True)
class Task:
    """A milestone as planned, and what happened; without an `end` it goes on, with one like its `start` it is a day."""

    key: int
    start: date
    end: date | None
    started: date | None = None
    ended: date | None = None

    @property
    def length(self) -> timedelta:
        """How long it is planned to take."""
        return (self.end or self.start) - self.start


@dataclass(frozen=True)
class Forecast:
    """When a milestone begins and ends as things stand; `slack` is None once it is done."""

    start: date
    end: date | None
    slack: int | None
    driver: int | None = None

    @property
    def critical(self) -> bool:
        """Whether any day later moves the end of the whole plan."""
        return self.slack == 0

    @property
    def last(self) -> date:
        """The day that counts for the end of the plan: a milestone without an end counts by its start."""
        return self.end or self.start


def cycle(links: Iterable[Link]) -> tuple[int, ...]:
    """Milestones that wait for one another in a circle, the first repeated at the end; empty when none do."""
    before: dict[int, set[int]] = {}
    for link in links:
        before.setdefault(link.after, set()).add(link.before)
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        return tuple(error.args[1])
    return ()


def ordered(tasks: Iterable[Task], links: Iterable[Link]) -> list[int]:
    """The milestones so that each comes after all for which it waits; CycleError when there is no such order."""
    sorter: TopologicalSorter[int] = TopologicalSorter()
    for task in tasks:
        sorter.add(task.key)
    for link in links:
        sorter.add(link.after, link.before)
    return list(sorter.static_order())


def forecast(
    tasks: Sequence[Task], links: Sequence[Link], today: date | None, delays: Mapping[int, int] | None = None
) -> dict[int, Forecast]:
    """Forecast of every milestone: what happened stands, the rest begins when its day and its links allow.

    Nothing that is not done lies before `today`; None leaves the plan as planned. `delays` adds days to milestones, to
    see what follows.
    """
    by_key = {task.key: task for task in tasks}
    into: dict[int, list[Link]] = {}
    for link in links:
        into.setdefault(link.after, []).append(link)
    order = ordered(tasks, links)
    dated: dict[int, tuple[date, date | None, int | None]] = {}
    for key in order:
        dated[key] = _dated(by_key[key], into.get(key, ()), dated, today, (delays or {}).get(key, 0))
    slack = _slack(by_key, links, order, dated)
    return {key: Forecast(start, end, slack[key], driver) for key, (start, end, driver) in dated.items()}


Dated = Mapping[int, tuple[date, date | None, int | None]]


def _dated(
    task: Task, into: Iterable[Link], dated: Dated, today: date | None, delay: int
) -> tuple[date, date | None, int | None]:
    """Start and end of one milestone, and the one before it that pushes it beyond its planned start."""
    if task.ended is not None:
        return min(task.started or task.start, task.ended), task.ended, None
    more = timedelta(days=delay)
    if task.started is not None:
        return task.started, _end(task, task.started, today, more), None
    start, driver = task.start, None
    for link in into:
        allowed = _allowed(link, dated)
        if allowed > start:
            start, driver = allowed, link.before
    if today is not None and today > start:
        start, driver = today, None
    start += more
    return start, None if task.end is None else start + task.length, driver


def _end(task: Task, start: date, today: date | None, more: timedelta) -> date | None:
    """The end of what has begun: it takes as long as planned, an early start alone does not end it earlier."""
    if task.end is None:
        return None
    return max(day for day in (task.end, start + task.length, today) if day is not None) + more


def _allowed(link: Link, dated: Dated) -> date:
    """The first day that a link allows."""
    start, end, _driver = dated[link.before]
    return (end or start if link.kind == "finish_to_start" else start) + timedelta(days=link.lag)


def _slack(
    by_key: Mapping[int, Task], links: Sequence[Link], order: Sequence[int], dated: Dated
) -> dict[int, int | None]:
    """Days by which each milestone can be later without moving the end of the plan."""
    out: dict[int, list[Link]] = {}
    for link in links:
        out.setdefault(link.before, []).append(link)
    last = max((end or start for start, end, _driver in dated.values()), default=date.min)
    slack: dict[int, int | None] = {}
    for key in reversed(order):
        task, (start, end, _driver) = by_key[key], dated[key]
        if task.ended is not None or (task.end is None and task.started is not None):
            slack[key] = None  # it has nothing left that could be late
            continue
        room = [(last - (end or start)).days]
        for link in out.get(key, ()):
            after = by_key[link.after]
            began = after.started is not None or after.ended is not None
            if began or (link.kind == "start_to_start" and task.started is not None):
                continue  # what has begun is held up by nothing any more
            gap = (dated[link.after][0] - _allowed(link, dated)).days
            room.append(gap + (slack[link.after] or 0))
        slack[key] = min(room)
    return slack


def critical_path(forecasts: Mapping[int, Forecast]) -> list[int]:
    """Milestones of which any day later moves the end of the plan, in the order of their days."""
    found = [key for key, one in forecasts.items() if one.critical]
    return sorted(found, key=lambda key: (forecasts[key].start, forecasts[key].last, key))
