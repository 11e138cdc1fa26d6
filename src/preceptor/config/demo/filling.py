"""The demonstration's later steps as background work, so that people can sign in while the district fills up."""

import logging
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy

from preceptor.config.demo.generator import generate
from preceptor.config.demo.seeding import Seeding
from preceptor.config.demo.steps import LATER
from preceptor.foundation.jobs.public import Run, enqueue, register

JOB = "demo.fill"
log = logging.getLogger(__name__)


def seeding_of(seed: int, now: datetime, more_teachers: int = 0) -> Seeding:
    """What the steps know, generated anew: the same seed and moment give the same."""
    today = now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    made = generate(seed=seed, today=today, name=settings.DISTRICT_NAME, more_teachers=more_teachers)
    return Seeding(now, today, seed, made)


def fill_later(seeding: Seeding) -> None:
    """Queue the later steps; a second start of the demonstration queues nothing new."""
    payload = {"seed": seeding.seed, "now": seeding.now.isoformat()}
    enqueue(JOB, key="later", payload=payload, now=seeding.now)


def fill(run: Run) -> None:
    """The later steps one after the other; an attempt that was killed begins with the first that is not done."""
    seeding = seeding_of(int(run.payload["seed"]), datetime.fromisoformat(run.payload["now"]))
    for done, step in enumerate(LATER):
        run.progress(done, len(LATER))
        log.info(step(seeding))
    run.progress(len(LATER), len(LATER))


def register_jobs() -> None:
    """Name the work of the demonstration."""
    register(JOB, fill, lease_seconds=180, max_attempts=3, title=gettext_lazy("Filling the demonstration"))
