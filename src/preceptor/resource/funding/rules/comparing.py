"""Amounts side by side: by school, and gathered by level, local district or tier."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True)
class Pair:
    """What one school has in two scenarios; None where a scenario does not know it."""

    code: str
    name: str
    group: str
    before: Decimal | None
    after: Decimal | None

    @property
    def difference(self) -> Decimal:
        """What it gains; below zero when it loses."""
        return (self.after or ZERO) - (self.before or ZERO)


@dataclass(frozen=True)
class GroupSum:
    """A group's sums in both scenarios, and how many of its schools gain and lose."""

    group: str
    schools: int
    before: Decimal
    after: Decimal
    winners: int
    losers: int

    @property
    def difference(self) -> Decimal:
        """What the group gains."""
        return self.after - self.before


def grouped(pairs: Iterable[Pair]) -> list[GroupSum]:
    """Gather pairs by group; the sums of the groups are the sum of the schools."""
    members: dict[str, list[Pair]] = {}
    for pair in pairs:
        members.setdefault(pair.group, []).append(pair)
    return [
        GroupSum(
            name,
            len(those),
            sum((each.before or ZERO for each in those), ZERO),
            sum((each.after or ZERO for each in those), ZERO),
            sum(each.difference > 0 for each in those),
            sum(each.difference < 0 for each in those),
        )
        for name, those in sorted(members.items())
    ]


def totals(amounts: Iterable[tuple[str, Mapping[str, Decimal]]]) -> dict[str, dict[str, Decimal]]:
    """Add up each grant by group."""
    sums: dict[str, dict[str, Decimal]] = {}
    for group, each in amounts:
        row = sums.setdefault(group, {})
        for key, amount in each.items():
            row[key] = row.get(key, ZERO) + amount
    return dict(sorted(sums.items()))
