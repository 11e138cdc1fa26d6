"""One attempt at a job: slow work outside any transaction, then effect and done-mark in one."""

import logging
from collections.abc import Callable
from datetime import datetime
from time import monotonic
from typing import Literal

from django.db import transaction

from preceptor.foundation.jobs.commands import queue
from preceptor.foundation.jobs.commands.queue import Claim
from preceptor.foundation.jobs.rules.registry import Effect, LeaseLost, Run, TryLater, kind_of
from preceptor.foundation.look.public import Refusal

logger = logging.getLogger("preceptor.jobs")

Clock = Callable[[], datetime]
Outcome = Literal["done", "again", "failed", "lost"]

STOPPED = "worker-stopped"
UNEXPECTED = "unexpected"
LATER = "try-later"
REPORT_SECONDS = 0.5


def perform(held: Claim, *, clock: Clock) -> Outcome:
    """Do one attempt; whatever the handler does wrong ends in the table and never in the caller."""
    if held.spent:
        queue.give_up(held, fault=STOPPED, sentence="", now=clock())
        return "failed"
    try:
        effect = kind_of(held.name).handler(_run(held, clock))
        _finish(held, effect, clock)
    except LeaseLost:
        logger.info("job %s (%s): another attempt took over from attempt %s", held.job_id, held.name, held.attempt)
        return "lost"
    except Exception as fault:
        return _failed(held, fault, clock())
    return "done"


def _finish(held: Claim, effect: Effect | None, clock: Clock) -> None:
    """Effect and done-mark, both or neither; the mark comes first, since it locks the row and so holds the fence."""
    with transaction.atomic():
        queue.mark_done(held, now=clock())
        if effect is not None:
            effect()


def _failed(held: Claim, fault: Exception, now: datetime) -> Outcome:
    """Book a failed attempt: a refusal is final, all else gets another try while there are any."""
    if isinstance(fault, Refusal):
        queue.give_up(held, fault=fault.code[:60], sentence=f"{fault.sentence} {fault.remedy}", now=now)
        return "failed"
    if isinstance(fault, TryLater):
        again = queue.put_back(held, fault=LATER, sentence=fault.sentence, now=now)
    else:
        logger.error("job %s (%s): attempt %s failed", held.job_id, held.name, held.attempt, exc_info=fault)
        again = queue.put_back(held, fault=UNEXPECTED, sentence=type(fault).__name__, now=now)
    return "again" if again else "failed"


def _run(held: Claim, clock: Clock) -> Run:
    """The handler's view of this attempt."""
    return Run(
        job_id=held.job_id,
        payload=held.payload,
        attempt=held.attempt,
        now=clock(),
        report=_reporter(held),
        hold=lambda: queue.confirm(held, now=clock()),
    )


def _reporter(held: Claim) -> Callable[[int, int], None]:
    """Writes progress down twice a second at most, and always the end."""
    last = [float("-inf")]

    def report(done: int, total: int) -> None:
        if done >= total or monotonic() - last[0] >= REPORT_SECONDS:
            last[0] = monotonic()
            queue.report(held, done=done, total=total)

    return report


def run_pending(*, now: datetime, limit: int = 1000) -> int:
    """Do what is due at this moment here and now, as tests and the demo's seed need it; how many were finished."""
    finished = 0
    for _turn in range(limit):
        held = queue.claim(worker="here", now=now)
        if held is None:
            break
        finished += perform(held, clock=lambda: now) == "done"
    return finished
