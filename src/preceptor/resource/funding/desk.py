"""What funding puts on a desk and into the navigation."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preceptor.foundation.accounts.public import holds
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.desk.public import DeskItem
from preceptor.foundation.look.public import NavItem
from preceptor.resource.funding.queries.waiting import SchoolWaiting, broken, office_waiting, school_waiting, to_approve

BUDGET_MINUTES, APPROVE_MINUTES, MEND_MINUTES, READ_MINUTES = 10, 4, 10, 2
OFFICE_MINUTES = 20
NEWS = timedelta(days=14)
"""How long a published allocation stays on the desk of somebody who cannot work on the budget yet."""


def desk_items(person_id: int, now: datetime) -> list[DeskItem]:
    """A principal's budget, budgets to approve, and scenarios to mend."""
    by = Actor("person", person_id, "")
    led = school_waiting(person_id, now)
    items = [_budget(each) for each in led if each.to_do]
    items += [_office(each) for each in office_waiting(person_id, now)]
    items += [_news(each) for each in led if each.state == "open" and not each.to_do and now - each.published_at < NEWS]
    count, since = to_approve(by, now)
    if count:
        items.append(_approve(count, since))
    items += [_mend(number, title) for number, title in broken(person_id, now)]
    return items


def _budget(each: SchoolWaiting) -> DeskItem:
    titles = {
        "returned": _("Answer the question about your school's budget"),
        "true_up": _("Adjust your school's budget to its new amounts"),
    }
    return DeskItem(
        title=titles.get(each.state, _("Develop your school's budget")),
        url=reverse("funding:budget-detail", args=[each.unit_id]),
        minutes=BUDGET_MINUTES,
        due=each.due,
        waiting_since=each.published_at,
        kind="funding",
        detail=f"{each.name} · {each.year}",
    )


def _office(each: SchoolWaiting) -> DeskItem:
    titles = {
        "returned": _("Answer the question about your local district's budget"),
        "true_up": _("Adjust your local district's budget to its new amounts"),
    }
    return DeskItem(
        title=titles.get(each.state, _("Develop your local district's budget")),
        url=reverse("funding:budget-detail", args=[each.unit_id]),
        minutes=OFFICE_MINUTES,
        due=each.due,
        waiting_since=each.published_at,
        kind="funding",
        detail=f"{each.name} · {each.year}",
    )


def _news(each: SchoolWaiting) -> DeskItem:
    return DeskItem(
        title=_("See what your school gets, and why"),
        url=reverse("funding:school-money", args=[each.unit_id]),
        minutes=READ_MINUTES,
        due=None,
        waiting_since=each.published_at,
        kind="funding",
        detail=f"{each.name} · {each.year}",
    )


def _approve(count: int, since: datetime | None) -> DeskItem:
    title = ngettext("%(n)d budget to approve", "%(n)d budgets to approve", count) % {"n": count}
    return DeskItem(
        title=title,
        url=reverse("funding:budget-list"),
        minutes=APPROVE_MINUTES * count,
        due=None,
        waiting_since=since,
        kind="funding",
    )


def _mend(number: int, title: str) -> DeskItem:
    return DeskItem(
        title=_("A scenario needs you: %(title)s") % {"title": title},
        url=reverse("funding:scenario-detail", args=[number]),
        minutes=MEND_MINUTES,
        due=None,
        waiting_since=None,
        kind="funding",
    )


def navigation(request: HttpRequest) -> Iterable[NavItem]:
    """Funding for the finance office, budgets for approvers, a school's money for those who lead it."""
    actor: Actor | None = getattr(request, "actor", None)
    now = timezone.now()
    if actor is None or actor.id is None:
        return
    if holds(actor.id, "funding.plan", now):
        yield NavItem(_("Funding"), reverse("funding:scenario-list"), order=30)
    elif holds(actor.id, "funding.approve", now):
        yield NavItem(_("Budgets"), reverse("funding:budget-list"), order=30)
    elif holds(actor.id, "funding.budget", now):
        yield NavItem(_("School money"), reverse("funding:my-school"), order=30)
