"""What may be shown of answers: nothing below the least number, and no group that a subtraction would bare.

Groups of one breakdown that are too small are shown together. What is shown is a partition of everybody into groups
that are each large enough, so the total less any of them is again at least the least number.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from preceptor.develop.surveys.rules.answering import Answer, Asked, allowed

OTHERS = ""
"""The name of the group of all groups that are too small to stand alone."""


@dataclass(frozen=True)
class Tally:
    """The answers to one question: how many answered it, and how often each choice was taken, in order of choices."""

    key: str
    answered: int
    counts: tuple[int, ...]

    @property
    def mean(self) -> float | None:
        """The mean of a scale from 1; nothing where nobody answered."""
        if not self.answered:
            return None
        return sum(place * count for place, count in enumerate(self.counts, 1)) / self.answered


def tally(question: Asked, sheets: Sequence[Mapping[str, Answer]]) -> Tally:
    """Count the answers to a question of choices."""
    given = [sheet[question.key] for sheet in sheets if question.key in sheet]
    chosen = Counter(each for answer in given for each in (answer if isinstance(answer, list) else [answer]))
    return Tally(question.key, len(given), tuple(chosen[each] for each in allowed(question)))


def merged(sizes: Mapping[str, int], least: int) -> dict[str, str] | None:
    """Under which name each group is shown; OTHERS for those shown together; nothing where no breakdown may be shown.

    The smallest groups go together until they are large enough, which may take one that could have stood alone. A
    breakdown of fewer than two groups says nothing and is not shown.
    """
    ordered = sorted(sizes, key=lambda name: (sizes[name], name))
    together: list[str] = [name for name in ordered if sizes[name] < least]
    if together:
        rest = [name for name in ordered if name not in together]
        while sum(sizes[name] for name in together) < least and rest:
            together.append(rest.pop(0))
        if sum(sizes[name] for name in together) < least:
            return None
    shown = {name: OTHERS if name in together else name for name in sizes}
    return shown if len(set(shown.values())) > 1 else None
