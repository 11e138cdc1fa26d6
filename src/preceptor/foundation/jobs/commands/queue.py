"""Putting work into the table, taking it by lease, letting go of it; each change is fenced by the attempt's number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from preceptor.foundation.jobs.models import Job
from preceptor.foundation.jobs.rules.registry import Kind, LeaseLost, kind_of, known_names
from preceptor.foundation.jobs.rules.timing import back_off, spent

BATCH = 500
SENTENCE_LENGTH = 500


@dataclass(frozen=True)
class Claim:
    """One attempt's hold on a job; `spent` when earlier attempts have used up its patience."""

    job_id: int
    name: str
    key: str
    payload: Mapping[str, Any]
    attempt: int
    failures: int
    spent: bool


def enqueue(
    name: str,
    *,
    key: str,
    payload: Mapping[str, Any],
    now: datetime,
    run_at: datetime | None = None,
    started_by: int | None = None,
) -> int:
    """Queue work in the caller's transaction and return its id; the same name and key again return the first's."""
    job = Job(name=name, key=key, payload=dict(payload), due_at=run_at or now, created_at=now, started_by=started_by)
    Job.objects.bulk_create([job], ignore_conflicts=True)
    return Job.objects.values_list("id", flat=True).get(name=name, key=key)


def enqueue_many(
    name: str, items: Iterable[tuple[str, Mapping[str, Any]]], *, now: datetime, run_at: datetime | None = None
) -> None:
    """Queue many pieces of work (key, payload) at once in the caller's transaction; known keys stay as they are."""
    jobs = [
        Job(name=name, key=key, payload=dict(payload), due_at=run_at or now, created_at=now) for key, payload in items
    ]
    Job.objects.bulk_create(jobs, batch_size=BATCH, ignore_conflicts=True)


def claim(*, worker: str, now: datetime) -> Claim | None:
    """Take the job that has waited longest, or whose worker has gone silent; None when nothing is due."""
    due = Job.objects.filter(due_at__lte=now, name__in=known_names()).order_by("due_at", "id")
    if not due.exists():  # a plain read, so that idle workers never ask SQLite for its one write lock
        return None
    with transaction.atomic():
        job = due.select_for_update(skip_locked=True).first()
        return None if job is None else _take(job, worker, now)


def _take(job: Job, worker: str, now: datetime) -> Claim:
    """Mark a locked job as this worker's; a lease that ran out is a failure: the job may have killed its worker."""
    kind = kind_of(job.name)
    if job.state == Job.State.RUNNING:
        job.failures += 1
    job.state = Job.State.RUNNING
    job.attempt += 1
    job.worker = worker
    job.due_at = now + timedelta(seconds=kind.lease_seconds)
    job.started_at = now
    job.save(update_fields=["state", "failures", "attempt", "worker", "due_at", "started_at"])
    worn = spent(job.failures, max_attempts=kind.max_attempts)
    return Claim(job.id, job.name, job.key, job.payload, job.attempt, job.failures, worn)


def _held(held: Claim) -> "QuerySet[Job]":
    """The claim's row as long as the claim holds."""
    return Job.objects.filter(id=held.job_id, attempt=held.attempt, state=Job.State.RUNNING)


def extend(held: Claim, *, now: datetime) -> bool:
    """Lengthen the lease from now; False when the claim no longer holds."""
    return _held(held).update(due_at=now + timedelta(seconds=kind_of(held.name).lease_seconds)) == 1


def confirm(held: Claim, *, now: datetime) -> None:
    """Lengthen the lease or raise LeaseLost; inside a transaction the row stays locked until its end."""
    if not extend(held, now=now):
        raise LeaseLost(held.name)


def report(held: Claim, *, done: int, total: int) -> None:
    """Write down how far the work has come."""
    _held(held).update(progress_done=max(0, done), progress_total=max(0, total))


def mark_done(held: Claim, *, now: datetime) -> None:
    """Mark the job done in the transaction of its effect, or raise LeaseLost and let the effect roll back."""
    if not _held(held).update(state=Job.State.DONE, due_at=None, finished_at=now, fault="", sentence=""):
        raise LeaseLost(held.name)


def release(held: Claim, *, now: datetime) -> bool:
    """Give the job back untried, as a worker does that is asked to stop."""
    return _held(held).update(state=Job.State.WAITING, due_at=now, worker="") == 1


def put_back(held: Claim, *, fault: str, sentence: str, now: datetime) -> bool:
    """After a failed attempt: wait for the next, or give up when there is none; False when given up."""
    kind = kind_of(held.name)
    failures = held.failures + 1
    if spent(failures, max_attempts=kind.max_attempts):
        give_up(held, fault=fault, sentence=sentence, now=now)
        return False
    _held(held).update(
        state=Job.State.WAITING,
        due_at=now + _wait(held, kind, failures),
        failures=failures,
        fault=fault,
        sentence=sentence[:SENTENCE_LENGTH],
        worker="",
    )
    return True


def _wait(held: Claim, kind: Kind, failures: int) -> timedelta:
    """Wait before the next attempt."""
    seed = f"{held.name}:{held.key}"
    return back_off(failures, seed=seed, first=kind.first_wait_seconds, longest=kind.longest_wait_seconds)


def give_up(held: Claim, *, fault: str, sentence: str, now: datetime) -> None:
    """Mark the job as given up and tell its context, in one transaction."""
    kind = kind_of(held.name)
    with transaction.atomic():
        changed = _held(held).update(
            state=Job.State.FAILED,
            due_at=None,
            finished_at=now,
            failures=held.failures if held.spent else held.failures + 1,
            fault=fault,
            sentence=sentence[:SENTENCE_LENGTH],
            worker="",
        )
        if changed and kind.on_failed:
            kind.on_failed(held.payload, now)
