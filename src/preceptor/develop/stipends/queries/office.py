"""Pages of the office: programs that pay, a cycle's payments and periods, the form of a formula, one run."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from preceptor.develop.activities.public import period_word
from preceptor.develop.programs.public import CycleBrief, Payment, cycle, cycles, open_cycles
from preceptor.develop.stipends.models import FormulaChoice, PaymentRun
from preceptor.develop.stipends.queries.terms import (
    OPEN,
    PayPeriod,
    asked_for,
    choices_of,
    no_pay,
    paid_here,
    pay_periods,
    terms_in_force,
)
from preceptor.develop.stipends.queries.words import (
    Badge,
    formula_words,
    run_badge,
)
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.district.public import today

COORDINATE = "stipends.coordinate"
APPROVE = "stipends.approve"
State = PaymentRun.State
ON_THE_WAY = (State.WORKING, State.COMPUTED, State.APPROVED)


@dataclass(frozen=True)
class RunLine:
    """One run in a list."""

    id: int
    number: int
    badge: Badge
    lines: int
    total: Decimal
    made: datetime


@dataclass(frozen=True)
class PeriodLine:
    """A payment in one period: the formula, and its runs."""

    key: str
    word: str
    first: date
    last: date
    begun: bool
    formula: tuple[str, ...]
    chosen_by: str
    chosen_at: datetime | None
    reason: str
    version: int
    may_choose: bool
    may_start: bool
    on_the_way: bool
    runs: tuple[RunLine, ...]


@dataclass(frozen=True)
class PaymentLine:
    """One payment of a cycle."""

    name: str
    title: str
    says: str
    first_period: str
    office_chooses: bool
    periods: tuple[PeriodLine, ...]


@dataclass(frozen=True)
class PayBoardPage:
    """The payments of a cycle."""

    cycle_id: int
    title: str
    name: str
    may_coordinate: bool
    payments: tuple[PaymentLine, ...]


@dataclass(frozen=True)
class PayHomePage:
    """Programs that pay, and runs that wait."""

    cycles: tuple[tuple[int, str, str, int], ...]
    waiting: tuple[tuple[int, str, str, str], ...]


def paying_cycles(*, by: Actor, now: datetime) -> list[CycleBrief]:
    """Open cycles that pay somebody and whose pay the reader may see."""
    return [each for each in open_cycles() if paid_here(each) and _may_see(each, by, now)]


def _may_see(brief: CycleBrief, by: Actor, now: datetime) -> bool:
    return any(may(by, action, where=brief.unit_path, now=now) for action in (COORDINATE, APPROVE))


def pay_home_page(*, by: Actor, now: datetime) -> PayHomePage:
    """Every program that pays, with the runs that wait for somebody."""
    runs = list(PaymentRun.objects.exclude(state=State.DISCARDED).order_by("pk").defer("terms"))
    ended = cycles({run.cycle_id for run in runs}).values()  # with pay that people may still look up or correct
    mine = {each.id: each for each in (*paying_cycles(by=by, now=now), *ended) if _may_see(each, by, now)}
    rows = [run for run in runs if run.cycle_id in mine and run.state in ON_THE_WAY]
    waiting = tuple(
        (
            row.pk,
            mine[row.cycle_id].definition.pay[row.payment].title,
            f"{mine[row.cycle_id].name} · {row.period}",
            row.state,
        )
        for row in rows
    )
    counted = {number: sum(row.cycle_id == number for row in rows) for number in mine}
    paying = tuple((each.id, each.title, each.name, counted[each.id]) for each in mine.values())
    said = tuple((pk, title, where, run_badge(state)[1]) for pk, title, where, state in waiting)
    return PayHomePage(paying, said)


def pay_board_page(*, cycle_id: int, by: Actor, now: datetime) -> PayBoardPage:
    """Each payment of a cycle with its periods, formulas and runs."""
    brief = seen(cycle_id, by, now)
    choices, coordinates = choices_of([cycle_id]), may(by, COORDINATE, where=brief.unit_path, now=now)
    counted = _runs(cycle_id)
    payments = tuple(
        PaymentLine(
            name=name,
            title=payment.title,
            says=payment.says,
            first_period=payment.first_period or "",
            office_chooses=payment.formula == OPEN,
            periods=tuple(
                _period(payment, when, choices.get((cycle_id, name, when.key)), counted.get((name, when.key), []), now)
                for when in pay_periods(brief, payment)
            ),
        )
        for name, payment in paid_here(brief).items()
    )
    return PayBoardPage(cycle_id, brief.title, brief.name, coordinates, payments)


def _runs(cycle_id: int) -> dict[tuple[str, str], list[Any]]:
    rows = PaymentRun.objects.filter(cycle_id=cycle_id).order_by("-number")
    found: dict[tuple[str, str], list[Any]] = {}
    paying = Q(lines__held=False) & ~Q(lines__pays=0)
    for row in rows.annotate(paid=Count("lines", filter=paying), total=Sum("lines__pays")):
        found.setdefault((row.payment, row.period), []).append(row)
    return found


def _period(
    payment: Payment, when: PayPeriod, choice: FormulaChoice | None, runs: list[Any], now: datetime
) -> PeriodLine:
    terms = terms_in_force(payment, choice)
    on_the_way = any(run.state in ON_THE_WAY for run in runs)
    begun = when.begins <= today(now)
    lines = tuple(
        RunLine(run.pk, run.number, run_badge(run.state), run.paid, run.total or Decimal(0), run.created_at)
        for run in runs
    )
    return PeriodLine(
        key=when.key,
        word=period_word(when.period),
        first=when.period.first,
        last=when.period.last,
        begun=begun,
        formula=formula_words(terms) if terms else (),
        chosen_by=str(choice.chosen_by) if choice and choice.chosen_by else "",
        chosen_at=choice.chosen_at if choice else None,
        reason=choice.reason if choice else "",
        version=choice.number if choice else 0,
        may_choose=payment.formula == OPEN and not on_the_way,
        may_start=terms is not None and begun and not on_the_way,
        on_the_way=on_the_way,
        runs=lines,
    )


def seen(cycle_id: int, by: Actor, now: datetime) -> CycleBrief:
    """A cycle whose pay the reader may see; unknown for everybody else."""
    brief = cycle(cycle_id)
    if not paid_here(brief) or not _may_see(brief, by, now):
        raise no_pay()
    return brief


@dataclass(frozen=True)
class FormulaFormPage:
    """The form in which the office chooses a formula."""

    cycle_id: int
    title: str
    name: str
    payment: str
    payment_title: str
    period: str
    period_word: str
    says: str
    at_most: Decimal | None
    per: str
    partners: int
    has_logs: bool
    earlier: tuple[tuple[int, tuple[str, ...], str, str, datetime], ...]
    initial: dict[str, Any]


def formula_form_page(*, cycle_id: int, name: str, period: str, by: Actor, now: datetime) -> FormulaFormPage:
    """What the source says, what was chosen before, and the fields of a choice."""
    brief = cycle(cycle_id)
    payment, when = asked_for(brief, name, period)
    if payment.formula != OPEN or not may(by, COORDINATE, where=brief.unit_path, now=now):
        raise no_pay()
    rows = FormulaChoice.objects.filter(cycle_id=cycle_id, payment=name, period=period).select_related("chosen_by")
    earlier = [
        (row.number, _words(payment, row), row.reason, str(row.chosen_by or ""), row.chosen_at)
        for row in rows.order_by("-number")
    ]
    role = brief.definition.roles[payment.to or ""]
    last = rows.order_by("-number").first()
    return FormulaFormPage(
        cycle_id=cycle_id,
        title=brief.title,
        name=brief.name,
        payment=name,
        payment_title=payment.title,
        period=period,
        period_word=period_word(when.period),
        says=payment.says,
        at_most=payment.at_most,
        per=payment.per,
        partners=min(role.partners.at_most or 4, 8),
        has_logs=bool(payment.needs_logs),
        earlier=tuple(earlier),
        initial=_initial(last),
    )


def _words(payment: Payment, row: FormulaChoice) -> tuple[str, ...]:
    terms = terms_in_force(payment, row)
    return formula_words(terms) if terms else ()


def _initial(last: FormulaChoice | None) -> dict[str, Any]:
    if last is None:
        return {}
    said = {name: getattr(last, name) for name in ("formula", "amount", "later_percent", "by_days")}
    return {
        **said,
        "missing_log": "share" if last.log_share else "all",
        **{f"tier_{n}": amount for n, amount in last.tiers},
    }
