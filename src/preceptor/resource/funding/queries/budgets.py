"""A school's or local district's own budget: its funds, its lines, how it stands, and what new amounts change."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from preceptor.foundation.accounts.public import holds
from preceptor.foundation.audit.public import Actor, may, require
from preceptor.foundation.district.public import UnitBrief, unit, units
from preceptor.foundation.look.public import Refusal
from preceptor.resource.funding.models import Budget, Publication
from preceptor.resource.funding.queries.offices import (
    APPROVE,
    OFFICE,
    SEE,
    OfficeShare,
    approves,
    audience_of,
    develops,
    office_funds,
    office_shares,
)
from preceptor.resource.funding.queries.published import WindowLine, newest_publication, windows_of
from preceptor.resource.funding.queries.wording import titles_of
from preceptor.resource.funding.rules.budgeting import (
    Adjustment,
    Fund,
    FundState,
    Objection,
    Spending,
    objections,
    states_of,
    true_up,
)

WORKABLE = (Budget.State.OPEN, Budget.State.RETURNED, Budget.State.TRUE_UP)


class NoBudget(Refusal):
    """The school has no budget to develop."""

    status = 404


def kind_words() -> dict[str, str]:
    """What each kind of spending is called."""
    return {
        "teacher": _("Teachers"),
        "counselor": _("Counselors"),
        "aide": _("Aides"),
        "nurse": _("More nursing"),
        "tutoring": _("Tutoring"),
        "materials": _("Books and materials"),
        "training": _("Training of staff"),
        "families": _("Work with families"),
        "technology": _("Devices and software"),
        "other": _("Other"),
    }


def funds_of(publication: Publication, unit_id: int) -> list[Fund]:
    """The money that a publication gives a school, grant by grant; half-days are no money."""
    return funds_by_unit(publication, [unit_id]).get(unit_id, [])


def funds_by_unit(publication: Publication, unit_ids: Collection[int]) -> dict[int, list[Fund]]:
    """The same for several schools and local districts, in two queries; those that it does not name are left out."""
    result = publication.scenario.result
    titles = titles_of(result)
    grants = {key: each for key, each in result["grants"].items() if each["measure"] == "money"}
    shares = publication.scenario.shares.filter(unit_id__in=unit_ids).values_list("unit_id", "amounts")
    found = {
        unit_id: [
            Fund(key, titles.get(each["title"], each["title"]), Decimal(amounts[key]), tuple(each["spend_on"]))
            for key, each in grants.items()
            if Decimal(amounts.get(key) or 0)
        ]
        for unit_id, amounts in shares
        if unit_id is not None
    }
    others = [unit_id for unit_id in unit_ids if unit_id not in found]
    return found | dict(office_funds(publication, others))


@dataclass(frozen=True)
class LineRow:
    """One line of the budget."""

    id: int
    fund: str
    kind: str
    word: str
    note: str
    amount: Decimal


@dataclass(frozen=True)
class FundPart:
    """One fund with its lines, what may be bought with it, and what is left."""

    state: FundState
    lines: tuple[LineRow, ...]
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class BudgetDetailPage:
    """A school's budget."""

    unit: UnitBrief
    year: str
    number: int
    norm_day: bool
    state: str
    state_word: str
    question: str
    revision: int
    funds: tuple[FundPart, ...]
    total: Decimal
    spent: Decimal
    objections: tuple[str, ...]
    adjustments: tuple[Adjustment, ...]
    windows: tuple[WindowLine, ...]
    submitted_at: datetime | None
    approved_at: datetime | None
    may_change: bool
    may_approve: bool
    shares: tuple[OfficeShare, ...]
    """What a local district's money rests on; empty for a school, whose own page explains it."""

    @property
    def is_office(self) -> bool:
        """Whether this is the budget of a local district."""
        return self.unit.kind == OFFICE

    @property
    def left(self) -> Decimal:
        """What is still to be spent; below zero: too much."""
        return self.total - self.spent

    @property
    def over(self) -> Decimal:
        """What is spent beyond what there is."""
        return max(-self.left, Decimal(0))


def no_publication() -> NoBudget:
    """The refusal where nothing is published."""
    return NoBudget(
        "nothing-published",
        _("No allocation is published for this school, so there is no budget yet."),
        remedy=_("It opens with the publication; the finance office says when."),
    )


def budget_detail_page(*, unit_id: int, by: Actor, now: datetime) -> BudgetDetailPage:
    """The budget of a school, or a local district, in the newest published year; empty before its first line."""
    place = unit(unit_id)
    require(by, SEE, where=place.path, now=now)
    publication = newest_publication()
    if publication is None:
        raise no_publication()
    budget = (
        Budget.objects.filter(unit_id=unit_id, year=publication.year).select_related("publication__scenario").first()
    )
    funds = funds_of(publication, unit_id)
    if not funds:
        raise no_publication()
    lines = list(budget.lines.order_by("fund", "id")) if budget else []
    spending = [Spending(each.fund, each.kind, each.amount, each.note) for each in lines]
    words, windows = kind_words(), windows_of(publication.year, now)
    state = budget.state if budget else Budget.State.OPEN
    return BudgetDetailPage(
        unit=place,
        year=publication.year,
        number=publication.number,
        norm_day=publication.kind == Publication.Kind.NORM_DAY,
        state=state,
        state_word=str(Budget.State(state).label),
        question=budget.question if budget else "",
        revision=budget.revision if budget else 0,
        funds=tuple(_part(each, lines, words) for each in states_of(funds, spending)),
        total=sum((fund.amount for fund in funds), Decimal(0)),
        spent=sum((each.amount for each in lines), Decimal(0)),
        objections=tuple(objection_words(each, funds) for each in objections(funds, spending)),
        adjustments=_adjustments(budget, publication, unit_id, funds),
        windows=tuple(windows),
        submitted_at=budget.submitted_at if budget else None,
        approved_at=budget.approved_at if budget else None,
        may_change=state in WORKABLE
        and is_open(state, windows, audience_of(place))
        and may(by, develops(place), where=place.path, now=now),
        may_approve=state == Budget.State.SUBMITTED and may(by, approves(place), where=place.path, now=now),
        shares=tuple(office_shares(publication, place.name)) if place.kind == OFFICE else (),
    )


