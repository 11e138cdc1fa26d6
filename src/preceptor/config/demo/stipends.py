"""Pay of the demonstration: a formula is chosen, and the lines of the running semester wait for approval."""

from contextlib import suppress
from decimal import Decimal

from preceptor.config.demo.seeding import Seeding
from preceptor.develop.activities.public import accept_logs, logs_of
from preceptor.develop.programs.public import CycleBrief, cycles_of, open_cycles
from preceptor.develop.stipends.public import Terms, begun_periods, choose_formula, start_run
from preceptor.foundation.audit.public import SYSTEM, Actor
from preceptor.foundation.look.public import Refusal

REASON = (
    "As agreed with the administrators' association: one amount for the first mentee, half of it for each further one; "
    "each month carries its part."
)
FIRST, LATER = Decimal(1530), 50


def stipends(seeding: Seeding) -> str:
    """For each cycle with accepted logs: choose a formula and have its last period worked out, to be approved."""
    told = ["stipends:"]
    by = Actor("person", seeding.person_id("coordinator"), "demonstration")
    for key in sorted({each.program_key for each in open_cycles()}):
        for brief in cycles_of(key):
            _accept(brief, seeding)
            for name, keys in begun_periods(brief, seeding.now).items():
                if brief.definition.pay[name].formula == "office_chooses" and _accepted(brief):
                    told.append(_paid(brief, name, keys[-1], by, seeding))
    return "\n".join(told)


def _paid(brief: CycleBrief, name: str, period: str, by: Actor, seeding: Seeding) -> str:
    """One payment of one period; a second time changes nothing."""
    most = brief.definition.pay[name].at_most
    terms = Terms("per_partner", FIRST, most, LATER, by_days=True, log_share=True)
    with suppress(Refusal):
        choose_formula(cycle_id=brief.id, key=(name, period), terms=terms, reason=REASON, by=by, now=seeding.now)
    run_id = start_run(cycle_id=brief.id, name=name, period=period, by=by, now=seeding.now)
    return f"  {brief.name}: run {run_id} of {period}"


def _accepted(brief: CycleBrief) -> bool:
    return any(each.state == "accepted" for each in logs_of(brief.id))


def _accept(brief: CycleBrief, seeding: Seeding) -> None:
    """The office has looked at two of three logs that are in."""
    waiting = [each.id for each in logs_of(brief.id) if each.state == "submitted"]
    accept_logs(log_ids=[each for number, each in enumerate(waiting) if number % 3], by=SYSTEM, now=seeding.now)
