"""What is frozen of a period, and how a later look differs from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from preceptor.foundation.indicators.definition import Definition


@dataclass(frozen=True)
class Difference:
    """How a cohort differs from the one that was frozen."""

    joined: int
    left: int
    now_count: int
    no_longer: int

    @property
    def any(self) -> bool:
        """Whether anything is different."""
        return bool(self.joined or self.left or self.now_count or self.no_longer)


def written_cohort(subjects: Sequence[int], counts: Sequence[bool], units: Sequence[int]) -> dict[str, list[int]]:
    """A cohort as it is kept: one list for each column."""
    return {"subjects": list(subjects), "counts": [int(each) for each in counts], "units": list(units)}


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> Difference:
    """Who joined and left, and of those in both, who counts now and who no longer does."""
    old = dict(zip(before.get("subjects", ()), before.get("counts", ()), strict=True))
    new = dict(zip(after.get("subjects", ()), after.get("counts", ()), strict=True))
    both = old.keys() & new.keys()
    return Difference(
        joined=len(new.keys() - old.keys()),
        left=len(old.keys() - new.keys()),
        now_count=sum(1 for one in both if new[one] and not old[one]),
        no_longer=sum(1 for one in both if old[one] and not new[one]),
    )


def entry_fault(definition: Definition, number: int, out_of: int | None) -> str:
    """What is wrong with two entered numbers; nothing when they can stand."""
    if number < 0 or (out_of is not None and out_of < 0):
        return "negative"
    if not definition.is_share:
        return ""
    if out_of is None:
        return "second-missing"
    if out_of == 0:
        return "zero"
    return "more-than-all" if number > out_of else ""
