"""A pool shared among groups of schools in proportion to the sums of their claims, in units that add up."""

from __future__ import annotations

from decimal import Decimal

from preceptor.languages.worded import worded
from preceptor.planning.allocation.formula.formula import Groups
from preceptor.planning.allocation.methods.apportion import apportion, units
from preceptor.planning.allocation.methods.arithmetic import Work
from preceptor.planning.allocation.plan import GroupShare

ZERO = Decimal(0)


def share_among(groups: Groups, available: Decimal, work: Work) -> tuple[GroupShare, ...]:
    """Give each group the foundation and its part of the rest; a school without a group is a fault."""
    claims: dict[str, list[Decimal]] = {}
    for at, (word, cell) in enumerate(zip(work.schools.words[groups.among], work.made[groups.by], strict=True)):
        if not word or cell is None or cell < 0:
            said = worded("“{title}” needs the group and the claim of every school.", title=groups.title)
            work.tell(at, "group", said, worded("Give the group, and figures that are known and not below zero."))
            continue
        claims.setdefault(word, []).append(cell)
    names = sorted(claims)
    sums = [sum(claims[name], ZERO) for name in names]
    whole, rest = sum(sums, ZERO), available - groups.foundation * len(names)
    if rest < 0 or not whole:
        said = worded(
            "“{title}” cannot be shared: the foundation exceeds the pool, or nobody has a claim.", title=groups.title
        )
        work.tell(None, "groups", said, worded("Lower the foundation, enlarge the pool, or mend the figures."))
        return ()
    exact = [groups.foundation + rest * each / whole for each in sums]
    given = apportion([each / groups.unit for each in exact], units(available, groups.unit), groups.method)
    return tuple(
        GroupShare(name, len(claims[name]), sums[at], exact[at], given[at] * groups.unit)
        for at, name in enumerate(names)
    )
