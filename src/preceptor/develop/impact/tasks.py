"""Background work of impact: the estimate of one study."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from preceptor.develop.impact.commands.studies import JOB, give_up, keep_answer
from preceptor.develop.impact.plans.estimating import estimate
from preceptor.develop.impact.queries.studies import study_row
from preceptor.foundation.jobs.public import Effect, Run, register


def estimate_one(run: Run) -> Effect:
    """Estimate outside any transaction; the answer is kept together with the done-mark."""
    row = study_row(int(run.payload["study"]))
    state, result = estimate(row.table, share=row.kind == "retention")
    return lambda: keep_answer(study_id=row.pk, state=state, result=result, now=run.now)


def failed(payload: Mapping[str, Any], now: datetime) -> None:
    """Say so on the study's own page."""
    give_up(study_id=int(payload["study"]), now=now)


def register_jobs() -> None:
    """Name the jobs of this context."""
    register(JOB, estimate_one, lease_seconds=180, max_attempts=3, title=_("Estimate an impact"), on_failed=failed)
