"""Two scenarios side by side: by school and by group, who gains and who loses, and how even each is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.core.paginator import Page as Pager
from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, require
from preceptor.resource.funding.models import Scenario
from preceptor.resource.funding.queries.scenarios import (
    BY,
    PLAN,
    ROWS,
    GrantHead,
    ScenarioUnknown,
    heads_of,
    scenario_row,
)
from preceptor.resource.funding.queries.wording import in_order, in_words, titles_of
from preceptor.resource.funding.rules.comparing import GroupSum, Pair, grouped


@dataclass(frozen=True)
class ComparePage:
    """Two scenarios side by side in one grant."""

    one: Scenario
    other: Scenario
    grant: GrantHead
    grants: tuple[GrantHead, ...]
    by: str
    groups: tuple[GroupSum, ...]
    total: GroupSum
    winners: int
    losers: int
    lines: tuple[Pair, ...]
    pager: "Pager[Pair]"
    fairness: tuple[tuple[str, bool, float | None, float | None], ...]


def compare_page(*, one: int, other: int, asked: Mapping[str, str], by: Actor, now: datetime) -> ComparePage:
    """Two scenarios by school and by group; the schools that lose most stand first."""
    require(by, PLAN, now=now)
    first, second = scenario_row(one), scenario_row(other)
    heads = tuple(head for head in heads_of(in_words(first.result)) if head.key in second.result.get("grants", {}))
    if not heads:
        raise ScenarioUnknown(
            "nothing-to-compare",
            _("These two scenarios have no grant in common, or one is not computed."),
            remedy=_("Choose two that are computed with the same formula."),
            status=409,
        )
    head = next((each for each in heads if each.key == asked.get("grant")), heads[0])
    gathered = asked.get("by", "") if asked.get("by", "") in BY else "local_district"
    place = in_order(second.result)
    pairs = sorted(_pairs(first, second, head.key, gathered), key=lambda pair: (pair.difference, pair.name))
    if asked.get("show") == "gain":
        pairs.reverse()
    pager = Paginator(pairs, ROWS).get_page(asked.get("page"))
    return ComparePage(
        first,
        second,
        head,
        heads,
        gathered,
        tuple(_groups(pairs, titles_of(second.result), place)),
        grouped([Pair(each.code, each.name, "", each.before, each.after) for each in pairs])[0],
        sum(pair.difference > 0 for pair in pairs),
        sum(pair.difference < 0 for pair in pairs),
        tuple(pairs),
        pager,
        _fairness(first, second, head.key),
    )


def _groups(
    pairs: list[Pair], titles: Mapping[str, str], place: Callable[[str], tuple[int, str]]
) -> Iterator[GroupSum]:
    """The sums of each group in its order, by its name in the reader's language."""
    for each in sorted(grouped(pairs), key=lambda group: place(group.group)):
        yield replace(each, group=titles.get(each.group, each.group))


def _pairs(first: Scenario, second: Scenario, grant: str, by: str) -> Iterator[Pair]:
    """Every school of either scenario with both amounts."""
    columns = ("code", "name", by, "amounts")
    one, other = ({row[0]: row for row in each.shares.values_list(*columns)} for each in (first, second))
    for code in sorted(one.keys() | other.keys()):
        row = other.get(code) or one[code]
        before, after = (side[code][3].get(grant) if code in side else None for side in (one, other))
        yield Pair(code, row[1], row[2], Decimal(before) if before else None, Decimal(after) if after else None)


def _fairness(
    first: Scenario, second: Scenario, grant: str
) -> tuple[tuple[str, bool, float | None, float | None], ...]:
    """Each measure of both: measure, adjusted by need, before, after."""
    one, other = (
        {(name, adjusted): value for key, name, adjusted, value in each.result.get("fairness", ()) if key == grant}
        for each in (first, second)
    )
    return tuple((name, adjusted, value, other.get((name, adjusted))) for (name, adjusted), value in one.items())
