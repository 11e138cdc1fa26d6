"""What waits for somebody: runs to approve or hand over, formulas to choose, and own pay that is held."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from preceptor.develop.activities.public import calendar_of
from preceptor.develop.pairing.public import cycle_ids_of
from preceptor.develop.programs.public import CycleBrief, cycles, open_cycles
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
    mine = cycle_ids_of(person_id)  # asked by the navigation anyway; most people are in no program
    return [each for each in open_cycles() if each.id in mine and paid_here(each)] if mine else []


def on_the_way() -> "QuerySet[PaymentRun]":
    """Runs that are computed or approved and not handed over."""
    return PaymentRun.objects.filter(state__in=(State.COMPUTED, State.APPROVED))


def office_tasks(*, by: Actor, now: datetime, any_run: bool = True) -> list[OfficeTask]:
    """What waits for somebody of the office; nothing is read for anybody else, and no runs where there are none."""
    if not any(holds(by.id, action, now) for action in (COORDINATE, APPROVE)):
        return []
    theirs = PayApproval.objects.filter(by_id=by.id or 0, run=OuterRef("pk"))
    paid = PayLine.objects.filter(person_id=by.id or 0, run=OuterRef("pk")).exclude(pays=0)
    rows = on_the_way().order_by("pk").annotate(settled=Exists(theirs) | Exists(paid))
    runs = list(rows) if any_run else []
    mine = cycles({run.cycle_id for run in runs})
    tasks = []
    for run in runs:
        brief = mine[run.cycle_id]
        detail = f"{brief.title} · {brief.definition.pay[run.payment].title} · {run.period}"
        if run.state == State.COMPUTED and not run.settled and _may(by, APPROVE, brief, now):
            tasks.append(OfficeTask("approve", brief.id, run.pk, detail, run.computed_at))
        if run.state == State.APPROVED and run.export_asked_at is None and _may(by, COORDINATE, brief, now):
            tasks.append(OfficeTask("hand_over", brief.id, run.pk, detail, run.computed_at))
    return tasks + _to_choose(by, {each.id: each for each in open_cycles() if paid_here(each)}, now)


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
                if when.begins <= today(now) and (brief.id, name, when.key) not in chosen:
                    detail = f"{brief.title} · {payment.title} · {when.key}"
                    tasks.append(OfficeTask("choose", brief.id, None, detail, None))
    return tasks


def own_news(person_id: int) -> list[tuple[str, datetime | None]]:
    """Lines of one's own that are held in a run on its way."""
    if not _own_cycles(person_id):
        return []
    rows = PayLine.objects.filter(person_id=person_id, held=True, run__in=on_the_way())
    return [(f"{row.run.payment} · {row.run.period}", row.run.computed_at) for row in rows.select_related("run")]