def is_open(state: str, windows: Collection[WindowLine], audience: str) -> bool:
    """Whether lines may be changed: while the window is open, and after it what was returned or new amounts opened."""
    if state in {Budget.State.RETURNED, Budget.State.TRUE_UP}:
        return True
    return any(each.audience == audience and each.state == "open" for each in windows)


def _part(state: FundState, lines: Collection[Any], words: Mapping[str, str]) -> FundPart:
    """One fund with its lines."""
    own = tuple(
        LineRow(each.pk, each.fund, each.kind, words.get(each.kind, each.kind), each.note, each.amount)
        for each in lines
        if each.fund == state.fund.key
    )
    allowed = state.fund.spend_on or tuple(words)
    return FundPart(state, own, tuple((kind, words.get(kind, kind)) for kind in allowed))


def _adjustments(
    budget: Budget | None, publication: Publication, unit_id: int, funds: list[Fund]
) -> tuple[Adjustment, ...]:
    """What norm day, or a version that opened the budget, changed against the publication before it."""
    opened = budget is not None and budget.state == Budget.State.TRUE_UP
    if budget is None or not (opened or publication.kind == Publication.Kind.NORM_DAY):
        return ()
    earlier = Publication.objects.filter(year=publication.year, number__lt=publication.number)
    before = earlier.select_related("scenario").order_by("-number").first()
    return tuple(true_up(funds_of(before, unit_id), funds)) if before else ()


def objection_words(each: Objection, funds: Collection[Fund]) -> str:
    """Say why a budget cannot be handed in yet."""
    from preceptor.foundation.look.public import money

    title = next((fund.title for fund in funds if fund.key == each.fund), each.fund)
    words = {
        "left": _("%(fund)s: %(amount)s are not spent yet."),
        "over": _("%(fund)s: %(amount)s more are spent than there are."),
        "purpose": _("%(fund)s may not be spent on %(kind)s."),
        "no_fund": _("The school has no money called %(fund)s."),
        "amount": _("%(fund)s: %(amount)s is no amount above zero in whole cents."),
    }
    facts = {"fund": title, "amount": money(each.amount), "kind": kind_words().get(each.kind, each.kind)}
    return words[each.code] % facts


@dataclass(frozen=True)
class BudgetLine:
    """One school's budget in the approver's list."""

    unit_id: int
    name: str
    state: str
    state_word: str
    total: Decimal
    since: datetime


@dataclass(frozen=True)
class BudgetListPage:
    """Budgets that the reader approves or oversees."""

    year: str
    lines: tuple[BudgetLine, ...]
    counts: tuple[tuple[str, int], ...]


def budget_list_page(*, by: Actor, now: datetime) -> BudgetListPage:
    """Every budget of the newest year that the reader may approve or see for the whole district."""
    publication = newest_publication()
    year = publication.year if publication else ""
    rows = list(
        Budget.objects.filter(year=year).select_related("unit").prefetch_related("lines").order_by("unit__name")
    )
    places = units(row.unit_id for row in rows)
    mine = [row for row in rows if _concerns(places[row.unit_id], by, now)]
    if not holds(by.id, APPROVE, now):
        require(by, "funding.plan", now=now)
        mine = rows
    order = {Budget.State.SUBMITTED: 0, Budget.State.TRUE_UP: 1, Budget.State.RETURNED: 2, Budget.State.OPEN: 3}
    mine.sort(key=lambda row: order.get(Budget.State(row.state), 4))
    counts: dict[str, int] = {}
    for row in mine:
        word = str(row.get_state_display())
        counts[word] = counts.get(word, 0) + 1
    return BudgetListPage(
        year,
        tuple(
            BudgetLine(
                row.unit_id,
                row.unit.name,
                row.state,
                str(row.get_state_display()),
                sum((line.amount for line in row.lines.all()), Decimal(0)),
                row.changed_at,
            )
            for row in mine
        ),
        tuple(counts.items()),
    )


def submitted_for(by: Actor, now: datetime) -> list[Budget]:
    """Budgets handed in that the actor may approve."""
    rows = list(Budget.objects.filter(state=Budget.State.SUBMITTED).select_related("unit"))
    places = units(row.unit_id for row in rows)
    return [row for row in rows if may(by, approves(places[row.unit_id]), where=places[row.unit_id].path, now=now)]


def _concerns(place: UnitBrief, by: Actor, now: datetime) -> bool:
    """Whether the actor approves or develops the budget of a place."""
    return any(may(by, action, where=place.path, now=now) for action in (approves(place), develops(place)))
