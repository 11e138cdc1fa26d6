"""Looking back on a reduction after a year: did the hours fall as promised, and did anything slip."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

MINUTE_OF_HOUR = 60
WORSE = 5.0
"""Percent of a requirement's sign-offs that are late beyond the year before; less is within what years differ by."""


@dataclass(frozen=True)
class YearOf:
    """What the items of a reduction asked of schools in one year, and what came of it."""

    year: str
    schools: int
    asked: int
    minutes: int
    late: Mapping[str, float]
    covered: frozenset[str]
    whole: bool

    @property
    def hours(self) -> float:
        """Hours a school, as declared."""
        return self.minutes / MINUTE_OF_HOUR / self.schools if self.schools else 0.0


@dataclass(frozen=True)
class Slip:
    """Something that got worse: a requirement without cover, later than before, or asked again by a new item."""

    kind: str
    requirement: str
    before: float = 0.0
    after: float = 0.0
    item: str = ""


def anniversary(day: date) -> date:
    """The same day a year later; of February 29 the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def kept(before: YearOf, after: YearOf, promised_low: float) -> bool:
    """Whether hours fell by what was promised at least; to the hundredth, as it was promised."""
    return round(before.hours - after.hours, 2) >= promised_low


def slips(
    before: YearOf, after: YearOf, concerned: Collection[str], again: Mapping[str, Collection[str]]
) -> tuple[Slip, ...]:
    """What got worse for the requirements that the reduction touched; `again` has new items with what they meet."""
    found = []
    for name in sorted(concerned):
        if name in before.covered and name not in after.covered:
            found.append(Slip("bare", name))
        elif after.late.get(name, 0.0) > before.late.get(name, 0.0) + WORSE:
            found.append(Slip("late", name, before.late.get(name, 0.0), after.late[name]))
    for item, met in sorted(again.items()):
        found += [Slip("again", name, item=item) for name in sorted(set(met) & set(concerned))]
    return tuple(found)
