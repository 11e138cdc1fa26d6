"""What the pages show of background work; never a payload, which may hold what is not for every eye."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preceptor.foundation.jobs.models import Job
from preceptor.foundation.jobs.rules.registry import title_of
from preceptor.foundation.jobs.rules.timing import local_path, share_done

PAGE_ROWS = 50


@dataclass(frozen=True)
class JobProgressPage:
    """One piece of background work as the person who waits for it sees it."""

    id: int
    title: str
    state: str
    state_word: str
    open: bool
    done: int
    total: int
    percent: int
    sentence: str
    waiting_since: datetime
    next_try: datetime | None
    finished_at: datetime | None
    result_url: str
    started_by: int | None


@dataclass(frozen=True)
class JobRow:
    """One line of the list."""

    id: int
    title: str
    state: str
    state_word: str
    created_at: datetime
    next_try: datetime | None
    finished_at: datetime | None
    failures: int
    sentence: str


@dataclass(frozen=True)
class StateCount:
    """How many jobs are in a state."""

    state: str
    word: str
    count: int


@dataclass(frozen=True)
class JobListPage:
    """Background work for those who look after the installation."""

    state: str
    counts: tuple[StateCount, ...]
    rows: tuple[JobRow, ...]
    next_before: int | None


def job_progress_page(job_id: int) -> JobProgressPage | None:
    """One job with how far it has come, or nothing."""
    job = Job.objects.filter(id=job_id).first()
    if job is None:
        return None
    return JobProgressPage(
        id=job.id,
        title=title_of(job.name),
        state=job.state,
        state_word=job.get_state_display(),
        open=job.due_at is not None,
        done=job.progress_done,
        total=job.progress_total,
        percent=100 if job.state == Job.State.DONE else share_done(job.progress_done, job.progress_total),
        sentence=_sentence(job),
        waiting_since=job.created_at,
        next_try=_next_try(job),
        finished_at=job.finished_at,
        result_url=local_path(job.payload.get("result_url")) if job.state == Job.State.DONE else "",
        started_by=job.started_by,
    )


def share_under_way(name: str) -> int | None:
    """How many percent of the latest job of this kind are done, or nothing once none is open."""
    job = Job.objects.filter(name=name, due_at__isnull=False).order_by("-id").first()
    return None if job is None else share_done(job.progress_done, job.progress_total)


def _next_try(job: Job) -> datetime | None:
    """When a waiting job is due."""
    return job.due_at if job.state == Job.State.WAITING else None


def _sentence(job: Job) -> str:
    """Why an attempt failed, in the reader's language, without the inner words of the program."""
    if not job.fault:
        return ""
    if job.fault == "worker-stopped":
        return ngettext(
            "The worker ended while doing this, %(count)s time.",
            "The worker ended while doing this, %(count)s times.",
            job.failures,
        ) % {"count": job.failures}
    if job.fault == "unexpected":
        return _(
            "Something unexpected stopped this work (%(kind)s). The worker's log says more under number %(id)s."
        ) % {
            "kind": job.sentence,
            "id": job.id,
        }
    return job.sentence


def job_list_page(*, state: str = "", before: int | None = None) -> JobListPage:
    """The latest jobs of a state (all states when empty), newest first, and how many there are of each."""
    found = Job.objects.order_by("-id")
    if state in Job.State.values:
        found = found.filter(state=state)
    if before is not None:
        found = found.filter(id__lt=before)
    jobs = list(found[: PAGE_ROWS + 1])
    more = jobs[PAGE_ROWS - 1].id if len(jobs) > PAGE_ROWS else None
    return JobListPage(state, _counts(_by_state()), tuple(_row(job) for job in jobs[:PAGE_ROWS]), more)


def _by_state() -> Mapping[str, int]:
    """Number of jobs in each state."""
    return dict(Job.objects.values_list("state").annotate(count=Count("id")))


def _counts(found: Mapping[str, int]) -> tuple[StateCount, ...]:
    """Every state with its number, none left out."""
    return tuple(StateCount(state.value, str(state.label), found.get(state.value, 0)) for state in Job.State)


def _row(job: Job) -> JobRow:
    """One job as a line."""
    return JobRow(
        job.id,
        title_of(job.name),
        job.state,
        job.get_state_display(),
        job.created_at,
        _next_try(job),
        job.finished_at,
        job.failures,
        _sentence(job),
    )
