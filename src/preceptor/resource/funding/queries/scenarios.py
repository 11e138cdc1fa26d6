"""Scenarios: the list, one with its results, and what publishing one would do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.paginator import Page as Pager
from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, may, require
from preceptor.foundation.look.public import Refusal
from preceptor.resource.funding.models import Budget, Publication, Scenario, SchoolShare
from preceptor.resource.funding.queries.published import Step, timeline_of, windows_of
from preceptor.resource.funding.queries.wording import in_order, in_words, titles_of, told
from preceptor.resource.funding.rules.comparing import totals

PLAN, PUBLISH = "funding.plan", "funding.publish"
ROWS = 25
FAULTS = 200
BY = ("level", "local_district", "tier")
_LEAN = ("id", "title", "year", "state", "made_at", "computed_at", "copied_from_id", "inputs_sha256", "job_id")


class ScenarioUnknown(Refusal):
    """There is no such scenario."""

    status = 404


def scenario_row(scenario_id: int) -> Scenario:
    """A scenario with everything; refuses with 404 when there is none."""
    found = Scenario.objects.filter(pk=scenario_id).first()
    if found is None:
        raise ScenarioUnknown(
            "unknown-scenario", _("There is no such scenario."), remedy=_("Open it from the list of scenarios again.")
        )
    return found


@dataclass(frozen=True)
class ScenarioLine:
    """A scenario in a list."""

    id: int
    title: str
    year: str
    state: str
    state_word: str
    made_at: datetime
    copy_of: str
    published: int | None


@dataclass(frozen=True)
class ScenarioListPage:
    """All scenarios, what is published, and the timeline of the newest year."""

    scenarios: tuple[ScenarioLine, ...]
    publications: tuple[Publication, ...]
    timeline: tuple[Step, ...]
    year: str
    may_publish: bool


def scenario_list_page(*, by: Actor, now: datetime) -> ScenarioListPage:
    """The finance office's first page."""
    require(by, PLAN, now=now)
    rows = list(Scenario.objects.only(*_LEAN).order_by("-year", "-id"))
    titles = {row.pk: row.title for row in rows}
    published = list(Publication.objects.select_related("scenario").defer("scenario__table", "scenario__result"))
    numbers = {each.scenario_id: each.number for each in published}
    year = max((row.year for row in rows), default="")
    return ScenarioListPage(
        tuple(
            ScenarioLine(
                row.pk,
                row.title,
                row.year,
                row.state,
                str(row.get_state_display()),
                row.made_at,
                titles.get(row.copied_from_id or 0, ""),
                numbers.get(row.pk),
            )
            for row in rows
        ),
        tuple(sorted(published, key=lambda each: (each.year, each.number), reverse=True)),
        timeline_of((each for each in published if each.year == year), windows_of(year, now)),
        year,
        may(by, PUBLISH, now=now),
    )


@dataclass(frozen=True)
class PoolLine:
    """A pool's account."""

    title: str
    measure: str
    amount: Decimal
    reserved: tuple[tuple[str, Decimal], ...]
    given: Decimal
    left: Decimal
    missing: Decimal
    on_top: Decimal
    why: tuple[str, ...]


@dataclass(frozen=True)
class GrantHead:
    """A column of the results."""

    key: str
    title: str
    measure: str


@dataclass(frozen=True)
class ShareLine:
    """A school's row of the results; amounts in the order of the columns."""

    code: str
    name: str
    unit_id: int | None
    level: str
    local_district: str
    tier: str
    rank: int | None
    pupils: int | None
    amounts: tuple[Decimal, ...]


@dataclass(frozen=True)
class GroupLine:
    """A group's row: its name, and its sums in the order of the columns."""

    name: str
    sums: tuple[Decimal, ...]


@dataclass(frozen=True)
class ScenarioDetailPage:
    """One scenario: how it stands, its pools, its schools, gathered by what the reader asks for."""

    scenario: Scenario
    state_word: str
    faults: tuple[str, ...]
    label: str
    assumptions: tuple[str, ...]
    pools: tuple[PoolLine, ...]
    grants: tuple[GrantHead, ...]
    group_shares: tuple[tuple[str, tuple[tuple[str, int, Decimal], ...]], ...]
    by: str
    groups: tuple[GroupLine, ...]
    pager: "Pager[SchoolShare]"
    lines: tuple[ShareLine, ...]
    filters: tuple[tuple[str, str, tuple[tuple[str, str], ...], str], ...]
    left_out: tuple[str, ...]
    notes: tuple[str, ...]
    published: Publication | None
    may_publish: bool
    others: tuple[tuple[int, str], ...]
    staffing: tuple[tuple[str, str], ...]
    sharing: tuple[str, ...]

    @property
    def working(self) -> bool:
        """Whether it is still being computed."""
        return self.scenario.state == Scenario.State.WAITING


