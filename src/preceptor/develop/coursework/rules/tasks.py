"""The items of a task: one for each session of a cohort, or so many times, or a single one."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """One piece of a task: its name within the task, and what it is called beside the task's title."""

    name: str
    says: str = ""


ONE = Item("one")


def items(sessions: Sequence[tuple[str, str]] | None, how_many: int, times: int) -> tuple[Item, ...]:
    """The items by the sessions of a cohort (name and title; counted where they are not dated yet), or by number."""
    if sessions is not None:
        named = tuple(Item(name, title) for name, title in sessions)
        return named or tuple(Item(f"n{number}", str(number)) for number in range(1, how_many + 1))
    if times == 1:
        return (ONE,)
    return tuple(Item(f"n{number}", str(number)) for number in range(1, times + 1))


def key_of(task: str, item: str) -> str:
    """What the evaluator tells one piece of work from another by."""
    return f"{task}-{item}"[:60]
