"""What waits for somebody: runs to approve or hand over, formulas to choose, and own pay that is held."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from preceptor.develop.activities.public import calendar_of
from preceptor.develop.pairing.public import cycle_ids_of
from preceptor.develop.programs.public import CycleBrief, open_cycles
from preceptor.develop.stipends.models import FormulaChoice, PayApproval, PayLine, PaymentRun
from preceptor.develop.stipends.queries.terms import OPEN, paid_here, pay_periods
from preceptor.foundation.accounts.public import holds
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.district.public import today

COORDINATE = "stipends.coordinate"
APPROVE = "stipends.approve"
State = PaymentRun.State


@dataclass(frozen=True)
class OfficeTask:
    """One thing for the office: approve, hand over, or choose a formula."""

    what: str
    cycle_id: int
    run_id: int | None
    detail: str
    since: datetime | None


def sees_pay(actor: Actor) -> tuple[bool, bool]:
    """Whether somebody can be paid by a program, and whether they work on others' pay."""
    now = timezone.now()
    own = bool(_own_cycles(actor.id or 0))
    return own, any(holds(actor.id, action, now) for action in (COORDINATE, APPROVE))


def _own_cycles(person_id: int) -> list[CycleBrief]:
    paying = [each for each in open_cycles() if paid_here(each)]
    mine = cycle_ids_of(person_id) if paying else set()
    return [each for each in paying if each.id in mine]


def office_tasks(*, by: Actor, now: datetime) -> list[OfficeTask]:
    """What waits for somebody of the office; nothing is read for anybody else."""
    if not any(holds(by.id, action, now) for action in (COORDINATE, APPROVE)):
        return []
    mine = {each.id: each for each in open_cycles() if paid_here(each)}
    theirs = PayApproval.objects.filter(by_id=by.id or 0, run=OuterRef("pk"))
    paid = PayLine.objects.filter(person_id=by.id or 0, run=OuterRef("pk")).exclude(pays=0)
    runs = PaymentRun.objects.filter(cycle_id__in=mine, state__in=(State.COMPUTED, State.APPROVED)).order_by("pk")
    tasks = []
    for run in runs.annotate(settled=Exists(theirs) | Exists(paid)):
        brief = mine[run.cycle_id]
        detail = f"{brief.title} · {brief.definition.pay[run.payment].title} · {run.period}"
        if run.state == State.COMPUTED and not run.settled and _may(by, APPROVE, brief, now):
            tasks.append(OfficeTask("approve", brief.id, run.pk, detail, run.computed_at))
        if run.state == State.APPROVED and run.export_asked_at is None and _may(by, COORDINATE, brief, now):
            tasks.append(OfficeTask("hand_over", brief.id, run.pk, detail, run.computed_at))
    return tasks + _to_choose(by, mine, now)


def _may(by: Actor, action: str, brief: CycleBrief, now: datetime) -> bool:
    return may(by, action, where=brief.unit_path, now=now)


def _to_choose(by: Actor, mine: dict[int, CycleBrief], now: datetime) -> list[OfficeTask]:
    """Periods that have begun and whose formula is still open."""
    chosen = set(FormulaChoice.objects.filter(cycle_id__in=mine).values_list("cycle_id", "payment", "period"))
    tasks = []
    for brief in mine.values():
        for name, payment in paid_here(brief).items():
            if payment.formula != OPEN or not _may(by, COORDINATE, brief, now):
                continue
            for when in pay_periods(brief, payment, calendar_of(brief)):
                if when.period.first <= today(now) and (brief.id, name, when.key) not in chosen:
                    detail = f"{brief.title} · {payment.title} · {when.key}"
                    tasks.append(OfficeTask("choose", brief.id, None, detail, None))
    return tasks


def own_news(person_id: int) -> list[tuple[str, datetime | None]]:
    """Lines of one's own that are held in a run on its way."""
    if not _own_cycles(person_id):
        return []
    rows = PayLine.objects.filter(person_id=person_id, held=True, run__state__in=(State.COMPUTED, State.APPROVED))
    return [(f"{row.run.payment} · {row.run.period}", row.run.computed_at) for row in rows.select_related("run")]
