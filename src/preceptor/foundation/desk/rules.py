"""What stands on a desk, in which order and in which group."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

WAITING = "waiting"
THIS_WEEK = timedelta(days=7)

Place = Literal["now", "week", "later", "waiting"]
PLACES: tuple[Place, ...] = ("now", "week", "later", "waiting")


@dataclass(frozen=True)
class DeskItem:
    """One thing on a person's desk.

    `minutes` is what it takes; `due` and `waiting_since` are moments; `kind` says in one word what sort of thing it is,
    and "waiting" means that others are to act; `detail` is one line; with `post_url` the item can be done at once.
    """

    title: str
    url: str
    minutes: int
    due: datetime | None
    waiting_since: datetime | None
    kind: str
    detail: str = ""
    post_url: str | None = None
    late: bool = False


@dataclass(frozen=True)
class DeskGroup:
    """The items of one place on the desk, in the order in which to do them."""

    place: Place
    items: tuple[DeskItem, ...]
    minutes: int


@dataclass(frozen=True)
class Desk:
    """A whole desk: its groups that hold something, and the minutes that this week asks."""

    groups: tuple[DeskGroup, ...]
    minutes_this_week: int
    to_do: int

    @property
    def empty(self) -> bool:
        """Whether nothing at all stands here."""
        return not self.groups


def place_of(item: DeskItem, now: datetime, end_of_today: datetime) -> Place:
    """Where an item lies: late, due today or undated things are for now."""
    if item.kind == WAITING:
        return "waiting"
    if item.due is None or item.due <= end_of_today:
        return "now"
    return "week" if item.due <= now + THIS_WEEK else "later"


def urgency(item: DeskItem) -> tuple[bool, float, float, str]:
    """Sorts what is due first to the front, then what has waited longest, then by title."""
    due = item.due.timestamp() if item.due else 0.0
    since = item.waiting_since.timestamp() if item.waiting_since else float("inf")
    return (item.due is None, due, since, item.title)


def arrange(items: Iterable[DeskItem], now: datetime, end_of_today: datetime) -> Desk:
    """Lay a desk out: groups in order, each item once, what is overdue marked."""
    seen: dict[tuple[str, str], DeskItem] = {}
    for item in items:
        late = item.kind != WAITING and item.due is not None and item.due < now
        seen.setdefault((item.url, item.title), replace(item, late=late))
    placed: dict[Place, list[DeskItem]] = {place: [] for place in PLACES}
    for item in sorted(seen.values(), key=urgency):
        placed[place_of(item, now, end_of_today)].append(item)
    groups = tuple(
        DeskGroup(place, tuple(held), sum(item.minutes for item in held)) for place, held in placed.items() if held
    )
    this_week = [group for group in groups if group.place in ("now", "week")]
    return Desk(groups, sum(group.minutes for group in this_week), sum(len(group.items) for group in this_week))
