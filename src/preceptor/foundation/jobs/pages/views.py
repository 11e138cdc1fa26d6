"""Pages of background work: one job with its progress, and the list for those who look after the installation."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from preceptor.foundation.audit.public import Actor, caller, may, require
from preceptor.foundation.jobs.commands.upkeep import retry_job
from preceptor.foundation.jobs.queries import JobProgressPage, job_list_page, job_progress_page


@require_safe
def job_progress(request: HttpRequest, job_id: int) -> HttpResponse:
    """How far a job has come, for the one who started it and for those who may read all."""
    by = caller(request)
    page = job_progress_page(job_id)
    if page is None or not _may_see(by, page):
        raise Http404
    may_retry = page.state == "failed" and may(by, "jobs.retry", now=timezone.now())
    return render(request, "jobs/job_progress.html", {"page": page, "may_retry": may_retry})


def _may_see(by: Actor, page: JobProgressPage) -> bool:
    """Whether the job is the reader's own, or the reader may read all."""
    own = by.kind == "person" and by.id is not None and by.id == page.started_by
    return own or may(by, "jobs.read", now=timezone.now())


@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    """All background work, newest first."""
    require(caller(request), "jobs.read", now=timezone.now())
    page = job_list_page(state=request.GET.get("state", ""), before=_number(request.GET.get("before", "")))
    return render(request, "jobs/job_list.html", {"page": page})


def _number(text: str) -> int | None:
    """A number of the address; none when it is no number of a job."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


@require_POST
def job_retry(request: HttpRequest, job_id: int) -> HttpResponse:
    """Try a given-up job again."""
    retry_job(job_id=job_id, by=caller(request), now=timezone.now())
    return HttpResponseRedirect(reverse("jobs:job-progress", args=[job_id]))
