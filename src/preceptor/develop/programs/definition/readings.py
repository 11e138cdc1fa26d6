"""What holds under the readings that the coordinator has chosen for the figures that a source leaves open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from .program import Definition


class Readable(Protocol):
    """A part that may hold only under one reading."""

    @property
    def reading(self) -> str | None:
        """The reading under which it holds; `None` when it always does."""


Item = TypeVar("Item", bound=Readable)


def in_force(definition: Definition, items: Iterable[Item]) -> tuple[Item, ...]:
    """Those limits, due dates, shares or payments that hold under the readings in use."""
    chosen = {f"{name}.{figure.used}" for name, figure in definition.open.items()}
    return tuple(item for item in items if item.reading is None or item.reading in chosen)
