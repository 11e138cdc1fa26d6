"""Where desks and the search box take their content from: contexts register here when the program starts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from preceptor.foundation.audit.public import Actor
from preceptor.foundation.desk.rules import DeskItem


@dataclass(frozen=True)
class Hit:
    """One thing that the search found; `exact` hits (a number typed in full) are jumped to when there is one alone."""

    label: str
    url: str
    kind: str
    detail: str = ""
    exact: bool = False


DeskSource = Callable[[int, datetime], Iterable[DeskItem]]
SearchSource = Callable[[Actor, str, datetime], Iterable[Hit]]

desk_sources: list[DeskSource] = []
search_sources: list[SearchSource] = []


def register_desk(source: DeskSource) -> None:
    """Ask this source what it has for a person whenever that person's desk is shown."""
    if source not in desk_sources:
        desk_sources.append(source)


def register_search(source: SearchSource) -> None:
    """Ask this source for hits whenever somebody searches; it returns only what the actor may see."""
    if source not in search_sources:
        search_sources.append(source)
