"""Background work of pairing: one matching run."""

from django.utils.translation import gettext_lazy

from preceptor.develop.pairing.commands.runs import JOB, keep_outcome
from preceptor.develop.pairing.plans.proposal import propose
from preceptor.develop.pairing.queries.runs import inputs_of
from preceptor.foundation.jobs.public import Effect, Run, register


def match(run: Run) -> Effect | None:
    """Solve a run outside any transaction; its outcome is kept together with the done-mark."""
    run_id = int(run.payload["run"])
    outcome = propose(inputs_of(run_id))
    return lambda: keep_outcome(run_id=run_id, outcome=outcome)


def register_jobs() -> None:
    """Name the jobs of this context."""
    register(JOB, match, lease_seconds=120, title=gettext_lazy("Match mentors and mentees"))
