"""Pages of one run: its lines with their steps, a line to be corrected, the file that payroll got."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from preceptor.develop.programs.public import cycle
from preceptor.develop.stipends.models import PayLine, PaymentRun, PayrollFile
from preceptor.develop.stipends.queries.cases import Asked, Before, paid_before
from preceptor.develop.stipends.queries.office import APPROVE, COORDINATE, State, seen
from preceptor.develop.stipends.queries.terms import asked_for, no_pay, terms_from_data
from preceptor.develop.stipends.queries.words import Badge, Said, formula_words, problem_words, run_badge, step_words
from preceptor.develop.stipends.rules.approving import WANTED
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.district.public import PersonBrief, people


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
    brief = seen(run.cycle_id, by, now)
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
    seen(found.run.cycle_id, by, now)
    return f"payroll-{found.run.cycle_id}-{found.run.payment}-{found.run.number}-{run_id}.csv", bytes(found.content)
