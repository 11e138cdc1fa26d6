"""Changing the dates of a milestone: a later day is a slip, with its reason and what it moves."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import today
from preceptor.resource.initiatives.commands.common import REASON_LENGTH, PlanRefused, held_milestone, note, span
from preceptor.resource.initiatives.models import Milestone, Slip
from preceptor.resource.initiatives.queries.preview import Follows, what_follows


@dataclass(frozen=True)
class NewDates:
    """Other dates of a milestone, and why; `revision` is that of the milestone when the page was opened."""

    start: date
    end: date | None
    reason: str = ""
    revision: int | None = None


@transaction.atomic
def change_dates(*, milestone_id: int, dates: NewDates, by: Actor, now: datetime) -> Slip | None:
    """Set today's plan of a milestone; gives the slip where anything became later.

    What has begun is planned from the day on which it did, whatever start is given.
    """
    row = held_milestone(milestone_id, by, now, dates.revision)
    end = None if row.on_going else dates.end
    was, is_now = (row.start, row.end), (row.started or dates.start, end)
    if was == is_now or (row.started is not None and row.end == end):
        return None
    follows = judged(row, is_now[0], end, today(now))
    days = days_later(was, is_now)
    reason = dates.reason.strip()[:REASON_LENGTH]
    if days and not reason:
        raise PlanRefused(
            "reason-missing",
            _("A milestone that becomes later needs a reason."),
            remedy=_("Say in a sentence why; your dates are kept on the form."),
        )
    slip = _keep_slip(row, is_now, (days, reason), follows, (by, now)) if days else None
    row.start, row.end = is_now
    row.revision += 1
    row.save(update_fields=["start", "end", "revision"])
    note(row, "dates", (span(*was), span(*is_now), reason), by, now)
    return slip


def judged(row: Milestone, start: date, end: date | None, on: date) -> Follows:
    """What follows from other dates; refuses what cannot be."""
    start = row.started or start
    if end is not None and end < start:
        raise PlanRefused(
            "end-before-start",
            _("The end lies before the start."),
            remedy=_("Give the later day as the end."),
        )
    follows = what_follows(row, start, end, on)
    if follows.fault is not None:
        raise PlanRefused("before-its-predecessor", follows.fault[0], remedy=follows.fault[1])
    return follows


def days_later(was: tuple[date, date | None], is_now: tuple[date, date | None]) -> int:
    """Days by which a milestone becomes later: at its end, else at its start."""
    before, after = was[1] or was[0], is_now[1] or is_now[0]
    return max((after - before).days, 0)


def _keep_slip(
    row: Milestone, dates: tuple[date, date | None], why: tuple[int, str], follows: Follows, who: tuple[Actor, datetime]
) -> Slip:
    by, now = who
    return Slip.objects.create(
        milestone=row,
        at=now,
        by_id=by.id if by.kind == "person" else None,
        reason=why[1],
        was_start=row.start,
        was_end=row.end,
        now_start=dates[0],
        now_end=dates[1],
        days=why[0],
        downstream=follows.kept(),
        downstream_days=max(follows.told.downstream_days, 0),
        last_days=follows.told.last_days,
        cost=follows.cost,
    )
