"""What other contexts may use of the jobs: register work, queue it, put it on a schedule."""

from preceptor.foundation.jobs.commands.queue import enqueue, enqueue_many
from preceptor.foundation.jobs.commands.running import run_pending
from preceptor.foundation.jobs.commands.upkeep import start_schedules
from preceptor.foundation.jobs.queries import share_under_way
from preceptor.foundation.jobs.rules.registry import Effect, LeaseLost, Run, TryLater, register, schedule

__all__ = [
    "Effect",
    "LeaseLost",
    "Run",
    "TryLater",
    "enqueue",
    "enqueue_many",
    "register",
    "run_pending",
    "schedule",
    "share_under_way",
    "start_schedules",
]
