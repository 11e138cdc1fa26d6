"""Runs and lines of pay for the walk over every address, written as rows."""

from decimal import Decimal
from typing import Any

from preceptor.develop.stipends.models import PayLine, PaymentRun, PayrollFile
from preceptor.foundation.accounts.tests.cast import NOW, Cast
from tests.attack.samples_activities import running

TERMS = {
    "formula": "flat",
    "amount": "3060.00",
    "at_most": "3060.00",
    "later_percent": 100,
    "tiers": [],
    "by_days": False,
    "needs_logs": True,
    "log_share": False,
}


def line(cast: Cast, state: str = "computed") -> PayLine:
    """The principal's line in a run of the coordinator's office."""
    run = PaymentRun.objects.create(
        cycle=running(cast), payment="stipend", period="program", number=1, state=state, terms=TERMS, created_at=NOW
    )
    step = {"code": "whole_flat", "facts": {"amount": "3060.00"}, "result": "3060.00"}
    owed = Decimal(3060)
    made = PayLine.objects.create(run=run, person=cast.people["principal"], owed=owed, pays=owed, steps=[step])
    if state == "exported":
        PayrollFile.objects.create(run=run, content=b"line", sha256="0", lines=1, total=owed, made_at=NOW)
    return made


def of_paying(cast: Cast) -> dict[str, Any]:
    """Arguments that name a cycle that pays."""
    return {"cycle_id": line(cast).run.cycle_id}


def of_run(cast: Cast) -> dict[str, Any]:
    """Arguments that name a run to be approved."""
    return {"run_id": line(cast).run_id}


def of_file(cast: Cast) -> dict[str, Any]:
    """Arguments that name a run with payroll."""
    return {"run_id": line(cast, "exported").run_id}


def of_line(cast: Cast) -> dict[str, Any]:
    """Arguments that name a line with payroll."""
    return {"line_id": line(cast, "exported").pk}


def of_approved(cast: Cast) -> dict[str, Any]:
    """Arguments that name a run that two have approved."""
    return {"run_id": line(cast, "approved").run_id}
