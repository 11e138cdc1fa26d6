"""What stipends put on a desk and into the navigation."""

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from preceptor.develop.stipends.queries.waiting import OfficeTask, office_tasks, own_news, sees_pay
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.desk.public import DeskItem
from preceptor.foundation.look.public import NavItem

APPROVE_MINUTES, HAND_OVER_MINUTES, CHOOSE_MINUTES, READ_MINUTES = 10, 1, 10, 1


def desk_items(person_id: int, now: datetime) -> list[DeskItem]:
    """Runs to approve, runs to hand to payroll, formulas to choose; and for who is paid, what holds their pay."""
    by = Actor("person", person_id, "")
    return [*map(_office, office_tasks(by=by, now=now)), *_own(person_id, now)]


def _office(task: OfficeTask) -> DeskItem:
    title, minutes = {
        "approve": (_("Approve pay"), APPROVE_MINUTES),
        "hand_over": (_("Hand approved pay to payroll"), HAND_OVER_MINUTES),
        "choose": (_("Choose how pay is worked out"), CHOOSE_MINUTES),
    }[task.what]
    url = reverse("stipends:run-detail", args=[task.run_id]) if task.run_id else _board(task)
    return DeskItem(
        title=title, url=url, minutes=minutes, due=None, waiting_since=task.since, kind="stipends", detail=task.detail
    )


def _board(task: OfficeTask) -> str:
    return reverse("stipends:pay-board", args=[task.cycle_id])


def _own(person_id: int, now: datetime) -> Iterable[DeskItem]:
    for detail, since in own_news(person_id, now):
        yield DeskItem(
            title=_("See what holds your pay"),
            url=reverse("stipends:my-pay"),
            minutes=READ_MINUTES,
            due=None,
            waiting_since=since,
            kind="stipends",
            detail=detail,
        )


def navigation(request: HttpRequest) -> Iterable[NavItem]:
    """My pay for those whom a program pays, and pay for the office."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or actor.id is None:
        return
    own, office = sees_pay(actor)
    if own:
        yield NavItem(_("My pay"), reverse("stipends:my-pay"), order=17)
    if office:
        yield NavItem(_("Pay"), reverse("stipends:pay-home"), order=55)
