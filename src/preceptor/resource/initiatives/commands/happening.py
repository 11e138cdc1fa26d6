"""What happened: a milestone has started, is finished, or was not after all."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import today
from preceptor.foundation.look.public import day
from preceptor.resource.initiatives.commands.common import PlanRefused, held_milestone, note, span
from preceptor.resource.initiatives.models import Milestone


@transaction.atomic
def start_milestone(*, milestone_id: int, on: date, by: Actor, now: datetime) -> None:
    """Say that a milestone has started on a day; saying it twice is saying it once."""
    row = held_milestone(milestone_id, by, now)
    _not_ahead(on, now)
    if row.started == on:
        return
    if row.ended is not None and on > row.ended:
        raise PlanRefused(
            "started-after-end",
            _("It ended on %(day)s, so it cannot have started later.") % {"day": day(row.ended)},
            remedy=_("Give an earlier day, or take back that it is finished."),
        )
    was, row.started = span(row.started, None), on
    _save(row)
    note(row, "started", (was, span(on, None), ""), by, now)


@transaction.atomic
def finish_milestone(*, milestone_id: int, on: date, by: Actor, now: datetime) -> None:
    """Say that a milestone is finished; one that nobody has started has started as planned, or that day."""
    row = held_milestone(milestone_id, by, now)
    _not_ahead(on, now)
    if row.ended == on:
        return
    if row.on_going:
        raise PlanRefused(
            "goes-on",
            _("This milestone goes on without an end."),
            remedy=_("Say that it has started; that is all it needs."),
        )
    if row.started is not None and on < row.started:
        raise PlanRefused(
            "end-before-start",
            _("It started on %(day)s, so it cannot have ended before.") % {"day": day(row.started)},
            remedy=_("Give that day or a later one, or correct when it started."),
        )
    was, row.ended = span(row.ended, None), on
    row.started = row.started or min(row.start, on)
    _save(row)
    note(row, "finished", (was, span(on, None), ""), by, now)


@transaction.atomic
def reopen_milestone(*, milestone_id: int, reason: str, by: Actor, now: datetime) -> None:
    """Take back that a milestone is finished, with a reason; one not finished has its start taken back."""
    row = held_milestone(milestone_id, by, now)
    if not reason.strip():
        raise PlanRefused(
            "reason-missing",
            _("Taking back what was said needs a reason."),
            remedy=_("Say in a sentence what is not so."),
        )
    if row.ended is not None:
        was, row.ended = span(row.ended, None), None
    elif row.started is not None:
        was, row.started = span(row.started, None), None
    else:
        return
    _save(row)
    note(row, "reopened", (was, "", reason.strip()), by, now)


def _not_ahead(on: date, now: datetime) -> None:
    if on > today(now):
        raise PlanRefused(
            "not-yet",
            _("%(day)s has not come yet.") % {"day": day(on)},
            remedy=_("Say it on the day, or change the planned dates instead."),
        )


def _save(row: Milestone) -> None:
    row.revision += 1
    row.save(update_fields=["started", "ended", "revision"])
