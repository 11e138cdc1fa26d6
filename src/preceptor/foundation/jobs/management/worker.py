"""A worker process: threads that do jobs, and one that keeps their leases alive and starts the schedules."""

import logging
import os
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic

from django.db import Error, close_old_connections, connection
from django.utils import timezone

from preceptor.foundation.jobs.commands import queue
from preceptor.foundation.jobs.commands.queue import Claim
from preceptor.foundation.jobs.commands.running import perform
from preceptor.foundation.jobs.commands.upkeep import start_schedules
from preceptor.foundation.jobs.rules.registry import kind_of, shortest_lease

logger = logging.getLogger("preceptor.jobs")

STUCK = 70  # exit code: a job ran past its longest time, so this process must make room


@dataclass
class Worker:
    """Does jobs until `stop` is set; `grace` is how long running jobs may then take before they are given back."""

    threads: int = 2
    poll: float = 0.5
    grace: float = 20.0
    end: Callable[[int], None] = os._exit  # the last resort, when a thread cannot be stopped
    stop: threading.Event = field(default_factory=threading.Event)
    _running: dict[int, tuple[Claim, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Name this worker so that the list of jobs tells machine and process."""
        self.name = f"{socket.gethostname()}:{os.getpid()}"[:80]

    def run(self, *, still_wanted: Callable[[], bool] = lambda: True) -> None:
        """Work until asked to stop, or until nobody wants the work any more."""
        doing = [threading.Thread(target=self._do_jobs, name=f"job-{n}", daemon=True) for n in range(self.threads)]
        beating = threading.Thread(target=self._beat, name="heartbeat", daemon=True)
        for thread in (*doing, beating):
            thread.start()
        while still_wanted() and not self.stop.wait(0.2):
            pass
        self.stop.set()
        self._finish(doing)

    def _finish(self, doing: list[threading.Thread]) -> None:
        """Let running jobs end; give back those that outlast the grace, so that nobody waits for their lease."""
        until = monotonic() + self.grace
        for thread in doing:
            thread.join(max(0.0, until - monotonic()))
        left = self._held()
        for held in left:
            queue.release(held, now=timezone.now())
        if left:
            logger.warning("stopped with %s jobs unfinished; they were given back", len(left))
            self.end(0)

    def _do_jobs(self) -> None:
        """One thread: take a job, do it, take the next."""
        while not self.stop.is_set():
            try:
                close_old_connections()
                held = queue.claim(worker=self.name, now=timezone.now())
                if held is None:
                    self.stop.wait(self.poll)
                else:
                    self._do(held)
            except Error:
                logger.exception("the database did not answer; trying again")
                self.stop.wait(max(self.poll, 1.0))
        connection.close()

    def _do(self, held: Claim) -> None:
        """Do one job with its lease kept alive meanwhile."""
        with self._lock:
            self._running[held.job_id] = (held, monotonic())
        try:
            perform(held, clock=timezone.now)
        finally:
            with self._lock:
                self._running.pop(held.job_id, None)

    def _held(self) -> list[Claim]:
        """What this process is doing now."""
        with self._lock:
            return [held for held, _since in self._running.values()]

    def _beat(self) -> None:
        """Keep leases alive and start schedules; runs until the process ends, for jobs run on during the grace."""
        while True:
            try:
                close_old_connections()
                for held in self._held():
                    queue.extend(held, now=timezone.now())
                if not self.stop.is_set():
                    start_schedules(now=timezone.now())
            except Error:
                logger.exception("the database did not answer the heartbeat; trying again")
            self._give_way_to_the_stuck()
            threading.Event().wait(min(5.0, shortest_lease() / 4))

    def _give_way_to_the_stuck(self) -> None:
        """End the process when a job runs past its longest time: no thread can be stopped, no lease may live on."""
        with self._lock:
            stuck = [held for held, since in self._running.values() if _too_long(held, since)]
        if stuck:
            logger.error("job %s (%s) ran past its longest time; ending this worker", stuck[0].job_id, stuck[0].name)
            self.end(STUCK)


def _too_long(held: Claim, since: float) -> bool:
    """Whether a job runs past what its kind allows."""
    return timedelta(seconds=monotonic() - since) > timedelta(seconds=kind_of(held.name).longest_run_seconds)
