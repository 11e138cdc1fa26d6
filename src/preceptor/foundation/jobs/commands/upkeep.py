"""Starting schedules, trying a given-up job again, and clearing away what was done long ago."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.jobs.commands.queue import enqueue
from preceptor.foundation.jobs.models import Job, ScheduledPeriod
from preceptor.foundation.jobs.rules.registry import Schedule, known_schedules
from preceptor.foundation.jobs.rules.timing import Period, daily_period, repeating_period
from preceptor.foundation.look.public import Refusal

KEEP_DONE = timedelta(days=30)
KEEP_FAILED = timedelta(days=180)
KEEP_PERIODS = timedelta(days=400)


def start_schedules(*, now: datetime) -> int:
    """Enqueue the job of every schedule whose present period was not started yet; of missed periods only the latest."""
    return sum(_start(each, period_of(each, now), now) for each in known_schedules())


def period_of(each: Schedule, now: datetime) -> Period:
    """The period of a schedule that is due at this moment, by the district's clock."""
    if each.daily_at is not None:
        return daily_period(now, at=each.daily_at, zone=ZoneInfo(settings.TIME_ZONE))
    assert each.every is not None  # noqa: S101  `schedule` let nothing else in
    return repeating_period(now, every=each.every)


def _start(each: Schedule, period: Period, now: datetime) -> bool:
    """Start one period once, whoever else tries at the same time."""
    if ScheduledPeriod.objects.filter(name=each.name, period=period.name).exists():
        return False
    with transaction.atomic():
        _row, first = ScheduledPeriod.objects.get_or_create(
            name=each.name, period=period.name, defaults={"due": period.due}
        )
        if first:
            enqueue(each.job, key=f"{each.name}@{period.name}", payload={"period": period.name}, now=now)
    return first


def retry_job(*, job_id: int, by: Actor, now: datetime) -> None:
    """Try a given-up job again from the start."""
    require(by, "jobs.retry", now=now)
    with transaction.atomic():
        changed = Job.objects.filter(id=job_id, state=Job.State.FAILED).update(
            state=Job.State.WAITING, due_at=now, finished_at=None, failures=0, fault="", sentence=""
        )
        if not changed:
            raise Refusal(
                "jobs-not-given-up",
                _("This work is not given up, so there is nothing to try again."),
                remedy=_("Look at its page: it may be waiting, running or done already."),
            )
        record(by=by, action="jobs.retry", about=f"jobs.job:{job_id}", facts={}, now=now)


def clear_away(*, now: datetime) -> int:
    """Delete done work after a month, given-up work after half a year; how many rows went."""
    done, _each = Job.objects.filter(state=Job.State.DONE, finished_at__lt=now - KEEP_DONE).delete()
    failed, _each = Job.objects.filter(state=Job.State.FAILED, finished_at__lt=now - KEEP_FAILED).delete()
    ScheduledPeriod.objects.filter(due__lt=now - KEEP_PERIODS).delete()
    return done + failed
