"""What follows from a change of dates: which milestones move, by how many days, and what it costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from preceptor.resource.initiatives.rules.schedule import Forecast, Link, Task, forecast

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Price:
    """What a milestone costs: for each day that it ends later, or its whole budget over its planned days."""

    per_day: Decimal | None = None
    budget: Decimal | None = None


@dataclass(frozen=True)
class Moved:
    """One milestone that moves: days at its start and at its end (below zero: earlier), and the money."""

    key: int
    before: Forecast
    after: Forecast
    cost: Decimal | None

    @property
    def start_days(self) -> int:
        """Days by which it begins later."""
        return (self.after.start - self.before.start).days

    @property
    def end_days(self) -> int:
        """Days by which it ends later; without an end, by which it begins later."""
        return (self.after.last - self.before.last).days


@dataclass(frozen=True)
class Consequences:
    """Everything that a change moves; `own` is the milestone changed, `last_days` are those of the whole plan's end."""

    own: Moved | None
    downstream: tuple[Moved, ...]
    last_days: int

    @property
    def downstream_days(self) -> int:
        """The most days that anything downstream ends later."""
        return max((one.end_days for one in self.downstream), default=0)

    @property
    def cost(self) -> Decimal | None:
        """Money of everything that moves; None where no milestone says what a day costs."""
        told = [one.cost for one in (self.own, *self.downstream) if one is not None and one.cost is not None]
        return sum(told, Decimal(0)) if told else None


def consequences(
    tasks: Sequence[Task], changed: Task, links: Sequence[Link], prices: Mapping[int, Price], today: date
) -> Consequences:
    """Compare the forecast with the one in which a milestone stands as `changed`."""
    before = forecast(tasks, links, today)
    after = forecast([changed if task.key == changed.key else task for task in tasks], links, today)
    moved = {key: _moved(key, before[key], after[key], prices.get(key, Price())) for key in before}
    downstream = [one for key, one in moved.items() if key != changed.key and (one.start_days or one.end_days)]
    own = moved[changed.key]
    return Consequences(
        own if own.start_days or own.end_days else None,
        tuple(sorted(downstream, key=lambda one: (one.after.start, one.key))),
        (_last(after) - _last(before)).days,
    )


def _last(forecasts: Mapping[int, Forecast]) -> date:
    return max(one.last for one in forecasts.values())


def _moved(key: int, before: Forecast, after: Forecast, price: Price) -> Moved:
    return Moved(key, before, after, cost_of(before, after, price))


def cost_of(before: Forecast, after: Forecast, price: Price) -> Decimal | None:
    """Money of a move: days that it ends later, at its price for a day; else days that it takes longer, by budget."""
    if price.per_day is not None:
        return (price.per_day * (after.last - before.last).days).quantize(CENT, ROUND_HALF_UP)
    if price.budget is None:
        return None
    planned = (before.last - before.start).days
    longer = (after.last - after.start).days - planned
    return (price.budget / max(planned, 1) * longer).quantize(CENT, ROUND_HALF_UP) if longer else Decimal(0)
