"""Choosing the formula that a source leaves open: recorded with its reason, for one payment and period, in versions."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.develop.programs.public import cycle
from preceptor.develop.stipends.models import FormulaChoice, PaymentRun
from preceptor.develop.stipends.queries.terms import OPEN, asked_for
from preceptor.develop.stipends.rules.choosing import faults
from preceptor.develop.stipends.rules.values import Terms
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.look.public import Refusal

COORDINATE = "stipends.coordinate"
APPROVE = "stipends.approve"
LONGEST = 500


class PayRefused(Refusal):
    """Pay cannot be worked out, approved or handed on that way."""


@transaction.atomic
def choose_formula(*, cycle_id: int, key: tuple[str, str], terms: Terms, reason: str, by: Actor, now: datetime) -> int:
    """Choose the formula of a payment for a period (`key` names both); an earlier choice is kept beside it."""
    brief = cycle(cycle_id)
    require(by, COORDINATE, where=brief.unit_path, now=now)
    name, period = key
    payment, _period = asked_for(brief, name, period)
    if payment.formula != OPEN:
        raise PayRefused(
            "formula-given",
            _("The program itself says how this is worked out."),
            remedy=_("Change the program's definition in its next cycle if it should be another way."),
        )
    wrong = faults(terms, reason)
    if wrong:
        raise fault_refusal(*wrong[0])
    _no_run_on_its_way(cycle_id, name, period)
    rows = FormulaChoice.objects.select_for_update().filter(cycle_id=cycle_id, payment=name, period=period)
    last = rows.order_by("-number").first()
    choice = FormulaChoice.objects.create(
        cycle_id=cycle_id,
        payment=name,
        period=period,
        number=(last.number if last else 0) + 1,
        formula=terms.formula,
        amount=terms.amount,
        later_percent=terms.later_percent,
        tiers=[[number, str(amount)] for number, amount in terms.tiers],
        by_days=terms.by_days,
        log_share=terms.log_share,
        reason=reason.strip()[:LONGEST],
        chosen_by_id=by.id,
        chosen_at=now,
    )
    facts = {"payment": name, "period": period, "formula": terms.formula, "version": choice.number}
    record(by=by, action="stipends.choose", about=f"programs.cycle:{cycle_id}", facts=facts, now=now)
    return choice.pk


def _no_run_on_its_way(cycle_id: int, name: str, period: str) -> None:
    """A formula is not changed under a run that people are approving."""
    open_runs = PaymentRun.objects.filter(cycle_id=cycle_id, payment=name, period=period)
    if open_runs.filter(state__in=("computed", "working", "approved")).exists():
        raise PayRefused(
            "run-on-its-way",
            _("Lines worked out by the formula in force wait for approval or for payroll."),
            remedy=_("Discard that run, or let it go to payroll; then choose again."),
        )


def fault_refusal(field: str, fault: str) -> PayRefused:
    """One sentence for each fault of a choice."""
    said = {
        ("formula", "unknown"): _("This is none of the formulas."),
        ("tiers", "order"): _("Amounts by number of partners are missing, or more partners give less."),
        ("amount", "missing"): _("The amount is missing."),
        ("amount", "over"): _("The amount is more than the upper amount that the program states."),
        ("later_percent", "range"): _("What later partners give is between 0 and 100 percent."),
        ("reason", "missing"): _("The reason is missing."),
    }
    return PayRefused(f"choice-{field}", said[field, fault], remedy=_("Correct it and choose again."))
