"""What waits for somebody: runs to approve or hand over, formulas to choose, and own pay that is held."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from preceptor.develop.activities.public import calendar_of
from preceptor.develop.pairing.public import cycle_ids_of
from preceptor.develop.programs.public import CycleBrief, cycles, open_cycles
from preceptor.develop.stipends.models import FormulaChoice, PayApproval, PayLine, PaymentRun
from preceptor.develop.stipends.queries.terms import OPEN, paid_here, pay_periods
from preceptor.foundation.accounts.public import holds
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.desk.public import line_rows, lines
from preceptor.foundation.district.public import today

COORDINATE = "stipends.coordinate"
APPROVE = "stipends.approve"
HELD, CHOSEN = "stipends.held", "stipends.chosen"
TO_APPROVE, TO_HAND_OVER = "stipends.to_approve", "stipends.to_hand_over"
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
    return bool(_own_cycles(actor.id or 0)), _of_office(actor.id or 0, now)


def _own_cycles(person_id: int) -> list[CycleBrief]:
    mine = cycle_ids_of(person_id)  # asked by the navigation anyway; most people are in no program
    return [each for each in open_cycles() if each.id in mine and paid_here(each)] if mine else []


def own_lines(person_id: int, now: datetime) -> dict[str, QuerySet[Any]]:
    """Lines of one's own that are held; for those who work on pay, runs on their way and the formulas chosen.

    A run says its cycle, payment and period; one that somebody approved or is paid by is not theirs to approve.
    """
    moving = PaymentRun.objects.filter(state__in=(State.COMPUTED, State.APPROVED))
    held = PayLine.objects.filter(person_id=person_id, held=True, run__in=moving)
    mine = {HELD: line_rows(held, text="run__payment", more="run__period", since="run__computed_at")}
    if not _of_office(person_id, now):
        return mine
    theirs = PayApproval.objects.filter(by_id=person_id, run=OuterRef("pk"))
    paid = PayLine.objects.filter(person_id=person_id, run=OuterRef("pk")).exclude(pays=0)
    approve = moving.filter(~Exists(theirs), ~Exists(paid), state=State.COMPUTED)
    hand_over = moving.filter(state=State.APPROVED, export_asked_at=None)
    chosen = FormulaChoice.objects.filter(cycle_id__in=_paying())
    said = {"text": "payment", "more": "period", "number": "cycle_id"}
    return mine | {
        TO_APPROVE: line_rows(approve, **said, since="computed_at"),
        TO_HAND_OVER: line_rows(hand_over, **said, since="computed_at"),
        CHOSEN: line_rows(chosen, **said),
    }


def office_tasks(*, by: Actor, now: datetime) -> list[OfficeTask]:
    """What waits for somebody of the office; nothing for anybody else."""
    person_id = by.id or 0
    if not _of_office(person_id, now):
        return []
    asked = (("approve", APPROVE, TO_APPROVE), ("hand_over", COORDINATE, TO_HAND_OVER))
    runs = [(what, action, line) for what, action, name in asked for line in lines(person_id, name, now)]
    briefs = cycles({line.number for _, _, line in runs})
    tasks = []
    for what, action, line in runs:
        brief = briefs[line.number]
        if _may(by, action, brief, now):
            detail = f"{brief.title} · {brief.definition.pay[line.text].title} · {line.more}"
            tasks.append(OfficeTask(what, brief.id, int(line.key), detail, line.since))
    chosen = {(line.number, line.text, line.more) for line in lines(person_id, CHOSEN, now)}
    return tasks + _to_choose(by, chosen, now)


def _of_office(person_id: int, now: datetime) -> bool:
    return any(holds(person_id, action, now) for action in (COORDINATE, APPROVE))


def _paying() -> dict[int, CycleBrief]:
    return {each.id: each for each in open_cycles() if paid_here(each)}


def _may(by: Actor, action: str, brief: CycleBrief, now: datetime) -> bool:
    return may(by, action, where=brief.unit_path, now=now)


def _to_choose(by: Actor, chosen: Set[tuple[int, str, str]], now: datetime) -> list[OfficeTask]:
    """Periods that have begun and whose formula is still open."""
    tasks = []
    for brief in _paying().values():
        for name, payment in paid_here(brief).items():
            if payment.formula != OPEN or not _may(by, COORDINATE, brief, now):
                continue
            for when in pay_periods(brief, payment, calendar_of(brief)):
                if when.begins <= today(now) and (brief.id, name, when.key) not in chosen:
                    detail = f"{brief.title} · {payment.title} · {when.key}"
                    tasks.append(OfficeTask("choose", brief.id, None, detail, None))
    return tasks


def own_news(person_id: int, now: datetime) -> list[tuple[str, datetime | None]]:
    """Lines of one's own that are held in a run on its way."""
    held = lines(person_id, HELD, now)
    return [(f"{line.text} · {line.more}", line.since) for line in held] if held and _own_cycles(person_id) else []
