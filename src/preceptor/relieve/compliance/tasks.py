"""Named work of compliance: making a cycle, reminding, figures of burden, overlaps, plans."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from preceptor.foundation.jobs.public import Effect, Run, register, schedule
from preceptor.relieve.compliance.commands.burden import keep_burden, measure_burden
from preceptor.relieve.compliance.commands.cycles import JOB, finish_cycle, make_obligations
from preceptor.relieve.compliance.commands.overlapping import JOB as OVERLAPS
from preceptor.relieve.compliance.commands.overlapping import find_overlaps, keep_overlaps
from preceptor.relieve.compliance.commands.proposing import JOB as REDUCE
from preceptor.relieve.compliance.commands.proposing import keep_reduction, plan_reduction
from preceptor.relieve.compliance.commands.reminding import remind_due

REMIND = "compliance.remind"
BURDEN = "compliance.burden"
REMIND_AT, BURDEN_AT = time(6, 40), time(2, 20)


def make_cycle(run: Run) -> Effect:
    """Make what every school owes, some schools at a time; what a killed attempt made stays."""
    cycle_id = int(run.payload["cycle"])
    made = make_obligations(cycle_id=cycle_id, hold=run.confirm, progress=run.progress)

    def effect() -> None:
        finish_cycle(cycle_id=cycle_id, made=made, now=run.now)

    return effect


def remind(run: Run) -> Effect:
    """Remind and escalate, in the transaction that ends the job."""

    def effect() -> None:
        remind_due(now=run.now)

    return effect


def burden(run: Run) -> Effect:
    """Measure what running cycles ask and took; the figures are put in place at the end."""
    found = measure_burden(now=run.now)

    def effect() -> None:
        keep_burden(found)

    return effect


def search(run: Run) -> Effect:
    """Search for overlaps; the pairs are kept with the mark that ends the job."""
    items, pairs = find_overlaps()

    def effect() -> None:
        keep_overlaps(run_id=int(run.payload["run"]), items=items, pairs=pairs, now=run.now)

    return effect


def plan(run: Run) -> Effect:
    """Plan a reduction; its proof is kept with the mark that ends the job."""
    versions, found = plan_reduction()

    def effect() -> None:
        keep_reduction(proposal_id=int(run.payload["proposal"]), versions=versions, found=found)

    return effect


def register_jobs() -> None:
    """Make the work and its schedules known."""
    register(JOB, make_cycle, lease_seconds=120, title=_("Make the certifications of a year"))
    register(REMIND, remind, title=_("Remind of certifications that are due"))
    register(BURDEN, burden, title=_("Measure the burden of certifications"))
    register(OVERLAPS, search, lease_seconds=120, title=_("Search for overlaps"))
    register(REDUCE, plan, lease_seconds=120, title=_("Plan a reduction"))
    schedule(REMIND, REMIND, daily_at=REMIND_AT)
    schedule(BURDEN, BURDEN, daily_at=BURDEN_AT)
