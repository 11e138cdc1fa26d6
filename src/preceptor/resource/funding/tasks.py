"""Background work of funding: the computation of one scenario."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from preceptor.foundation.jobs.public import Effect, Run, register
from preceptor.resource.funding.commands.scenarios import JOB, give_up, keep_outcome
from preceptor.resource.funding.plans.computing import compute
from preceptor.resource.funding.queries.scenarios import scenario_row


def compute_one(run: Run) -> Effect:
    """Compute a scenario outside any transaction; its outcome is kept together with the done-mark."""
    row = scenario_row(int(run.payload["scenario"]))
    computed = compute(row.formula, row.table, row.changes, run.progress)
    return lambda: keep_outcome(scenario_id=row.pk, computed=computed, now=run.now)


def failed(payload: Mapping[str, Any], now: datetime) -> None:
    """Tell the finance office on the scenario's own page."""
    give_up(scenario_id=int(payload["scenario"]), now=now)


def register_jobs() -> None:
    """Name the jobs of this context."""
    register(JOB, compute_one, lease_seconds=180, max_attempts=3, title=_("Compute an allocation"), on_failed=failed)
