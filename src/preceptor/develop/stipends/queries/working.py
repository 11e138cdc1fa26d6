"""Working a run out: every person's case through the arithmetic."""

from collections.abc import Callable
from datetime import datetime

from preceptor.develop.programs.public import cycle
from preceptor.develop.stipends.models import PaymentRun
from preceptor.develop.stipends.queries.cases import Asked, cases
from preceptor.develop.stipends.queries.terms import asked_for, terms_from_data
from preceptor.develop.stipends.rules.arithmetic import work_out
from preceptor.develop.stipends.rules.values import Worked

TELL_EVERY = 50


def work_run(run_id: int, now: datetime, progress: Callable[[int, int], None]) -> list[Worked]:
    """What everybody is owed by the terms that the run was begun with."""
    run = PaymentRun.objects.get(pk=run_id)
    brief = cycle(run.cycle_id)
    payment, period = asked_for(brief, run.payment, run.period)
    terms = terms_from_data(run.terms)
    found = cases(Asked(brief, run.payment, payment, period), now)
    worked = []
    for number, case in enumerate(found, start=1):
        worked.append(work_out(terms, case))
        if number % TELL_EVERY == 0 or number == len(found):
            progress(number, len(found))
    return worked
