"""What activities put on a desk and into the navigation."""

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preceptor.develop.activities.queries.waiting import (
    OfficeWaiting,
    OwnWaiting,
    office_waiting,
    own_waiting,
    takes_part,
)
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.desk.public import DeskItem, waits
from preceptor.foundation.look.public import NavItem

CONFIRM_MINUTES, LOG_MINUTES, SETTLE_MINUTES, OFFICE_MINUTES = 1, 3, 3, 10


def desk_items(person_id: int, now: datetime) -> list[DeskItem]:
    """Entries to confirm, disputes to settle, logs to hand in; for coordinators, logs that wait for them."""
    by = Actor("person", person_id, "")
    office = office_waiting(by=by, now=now) if waits(person_id, "activities.logs", now) else []
    return [*_own(own_waiting(person_id, now)), *map(_office, office)]


def _own(waiting: OwnWaiting) -> Iterable[DeskItem]:
    month = reverse("activities:my-month")
    if waiting.to_confirm:
        title = ngettext("Was it so? %(n)d entry", "Was it so? %(n)d entries", waiting.to_confirm)
        yield DeskItem(
            title=title % {"n": waiting.to_confirm},
            url=month,
            minutes=CONFIRM_MINUTES * waiting.to_confirm,
            due=None,
            waiting_since=waiting.since,
            kind="activities",
            detail=_("Your silence holds nothing up; your word helps."),
        )
    if waiting.disputed:
        title = ngettext("Settle %(n)d disputed entry", "Settle %(n)d disputed entries", waiting.disputed)
        yield DeskItem(
            title=title % {"n": waiting.disputed},
            url=month,
            minutes=SETTLE_MINUTES * waiting.disputed,
            due=None,
            waiting_since=None,
            kind="activities",
        )
    for log in waiting.logs:
        yield DeskItem(
            title=_("Answer the office about your log") if log.returned else _("Hand in your log"),
            url=f"{month}?cycle={log.cycle_id}&period={log.period}",
            minutes=LOG_MINUTES,
            due=log.due,
            waiting_since=None,
            kind="activities",
            detail=log.title,
        )


def _office(each: OfficeWaiting) -> DeskItem:
    title = ngettext("%(n)d log to look at", "%(n)d logs to look at", each.submitted)
    return DeskItem(
        title=title % {"n": each.submitted},
        url=f"{reverse('activities:log-board', args=[each.cycle_id])}?period={each.period}",
        minutes=OFFICE_MINUTES,
        due=None,
        waiting_since=each.since,
        kind="activities",
        detail=each.title,
    )


def navigation(request: HttpRequest) -> Iterable[NavItem]:
    """My month, for those who take part in something."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is not None and actor.id is not None and takes_part(actor.id):
        yield NavItem(_("My month"), reverse("activities:my-month"), order=15)
