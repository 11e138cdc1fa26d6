"""Two plans side by side: what each school, level or group gains and loses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from preceptor.planning.allocation.plan import Plan

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Change:
    """What one school has in both plans; None in a plan that does not know it."""

    code: str
    before: Decimal | None
    after: Decimal | None

    @property
    def difference(self) -> Decimal:
        """Give what it gains; below zero when it loses."""
        return (self.after or ZERO) - (self.before or ZERO)


@dataclass(frozen=True, slots=True)
class GroupChange:
    """A group's sums in both plans, and how many of its schools gain, lose and keep."""

    group: str
    schools: int
    before: Decimal
    after: Decimal
    winners: int
    losers: int
    largest_gain: Decimal
    largest_loss: Decimal


def changes(before: Plan, after: Plan, grant: str) -> list[Change]:
    """Give every school's change in one grant, those that lose most first."""
    one, other = (dict(zip(plan.codes, plan.amounts(grant), strict=True)) for plan in (before, after))
    listed = [Change(code, one.get(code), other.get(code)) for code in sorted(one.keys() | other.keys())]
    return sorted(listed, key=lambda change: (change.difference, change.code))


def by_group(listed: Sequence[Change], groups: Mapping[str, str]) -> list[GroupChange]:
    """Gather changes by each school's group: level, local district or tier."""
    members: dict[str, list[Change]] = {}
    for change in listed:
        members.setdefault(groups.get(change.code, ""), []).append(change)
    return [_group(name, members[name]) for name in sorted(members)]


def _group(name: str, members: Sequence[Change]) -> GroupChange:
    """Sum up one group."""
    differences = [change.difference for change in members]
    return GroupChange(
        group=name,
        schools=len(members),
        before=sum((change.before or ZERO for change in members), ZERO),
        after=sum((change.after or ZERO for change in members), ZERO),
        winners=sum(each > 0 for each in differences),
        losers=sum(each < 0 for each in differences),
        largest_gain=max(*differences, ZERO),
        largest_loss=min(*differences, ZERO),
    )
