"""Who may read what of somebody's growth, and what a placement goes through."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

OFFICE = "office"
SOON_DAYS = 14


@dataclass(frozen=True)
class Released:
    """One item that somebody opened: to whom (nobody in particular: the office), and whether as one's own line."""

    to_id: int | None
    to_line: bool
    withdrawn: bool


def may_read(released: Collection[Released], *, reader_id: int, in_line: bool, office: bool) -> bool:
    """Whether a reader may see an item of somebody else.

    What was opened to a person before they came into the reporting line closes by itself: it has to be opened anew,
    knowing that they evaluate. The office's view never reaches somebody in the line.
    """
    for each in released:
        if each.withdrawn:
            continue
        if each.to_id == reader_id and (each.to_line or not in_line):
            return True
        if each.to_id is None and office and not in_line:
            return True
    return False


def complete(placed: Mapping[str, int], strands: Collection[str]) -> bool:
    """Whether every strand has a level."""
    return all(1 <= placed.get(name, 0) <= 4 for name in strands)


def same(mine: Mapping[str, int], theirs: Mapping[str, int]) -> bool:
    """Whether both see the same levels; then the placement is agreed at once."""
    return dict(mine) == dict(theirs)


def can_agree_with(job: str, path: str, jobs: Collection[str], own_paths: Collection[str] | None) -> bool:
    """Whether the system names somebody of this job at this unit; no units: anywhere in the district."""
    return job in jobs and (own_paths is None or path in own_paths)


def is_soon(due: date, today: date) -> bool:
    """Whether a goal is due within two weeks, or late."""
    return (due - today).days <= SOON_DAYS