def scenario_detail_page(*, scenario_id: int, asked: Mapping[str, str], by: Actor, now: datetime) -> ScenarioDetailPage:
    """One scenario with its results; `asked` holds filters, grouping and page."""
    require(by, PLAN, now=now)
    row = scenario_row(scenario_id)
    result = in_words(row.result)
    heads = heads_of(result)
    gathered = asked.get("by", "") if asked.get("by", "") in BY else "local_district"
    pager = Paginator(_shares(row, asked), ROWS).get_page(asked.get("page"))
    others = Scenario.objects.filter(state__in=("ready", "short")).exclude(pk=row.pk).order_by("-id")
    return ScenarioDetailPage(
        scenario=row,
        state_word=str(row.get_state_display()),
        faults=told(row.faults[:FAULTS], result),
        label=result.get("label", ""),
        assumptions=tuple(result.get("assumptions", ())),
        pools=tuple(_pool(each, result) for each in result.get("pools", ())),
        grants=heads,
        group_shares=_group_shares(result),
        by=gathered,
        groups=_groups(row, gathered, heads),
        pager=pager,
        lines=tuple(_line(each, heads, titles_of(result)) for each in pager),
        filters=_filters(row, asked),
        left_out=told(result.get("left_out", ()), result),
        notes=told(result.get("notes", ()), result),
        published=Publication.objects.filter(scenario=row).first(),
        may_publish=may(by, PUBLISH, now=now),
        others=tuple(others.values_list("id", "title")[:20]),
        staffing=tuple((key, each["title"]) for key, each in result.get("staffing", {}).items()),
        sharing=tuple(result.get("sharing", {})),
    )


def _group_shares(result: Mapping[str, Any]) -> tuple[tuple[str, tuple[tuple[str, int, Decimal], ...]], ...]:
    """What groups of schools get, with the title of each rule."""
    titles = result.get("group_titles", {})
    return tuple(
        (titles[key], tuple((name, schools, Decimal(amount)) for name, schools, _claim, amount in rows))
        for key, rows in result.get("groups", {}).items()
    )


def heads_of(result: Mapping[str, Any]) -> tuple[GrantHead, ...]:
    """The grants of a result."""
    return tuple(GrantHead(key, each["title"], each["measure"]) for key, each in result.get("grants", {}).items())


def _pool(each: Mapping[str, Any], result: Mapping[str, Any]) -> PoolLine:
    """A pool's account from plain data."""
    return PoolLine(
        title=each["title"],
        measure=each["measure"],
        amount=Decimal(each["amount"]),
        reserved=tuple((title, Decimal(amount)) for title, amount in each["reserved"]),
        given=Decimal(each["given"]),
        left=Decimal(each["left"]),
        missing=Decimal(each["missing"]),
        on_top=Decimal(each["on_top"]),
        why=told(each["why"], result),
    )


def _shares(row: Scenario, asked: Mapping[str, str]) -> Any:
    """The schools of a scenario that pass the filters, greatest need first."""
    chosen = {name: asked[name] for name in BY if asked.get(name)}
    words = {"name__icontains": asked["q"]} if asked.get("q") else {}
    return row.shares.filter(**chosen, **words).defer("lines", "positions").order_by("rank", "name", "id")


def _filters(row: Scenario, asked: Mapping[str, str]) -> tuple[tuple[str, str, tuple[tuple[str, str], ...], str], ...]:
    """What one can filter by: name, title, choices with what each is called, and the choice made."""
    words, place = titles_of(row.result), in_order(row.result)
    titles = {"level": _("Level"), "local_district": _("Local district"), "tier": _("Tier")}
    choices: dict[str, set[str]] = {name: set() for name in BY}
    for values in row.shares.values_list(*BY).distinct():
        for name, value in zip(BY, values, strict=True):
            choices[name].add(value)
    return tuple(
        (
            name,
            titles[name],
            tuple((one, words.get(one, one)) for one in sorted(choices[name] - {""}, key=place)),
            asked.get(name, ""),
        )
        for name in BY
    )


def _line(each: SchoolShare, heads: Sequence[GrantHead], titles: Mapping[str, str]) -> ShareLine:
    """A school's row, its level and tier in the reader's words."""
    return ShareLine(
        each.code,
        each.name,
        each.unit_id,
        titles.get(each.level, each.level),
        each.local_district,
        titles.get(each.tier, each.tier),
        each.rank,
        each.pupils,
        tuple(Decimal(each.amounts.get(head.key) or 0) for head in heads),
    )


def _groups(row: Scenario, by: str, heads: Sequence[GrantHead]) -> tuple[GroupLine, ...]:
    """The sums of each group."""
    amounts = (
        (group, {head.key: Decimal(each.get(head.key) or 0) for head in heads})
        for group, each in row.shares.values_list(by, "amounts")
    )
    sums, titles, place = totals(amounts), titles_of(row.result), in_order(row.result)
    return tuple(
        GroupLine(titles.get(name, name), tuple(sums[name].get(head.key, Decimal(0)) for head in heads))
        for name in sorted(sums, key=place)
    )


def scenario_rows(
    *, scenario_id: int, asked: Mapping[str, str], by: Actor, now: datetime
) -> Iterator[tuple[object, ...]]:
    """The rows of the download: exactly the schools that the filters leave."""
    require(by, PLAN, now=now)
    row = scenario_row(scenario_id)
    heads = heads_of(row.result)
    for each in _shares(row, asked).iterator(chunk_size=500):
        line = _line(each, heads, {})
        yield (line.code, line.name, line.level, line.local_district, line.tier, line.rank, line.pupils, *line.amounts)


@dataclass(frozen=True)
class PublishPage:
    """What publishing a scenario would do."""

    scenario: Scenario
    number: int
    schools: int
    pools: tuple[PoolLine, ...]
    earlier: int
    budgets: int


def publish_page(*, scenario_id: int, by: Actor, now: datetime) -> PublishPage:
    """What follows from publishing: the version, the schools that will see it, the budgets that rest on it."""
    require(by, PUBLISH, now=now)
    row = scenario_row(scenario_id)
    earlier = Publication.objects.filter(year=row.year).count()
    return PublishPage(
        row,
        earlier + 1,
        row.shares.count(),
        tuple(_pool(each, row.result) for each in in_words(row.result).get("pools", ())),
        earlier,
        Budget.objects.filter(year=row.year).count(),
    )
