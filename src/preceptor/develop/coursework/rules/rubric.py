"""Whether work is mastered: on every line of the rubric a level at or above the one that is mastery."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One line of a rubric: the names of its levels from the lowest on, and the first that is mastery."""

    levels: Sequence[str]
    mastered_from: str


def faults(rubric: Mapping[str, Line], given: Mapping[str, str]) -> list[str]:
    """The lines on which no level, or none that exists, was given."""
    return [name for name, line in rubric.items() if given.get(name) not in line.levels]


def mastered(rubric: Mapping[str, Line], given: Mapping[str, str]) -> bool:
    """Whether every line reaches mastery; what has no rubric is accepted as such."""
    return not faults(rubric, given) and all(
        line.levels.index(given[name]) >= line.levels.index(line.mastered_from) for name, line in rubric.items()
    )
