"""Pay of the demonstration: a formula is chosen, and the lines of the running semester wait for approval."""

from contextlib import suppress
from decimal import Decimal

from preceptor.config.demo.seeding import Seeding
from preceptor.develop.activities.public import accept_logs, logs_of
from preceptor.develop.programs.public import CycleBrief, open_cycles
from preceptor.develop.stipends.public import Terms, begun_periods, choose_formula, start_run
from preceptor.foundation.audit.public import SYSTEM, Actor
from preceptor.foundation.look.public import Refusal

REASON = (
    "As agreed with the administrators' association: one amount for the first mentee, half of it for each further one; "
    "each month carries its part."
)
FIRST, LATER = Decimal(1530), 50


def stipends(seeding: Seeding) -> str:
    """Accept the older logs, choose a formula for each period that has begun, and work the last one out."""
    told = ["stipends:"]
    by = Actor("person", seeding.person_id("coordinator"), "demonstration")
    for brief in open_cycles():
        for name, keys in begun_periods(brief, seeding.now).items():
            _accept(brief, seeding)
            for key in keys:
                with suppress(Refusal):  # chosen before, when seeding is done twice
                    terms = Terms(
                        "per_partner", FIRST, brief.definition.pay[name].at_most, LATER, by_days=True, log_share=True
                    )
                    choose_formula(
                        cycle_id=brief.id, key=(name, key), terms=terms, reason=REASON, by=by, now=seeding.now
                    )
            with suppress(Refusal):
                run = start_run(cycle_id=brief.id, name=name, period=keys[-1], by=by, now=seeding.now)
                told.append(f"  {brief.name}: run {run} of {keys[-1]}")
    return "\n".join(told)


def _accept(brief: CycleBrief, seeding: Seeding) -> None:
    """The office has looked at two of three logs that are in."""
    waiting = [each.id for each in logs_of(brief.id) if each.state == "submitted"]
    accept_logs(log_ids=[each for number, each in enumerate(waiting) if number % 3], by=SYSTEM, now=seeding.now)
