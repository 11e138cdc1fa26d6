"""Background work of funding: the computation of one scenario, and what would change a published one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from preceptor.foundation.jobs.public import Effect, Run, register
from preceptor.resource.funding.commands.publishing import SLICE, STEPS_JOB, keep_steps
from preceptor.resource.funding.commands.scenarios import JOB, give_up, keep_outcome
from preceptor.resource.funding.plans.computing import compute
from preceptor.resource.funding.plans.stepping import steps_of
from preceptor.resource.funding.queries.scenarios import scenario_row


def compute_one(run: Run) -> Effect:
    """Compute a scenario outside any transaction; its outcome is kept together with the done-mark."""
    row = scenario_row(int(run.payload["scenario"]))
    computed = compute(row.formula, row.table, row.changes, run.progress)
    return lambda: keep_outcome(scenario_id=row.pk, computed=computed, now=run.now)


def steps(run: Run) -> Effect:
    """Work out what would change the amounts of some schools of a published scenario; kept with the done-mark."""
    row, first = scenario_row(int(run.payload["scenario"])), int(run.payload["first"])
    codes = list(row.shares.order_by("code").values_list("code", flat=True)[first : first + SLICE])
    found = {}
    for done, code in enumerate(codes, start=1):
        found[code] = steps_of(row, code)
        run.progress(done, len(codes))
    return lambda: keep_steps(scenario_id=row.pk, steps=found)


def failed(payload: Mapping[str, Any], now: datetime) -> None:
    """Tell the finance office on the scenario's own page."""
    give_up(scenario_id=int(payload["scenario"]), now=now)


def register_jobs() -> None:
    """Name the jobs of this context."""
    register(JOB, compute_one, lease_seconds=180, max_attempts=3, title=_("Compute an allocation"), on_failed=failed)
    # A slice that fails for good is no loss to anybody: the pages work a school out when its reader asks.
    register(STEPS_JOB, steps, lease_seconds=180, max_attempts=3, title=_("Work out what would change an allocation"))
