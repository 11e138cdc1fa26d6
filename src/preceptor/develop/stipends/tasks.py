"""Background work of stipends: working a run out, and handing one to payroll."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from preceptor.develop.stipends.commands.exporting import EXPORT, export_run
from preceptor.develop.stipends.commands.running import COMPUTE, keep_lines, run_failed
from preceptor.develop.stipends.queries.working import work_run
from preceptor.foundation.jobs.public import Effect, Run, register


def compute(run: Run) -> Effect:
    """Work every line out, outside any transaction; the lines are kept together with the done-mark."""
    run_id = int(run.payload["run"])
    worked = work_run(run_id, run.now, run.progress)
    return lambda: keep_lines(run_id=run_id, worked=worked, now=run.now)


def compute_failed(payload: Mapping[str, Any], _now: datetime) -> None:
    """Let a run that could not be worked out be begun anew."""
    run_failed(run_id=int(payload["run"]))


def export(run: Run) -> Effect:
    """Hand a run to payroll, in the transaction that ends the job."""
    run_id = int(run.payload["run"])
    return lambda: export_run(run_id=run_id, now=run.now)


def register_jobs() -> None:
    """Make the work known."""
    register(COMPUTE, compute, lease_seconds=120, title=_("Work out pay"), on_failed=compute_failed)
    register(EXPORT, export, lease_seconds=120, title=_("Hand pay to payroll"), max_attempts=50)
