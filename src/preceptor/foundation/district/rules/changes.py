"""What a load would change: rows wanted against rows that stand."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Changes(Generic[Key]):
    """Rows to add, rows to alter with what they were, and how many stay; `absent` stand but are not in the file."""

    new: Mapping[Key, Values] = field(default_factory=dict)
    changed: Mapping[Key, tuple[Values, Values]] = field(default_factory=dict)
    unchanged: int = 0
    absent: int = 0

    @property
    def any(self) -> bool:
        """Whether anything would be written."""
        return bool(self.new or self.changed)

    def wanted(self) -> Iterator[tuple[Key, Values]]:
        """Every row to write, as it shall be."""
        yield from self.new.items()
        yield from ((key, after) for key, (_, after) in self.changed.items())


def changes(
    standing: Mapping[Key, Values], wanted: Mapping[Key, Values], defaults: Values | None = None
) -> Changes[Key]:
    """Compare by key; a field that the file does not have keeps what stands, or takes its default in a new row."""
    new: dict[Key, Values] = {}
    changed: dict[Key, tuple[Values, Values]] = {}
    for key, values in wanted.items():
        before = standing.get(key)
        after = {**(defaults or {} if before is None else before), **values}
        if before is None:
            new[key] = after
        elif after != before:
            changed[key] = (before, after)
    kept = len(wanted) - len(new) - len(changed)
    return Changes(new, changed, kept, len(standing.keys() - wanted.keys()))


def differences(before: Values, after: Values) -> list[tuple[str, Any, Any]]:
    """The fields that differ, with what they were and what they become."""
    return [(name, before.get(name), after[name]) for name in after if before.get(name) != after[name]]
