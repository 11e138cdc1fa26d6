"""The schedule worked out the slow way: a day at a time until nothing moves, and slack by trying every delay."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from preceptor.resource.initiatives.rules.schedule import Link, Task

DAY = timedelta(days=1)
Dates = dict[int, tuple[date, date | None]]


class Slow:
    """Pushes whatever begins too early by one day, until every rule holds; `delay` is a milestone and its days."""

    def __init__(
        self, tasks: Sequence[Task], links: Sequence[Link], today: date | None, delay: tuple[int, int]
    ) -> None:
        self.tasks, self.links, self.today = {task.key: task for task in tasks}, links, today
        self.late = {task.key: timedelta(days=delay[1] if task.key == delay[0] else 0) for task in tasks}
        self.starts = {task.key: self._first(task) for task in tasks}
        while any([self._push(task) for task in tasks if not (task.started or task.ended)]):
            pass

    @staticmethod
    def _first(task: Task) -> date:
        return min(task.started or task.start, task.ended or date.max) if task.ended else task.started or task.start

    def _push(self, task: Task) -> bool:
        early = [self.today is not None and self.starts[task.key] < self.today]
        early += [self._too_early(link) for link in self.links if link.after == task.key]
        if any(early):
            self.starts[task.key] += DAY
        return any(early)

    def _too_early(self, link: Link) -> bool:
        start, end = self.dates(self.tasks[link.before])
        point = start if link.kind == "start_to_start" else end or start
        return self.starts[link.after] < point + timedelta(days=link.lag)

    def dates(self, task: Task) -> tuple[date, date | None]:
        """Start and end of a milestone as it stands now."""
        start, late = self.starts[task.key], self.late[task.key]
        if task.ended:
            return start, task.ended
        if task.end is None:
            return (start, None) if task.started else (start + late, None)
        end = start + (task.end - task.start)
        while task.started and (end < task.end or (self.today is not None and end < self.today)):
            end += DAY
        return (start, end + late) if task.started else (start + late, end + late)


def slow_forecast(tasks: Sequence[Task], links: Sequence[Link], today: date | None, delay: tuple[int, int]) -> Dates:
    """Every date, worked out a day at a time."""
    slow = Slow(tasks, links, today, delay)
    return {task.key: slow.dates(task) for task in tasks}


def last_day(dates: Mapping[int, tuple[date, date | None]]) -> date:
    """The end of the plan."""
    return max(end or start for start, end in dates.values())


def slow_slack(tasks: Sequence[Task], links: Sequence[Link], today: date | None, key: int) -> int:
    """Days by which a milestone can be late before the end of the plan moves, found by trying."""
    least = last_day(slow_forecast(tasks, links, today, (key, 0)))
    days = 0
    while last_day(slow_forecast(tasks, links, today, (key, days + 1))) <= least:
        days += 1
    return days
