"""Pages of the office: programs that pay, a cycle's payments and periods, the form of a formula, one run."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from preceptor.develop.activities.public import period_word
from preceptor.develop.programs.public import CycleBrief, Payment, cycle, cycles, open_cycles
from preceptor.develop.stipends.models import FormulaChoice, PayLine, PaymentRun, PayrollFile
from preceptor.develop.stipends.queries.cases import Asked, Before, paid_before
from preceptor.develop.stipends.queries.terms import (
    OPEN,
    PayPeriod,
    asked_for,
    choices_of,
    no_pay,
    paid_here,
    pay_periods,
    terms_from_data,
    terms_in_force,
)
from preceptor.develop.stipends.queries.words import (
    Badge,
    Said,
    formula_words,
    problem_words,
    run_badge,
    step_words,
)
from preceptor.develop.stipends.rules.approving import WANTED
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.district.public import PersonBrief, people, today

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
    brief = _seen(cycle_id, by, now)
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


def _seen(cycle_id: int, by: Actor, now: datetime) -> CycleBrief:
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


@dataclass(frozen=True)
class PersonLine:
    """One person's line with every step and what stands beside it."""

    id: int
    person: PersonBrief
    owed: Decimal
    pays: Decimal
    steps: tuple[Said, ...]
    problems: tuple[Said, ...]
    held: bool
    corrects: int | None
    reason: str
    may_correct: bool
    may_release: bool


@dataclass(frozen=True)
class RunDetailPage:
    """One run: its lines, who approved, and what can be done."""

    id: int
    cycle_id: int
    title: str
    name: str
    payment: str
    payment_key: str
    period: str
    number: int
    badge: Badge
    state: str
    by_hand: bool
    formula: tuple[str, ...]
    computed_at: datetime | None
    approvals: tuple[tuple[str, datetime], ...]
    wanted: int
    lines: tuple[PersonLine, ...]
    show: str
    all: int
    paid: int
    held: int
    total: Decimal
    handing_over: bool
    file: tuple[str, datetime, int] | None
    may_approve: bool
    may_discard: bool
    may_export: bool
    may_coordinate: bool


def run_detail_page(*, run_id: int, show: str, by: Actor, now: datetime) -> RunDetailPage:
    """Everything about a run, for those who coordinate or approve it."""
    run = PaymentRun.objects.filter(pk=run_id).first()
    if run is None:
        raise no_pay()
    brief = _seen(run.cycle_id, by, now)
    rows = list(run.lines.order_by("person__family_name", "person__given_name", "pk"))
    approvals = list(run.approvals.order_by("number").values_list("by_id", "at"))
    who = people({row.person_id for row in rows} | {each for each, _at in approvals})
    coordinates = may(by, COORDINATE, where=brief.unit_path, now=now)
    lines = tuple(_person(row, who[row.person_id], run, coordinates) for row in rows)
    mine = any(row.person_id == by.id and row.pays for row in rows)
    file = _file(run)
    return RunDetailPage(
        id=run_id,
        cycle_id=run.cycle_id,
        title=brief.title,
        name=brief.name,
        payment=brief.definition.pay[run.payment].title,
        payment_key=run.payment,
        period=run.period,
        number=run.number,
        badge=run_badge(run.state),
        state=run.state,
        by_hand=run.by_hand,
        formula=formula_words(terms_from_data(run.terms)),
        computed_at=run.computed_at,
        approvals=tuple((who[each].name, at) for each, at in approvals),
        wanted=WANTED,
        lines=tuple(line for line in lines if show != "held" or line.held),
        show=show,
        all=len(lines),
        paid=sum(1 for line in lines if line.pays),
        held=sum(line.held for line in lines),
        total=sum((line.pays for line in lines), Decimal(0)),
        handing_over=run.state == State.APPROVED and run.export_asked_at is not None,
        file=file,
        may_approve=run.state == State.COMPUTED
        and not mine
        and may(by, APPROVE, where=brief.unit_path, now=now)
        and by.id not in [each for each, _at in approvals]
        and any(line.pays for line in lines),
        may_discard=coordinates and run.state in (State.WORKING, State.COMPUTED),
        may_export=coordinates and run.state == State.APPROVED and run.export_asked_at is None,
        may_coordinate=coordinates,
    )


def _file(run: PaymentRun) -> tuple[str, datetime, int] | None:
    found = PayrollFile.objects.filter(run=run).values_list("sha256", "made_at", "lines").first()
    return found if found is None else (found[0], found[1], found[2])


def _person(row: PayLine, person: PersonBrief, run: PaymentRun, coordinates: bool) -> PersonLine:
    closed = any(each["code"] == "position_closed" for each in row.problems)
    return PersonLine(
        id=row.pk,
        person=person,
        owed=row.owed,
        pays=row.pays,
        steps=tuple(map(step_words, row.steps)),
        problems=tuple(map(problem_words, row.problems)),
        held=row.held,
        corrects=row.corrects_id,
        reason=row.reason,
        may_correct=coordinates and run.state == State.EXPORTED and row.pays != 0,
        may_release=coordinates and run.state == State.COMPUTED and closed,
    )


@dataclass(frozen=True)
class LineCorrectPage:
    """One line that payroll has, to be corrected by a new one."""

    id: int
    run_id: int
    name: str
    payment: str
    period: str
    paid: Decimal
    at_most: Decimal | None


def line_correct_page(*, line_id: int, by: Actor, now: datetime) -> LineCorrectPage:
    """The line and what payroll has of the person in all."""
    line = PayLine.objects.select_related("run").filter(pk=line_id, run__state=State.EXPORTED).first()
    if line is None:
        raise no_pay()
    brief = cycle(line.run.cycle_id)
    if not may(by, COORDINATE, where=brief.unit_path, now=now):
        raise no_pay()
    payment, period = asked_for(brief, line.run.payment, line.run.period)
    asked = Asked(brief, line.run.payment, payment, period)
    paid = paid_before(asked, line.person_id).get(line.person_id, Before()).paid
    name = people([line.person_id])[line.person_id].name
    return LineCorrectPage(line_id, line.run_id, name, payment.title, line.run.period, paid, payment.at_most)


def payroll_file(*, run_id: int, by: Actor, now: datetime) -> tuple[str, bytes]:
    """Name and bytes of the file that payroll got; the same every time."""
    found = PayrollFile.objects.select_related("run").filter(run_id=run_id).first()
    if found is None:
        raise no_pay()
    _seen(found.run.cycle_id, by, now)
    return f"payroll-{found.run.cycle_id}-{found.run.payment}-{found.run.number}-{run_id}.csv", bytes(found.content)
