"""Queueing, claiming and letting go."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.db import transaction

from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.jobs.commands import queue
from preceptor.foundation.jobs.commands.running import perform
from preceptor.foundation.jobs.commands.upkeep import clear_away, retry_job
from preceptor.foundation.jobs.models import Job, ScheduledPeriod
from preceptor.foundation.jobs.public import (
    Effect,
    Run,
    TryLater,
    enqueue,
    enqueue_many,
    register,
    run_pending,
    schedule,
    start_schedules,
)
from preceptor.foundation.jobs.rules import registry
from preceptor.foundation.look.public import Refusal

NOW = datetime(2026, 11, 21, 18, tzinfo=UTC)
LATER = NOW + timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def only_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_kinds", {})
    monkeypatch.setattr(registry, "_schedules", {})


@pytest.fixture
def effects() -> list[Any]:
    """What took effect, in order."""
    return []


@pytest.fixture
def noted(effects: list[Any]) -> Callable[[Run], Effect]:
    """A handler whose effect is to note its payload."""
    register("test.note", lambda run: lambda: effects.append(dict(run.payload)), max_attempts=3)
    return registry.kind_of("test.note").handler  # type: ignore[return-value]  # this one always has an effect


def fail_with(fault: Exception, **options: Any) -> None:
    def handler(_run: Run) -> Effect | None:
        raise fault

    register("test.fail", handler, **options)
    enqueue("test.fail", key="1", payload={}, now=NOW)


def claim(at: datetime = NOW) -> queue.Claim:
    held = queue.claim(worker="tester", now=at)
    assert held is not None
    return held


def the_job() -> Job:
    return Job.objects.get()


def test_work_queued_takes_effect_once(noted: object, effects: list[Any]) -> None:
    enqueue("test.note", key="1", payload={"n": 1}, now=NOW)
    assert (run_pending(now=NOW), run_pending(now=NOW)) == (1, 0)
    assert effects == [{"n": 1}]


def test_the_same_key_again_gives_the_first_job(noted: object, effects: list[Any]) -> None:
    first = enqueue("test.note", key="1", payload={"n": 1}, now=NOW)
    assert enqueue("test.note", key="1", payload={"n": 2}, now=NOW) == first
    run_pending(now=NOW)
    assert effects == [{"n": 1}]


def test_work_queued_in_a_transaction_that_fails_is_not_queued(noted: object) -> None:
    with transaction.atomic():
        enqueue("test.note", key="1", payload={}, now=NOW)
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_many_are_queued_with_few_queries(noted: object, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(25):  # SQLite takes about 60 rows a statement
        enqueue_many("test.note", [(str(n), {"n": n}) for n in range(1200)], now=NOW)
    assert Job.objects.count() == 1200


def test_work_waits_for_its_hour(noted: object) -> None:
    enqueue("test.note", key="1", payload={}, now=NOW, run_at=LATER)
    assert (run_pending(now=NOW), run_pending(now=LATER)) == (0, 1)


def test_work_that_this_program_does_not_know_is_left_alone() -> None:
    enqueue("of-a-newer-version", key="1", payload={}, now=NOW)
    assert run_pending(now=NOW) == 0
    assert the_job().state == "waiting"


def test_a_job_that_is_held_is_not_given_twice(noted: object) -> None:
    enqueue("test.note", key="1", payload={}, now=NOW)
    claim()
    assert queue.claim(worker="other", now=NOW) is None


def test_a_silent_worker_loses_its_job_to_the_next(noted: object) -> None:
    enqueue("test.note", key="1", payload={}, now=NOW)
    silent = claim()
    taken = claim(NOW + timedelta(seconds=61))
    assert (silent.attempt, taken.attempt, taken.failures) == (1, 2, 1)


def test_a_heartbeat_keeps_the_job(noted: object) -> None:
    enqueue("test.note", key="1", payload={}, now=NOW)
    held = claim()
    assert queue.extend(held, now=NOW + timedelta(seconds=50))
    assert queue.claim(worker="other", now=NOW + timedelta(seconds=61)) is None


def test_whoever_lost_the_job_has_no_effect(noted: object, effects: list[Any]) -> None:
    enqueue("test.note", key="1", payload={"n": 1}, now=NOW)
    silent = claim()
    claim(NOW + timedelta(seconds=61))
    assert perform(silent, clock=lambda: LATER) == "lost"
    assert effects == []


def test_a_job_given_back_keeps_its_patience(noted: object) -> None:
    enqueue("test.note", key="1", payload={}, now=NOW)
    queue.release(claim(), now=NOW)
    assert claim().failures == 0


def test_a_job_that_kills_its_worker_each_time_is_given_up(noted: object, effects: list[Any]) -> None:
    enqueue("test.note", key="1", payload={}, now=NOW)
    for hours in range(3):
        claim(NOW + timedelta(hours=hours))
    assert perform(claim(LATER), clock=lambda: LATER) == "failed"
    assert (the_job().state, the_job().fault, effects) == ("failed", "worker-stopped", [])


def test_effect_and_mark_are_both_or_neither() -> None:
    def handler(_run: Run) -> Effect:
        def effect() -> None:
            ScheduledPeriod.objects.create(name="half", period="done", due=NOW)
            raise RuntimeError("the second half failed")

        return effect

    register("test.half", handler)
    enqueue("test.half", key="1", payload={}, now=NOW)
    run_pending(now=NOW)
    assert (the_job().state, ScheduledPeriod.objects.count()) == ("waiting", 0)


def test_a_failed_attempt_comes_back_after_a_wait() -> None:
    fail_with(RuntimeError("x"), first_wait_seconds=100)
    run_pending(now=NOW)
    due = the_job().due_at
    assert due is not None
    assert timedelta(seconds=50) <= due - NOW <= timedelta(seconds=100)


def test_what_a_fault_says_stays_out_of_the_table() -> None:
    fail_with(RuntimeError("password=hunter2"))
    run_pending(now=NOW)
    assert the_job().sentence == "RuntimeError"


def test_a_request_for_another_attempt_is_told_in_its_own_words() -> None:
    fail_with(TryLater("The mail server is away."))
    run_pending(now=NOW)
    assert (the_job().state, the_job().sentence) == ("waiting", "The mail server is away.")


def test_the_last_attempt_gives_up_and_tells_its_context() -> None:
    told: list[Mapping[str, Any]] = []
    fail_with(RuntimeError("x"), max_attempts=1, on_failed=lambda payload, _now: told.append(payload))
    run_pending(now=NOW)
    assert (the_job().state, told) == ("failed", [{}])


def test_a_refusal_is_final_at_once() -> None:
    fail_with(Refusal("closed", "The cycle is closed.", remedy="Open another."))
    run_pending(now=NOW)
    assert (the_job().state, the_job().sentence) == ("failed", "The cycle is closed. Open another.")


def test_progress_is_written_down() -> None:
    register("test.long", lambda run: run.progress(3, 3))
    enqueue("test.long", key="1", payload={}, now=NOW)
    run_pending(now=NOW)
    assert (the_job().progress_done, the_job().progress_total) == (3, 3)


def test_what_was_given_up_can_be_tried_again() -> None:
    fail_with(RuntimeError("x"), max_attempts=1)
    run_pending(now=NOW)
    retry_job(job_id=the_job().id, by=SYSTEM, now=LATER)
    assert (the_job().state, the_job().failures) == ("waiting", 0)


def test_what_is_not_given_up_is_not_tried_again(noted: object) -> None:
    job_id = enqueue("test.note", key="1", payload={}, now=NOW)
    with pytest.raises(Refusal, match="not given up"):
        retry_job(job_id=job_id, by=SYSTEM, now=NOW)


def test_a_schedule_starts_its_job_once_a_period(noted: object, effects: list[Any]) -> None:
    schedule("nightly", "test.note", daily_at=time(3))
    started = [start_schedules(now=NOW + timedelta(hours=n)) for n in range(48)]
    run_pending(now=LATER + timedelta(days=2))
    assert sum(started) == len(effects) == 3
    assert effects[0] == {"period": "2026-11-21"}


def test_a_schedule_that_repeats_takes_one_period_at_a_time(noted: object) -> None:
    schedule("often", "test.note", every=timedelta(minutes=10))
    assert [start_schedules(now=NOW + timedelta(minutes=n)) for n in (0, 5, 10, 45)] == [1, 0, 1, 1]


def test_a_schedule_says_either_how_often_or_when() -> None:
    with pytest.raises(ValueError, match="either every or daily_at"):
        schedule("both", "x", every=timedelta(1), daily_at=time(1))


def test_done_work_is_cleared_away_after_a_month(noted: object) -> None:
    enqueue("test.note", key="1", payload={}, now=NOW)
    run_pending(now=NOW)
    assert (clear_away(now=NOW + timedelta(days=29)), clear_away(now=NOW + timedelta(days=31))) == (0, 1)
