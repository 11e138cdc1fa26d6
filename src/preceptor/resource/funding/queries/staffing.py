"""Positions by class-size norms and nurses by need, as a scenario gives them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.paginator import Page as Pager
from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, require
from preceptor.resource.funding.models import Scenario
from preceptor.resource.funding.queries.scenarios import PLAN, ROWS, ScenarioUnknown, scenario_row
from preceptor.resource.funding.queries.wording import in_words

DAYS_A_WEEK = 5


@dataclass(frozen=True)
class YearLine:
    """A school's positions in one year."""

    year: str
    positions: int
    base: int
    cost: Decimal
    rooms: int
    further: bool


@dataclass(frozen=True)
class PositionLine:
    """A school's positions in all years."""

    code: str
    name: str
    level: str
    further: bool
    years: tuple[YearLine, ...]

    @property
    def lacks_rooms(self) -> bool:
        """Whether some year needs more rooms than the school has."""
        return any(each.rooms for each in self.years)


@dataclass(frozen=True)
class YearSum:
    """One year of all schools."""

    year: str
    by: str
    further_by: str
    positions: int
    base: int
    cost: Decimal
    schools_without_rooms: int
    rooms: int


@dataclass(frozen=True)
class PositionListPage:
    """Positions by school and year, what they cost beyond the base norm, and where rooms lack."""

    scenario: Scenario
    title: str
    norms: tuple[tuple[str, str], ...]
    a_position: Decimal
    sums: tuple[YearSum, ...]
    further: int
    show: str
    lines: tuple[PositionLine, ...]
    pager: "Pager[PositionLine]"


def position_list_page(
    *, scenario_id: int, key: str, asked: Mapping[str, str], by: Actor, now: datetime
) -> PositionListPage:
    """The positions of one staffing rule; `show` is empty, `rooms` or `further`."""
    require(by, PLAN, now=now)
    row = scenario_row(scenario_id)
    rule = in_words(row.result).get("staffing", {}).get(key)
    if rule is None:
        raise _nothing()
    columns = row.shares.order_by("rank", "name", "id").values_list("code", "name", "level", "positions")
    every = [_positions(code, name, level, kept[key]) for code, name, level, kept in columns if key in kept]
    show = asked.get("show", "")
    shown = [line for line in every if (show != "rooms" or line.lacks_rooms) and (show != "further" or line.further)]
    return PositionListPage(
        scenario=row,
        title=rule["title"],
        norms=tuple((title, base) for title, base in rule["norms"]),
        a_position=Decimal(rule["cost"]),
        sums=tuple(_sum(every, at, year) for at, year in enumerate(rule["years"])),
        further=sum(line.further for line in every),
        show=show,
        lines=tuple(shown),
        pager=Paginator(shown, ROWS).get_page(asked.get("page")),
    )


def _nothing() -> ScenarioUnknown:
    """The refusal for a rule that a scenario does not have."""
    return ScenarioUnknown(
        "no-such-rule", _("This scenario has no such rule."), remedy=_("Open it from the scenario again.")
    )


def _positions(code: str, name: str, level: str, years: list[dict[str, str]]) -> PositionLine:
    """A school's row from plain data."""
    lines = tuple(
        YearLine(
            each["year"],
            int(each["positions"]),
            int(each["base"]),
            Decimal(each["cost"]),
            int(each["rooms"]),
            bool(each["further"]),
        )
        for each in years
    )
    return PositionLine(code, name, level, any(each.further for each in lines), lines)


def _sum(every: list[PositionLine], at: int, year: list[str]) -> YearSum:
    """Add up one year."""
    those = [line.years[at] for line in every]
    return YearSum(
        year[0],
        year[1],
        year[2],
        sum(each.positions for each in those),
        sum(each.base for each in those),
        sum((each.cost for each in those), Decimal(0)),
        sum(each.rooms > 0 for each in those),
        sum(each.rooms for each in those),
    )


@dataclass(frozen=True)
class NurseLine:
    """A school's half-days of nursing, and the school that it can share a nurse with."""

    code: str
    name: str
    rank: int | None
    half_days: int
    partner: str
    km: float | None
    together: int | None

    @property
    def days(self) -> Decimal:
        """Days a week."""
        return Decimal(self.half_days) / 2


@dataclass(frozen=True)
class NurseListPage:
    """Nursing by need: half-days that add up to the pool, and pairs that share a nurse."""

    scenario: Scenario
    title: str
    half_days: int
    least: int
    full_time: int
    pairs: int
    km: float
    show: str
    lines: tuple[NurseLine, ...]
    pager: "Pager[NurseLine]"


def nurse_list_page(*, scenario_id: int, key: str, asked: Mapping[str, str], by: Actor, now: datetime) -> NurseListPage:
    """Nursing of one sharing rule; `show` is empty, `paired` or `alone`."""
    require(by, PLAN, now=now)
    row = scenario_row(scenario_id)
    pairs = row.result.get("sharing", {}).get(key)
    if pairs is None:
        raise _nothing()
    grant = row.result["sharing_of"][key]
    partner = {one: (other, km, together) for one, other, together, km in pairs}
    partner |= {other: (one, km, together) for one, other, together, km in pairs}
    rows = list(row.shares.order_by("rank", "name", "id").values_list("code", "name", "rank", "amounts"))
    names = {code: name for code, name, *_ in rows}
    every = [_nurse(code, name, rank, amounts.get(grant, "0"), partner, names) for code, name, rank, amounts in rows]
    show = asked.get("show", "")
    shown = [line for line in every if show not in {"paired", "alone"} or bool(line.partner) == (show == "paired")]
    half_days = [line.half_days for line in every]
    return NurseListPage(
        scenario=row,
        title=in_words(row.result)["grants"][grant]["title"],
        half_days=sum(half_days),
        least=min(half_days, default=0),
        full_time=sum(each >= 2 * DAYS_A_WEEK for each in half_days),
        pairs=len(pairs),
        km=round(sum(pair[3] for pair in pairs), 1),
        show=show,
        lines=tuple(shown),
        pager=Paginator(shown, ROWS).get_page(asked.get("page")),
    )


def _nurse(
    code: str,
    name: str,
    rank: int | None,
    amount: str,
    partner: Mapping[str, tuple[str, float, str]],
    names: Mapping[str, str],
) -> NurseLine:
    """A school's row."""
    other, km, together = partner.get(code, ("", None, None))
    whole = None if together is None else int(Decimal(together))
    return NurseLine(code, name, rank, int(Decimal(amount or 0)), names.get(other, other), km, whole)
