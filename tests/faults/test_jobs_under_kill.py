"""Workers are killed with -9 again and again, alone, idle and all at once: all work ends, nothing happens twice."""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.utils import timezone

from preceptor.foundation.jobs.models import Job
from preceptor.foundation.jobs.public import enqueue_many
from tests.faults.jobs_worker import EFFECTS
from tests.faults.workers import Pool, gone, wait_for

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def effects_table(transactional_db: None) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {EFFECTS}")
        cursor.execute(f"CREATE TABLE {EFFECTS} (job_key varchar(20) NOT NULL)")
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {EFFECTS}")


def queue(count: int, *, seconds: float) -> list[str]:
    keys = [f"{number:03}" for number in range(count)]
    enqueue_many("faults.short", [(key, {"key": key, "seconds": seconds}) for key in keys], now=timezone.now())
    return keys


def effects() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT job_key FROM {EFFECTS} ORDER BY job_key")
        return [row[0] for row in cursor.fetchall()]


def ours(state: str) -> int:
    """How many of the short jobs are in this state; workers do the house's own schedules beside them."""
    return Job.objects.filter(name="faults.short", state=state).count()


def done(count: int) -> Callable[[], bool]:
    return lambda: ours("done") >= count


def test_single_workers_killed_again_and_again_double_nothing(pool: Pool) -> None:
    keys, dice, kills = queue(32, seconds=0.15), random.Random(20), [0]
    for _each in range(2):
        pool.start()
    wait_for(done(1))

    def kill_one() -> None:
        if kills[0] < 6:
            time.sleep(dice.uniform(0.05, 0.25))
            pool.kill(dice.choice(pool.workers))
            pool.start()
            kills[0] += 1

    wait_for(done(32), meanwhile=kill_one)
    assert (effects(), kills[0]) == (keys, 6)


def test_the_whole_tree_killed_again_and_again_doubles_nothing(pool: Pool) -> None:
    keys = queue(24, seconds=0.15)
    for round_ in range(5):
        pool.start()
        pool.start()
        wait_for(done(4 * round_ + 1))
        pool.kill_all()
    pool.start()
    wait_for(done(24))
    assert effects() == keys


def test_idle_workers_killed_leave_the_others_at_work(pool: Pool) -> None:
    idle = [pool.start() for _each in range(2)]
    queue(1, seconds=0.05)
    wait_for(done(1))
    pool.kill(idle[0])
    keys = queue(10, seconds=0.05)
    wait_for(done(10))
    assert effects() == keys


def test_a_worker_asked_to_stop_gives_back_what_it_cannot_end(pool: Pool) -> None:
    keys = queue(1, seconds=3)
    worker = pool.start("--grace 0.2")
    wait_for(lambda: ours("running") == 1)
    os.kill(worker, signal.SIGTERM)
    wait_for(lambda: gone(worker))
    job = Job.objects.get(name="faults.short")
    assert (job.state, job.failures, job.key, effects()) == ("waiting", 0, keys[0], [])


def test_a_worker_asked_to_stop_ends_what_is_short(pool: Pool) -> None:
    queue(2, seconds=0.5)
    worker = pool.start()
    wait_for(lambda: ours("running") == 2)
    os.kill(worker, signal.SIGTERM)
    wait_for(lambda: gone(worker))
    assert ours("done") == 2
