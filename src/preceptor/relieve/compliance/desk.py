"""What compliance puts on a desk and into the navigation."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preceptor.foundation.accounts.public import holds
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.desk.public import DeskItem
from preceptor.foundation.district.public import zone
from preceptor.foundation.look.public import NavItem
from preceptor.relieve.compliance.queries.office import CERTIFY, office_lines
from preceptor.relieve.compliance.queries.waiting import (
    Waiting,
    is_principal,
    own_waiting,
    requests_to_decide,
)
from preceptor.relieve.compliance.queries.workbench import approvals_waiting, look_backs_due

DECIDE_MINUTES, APPROVE_MINUTES, LOOK_BACK_MINUTES = 5, 20, 10
OFFICES_SHOWN = 3


def desk_items(person_id: int, now: datetime) -> list[DeskItem]:
    """What is due at one's schools, what one's office signs, requests to decide."""
    by = Actor("person", person_id, "")
    found = [*_own(own_waiting(by, now))]
    if holds(person_id, CERTIFY, now):
        found += _office(by, now)
    if holds(person_id, "compliance.decide", now):
        found += [_request(*each) for each in requests_to_decide(by)]
    if holds(person_id, "compliance.own", now) or holds(person_id, "compliance.counsel", now):
        found += [_approval(*each) for each in approvals_waiting(by, now)]
    if holds(person_id, "compliance.manage", now):
        found += [_look_back(*each) for each in look_backs_due(now)]
    return found


def _end(day: date) -> datetime:
    return datetime.combine(day, time(23, 59), zone())


def _own(waiting: Waiting) -> Iterable[DeskItem]:
    for each in waiting.due:
        yield DeskItem(
            title=_("Certify: %(title)s") % {"title": each.title},
            url=reverse("compliance:obligation-detail", args=[each.id]),
            minutes=each.minutes,
            due=_end(each.due),
            waiting_since=None,
            kind="compliance",
        )
    if waiting.more and waiting.more_due is not None:
        title = ngettext("%(n)d more to certify", "%(n)d more to certify", waiting.more)
        yield DeskItem(
            title=title % {"n": waiting.more},
            url=reverse("compliance:my-due"),
            minutes=waiting.more_minutes,
            due=_end(waiting.more_due),
            waiting_since=None,
            kind="compliance",
        )


def _office(by: Actor, now: datetime) -> Iterable[DeskItem]:
    for each in office_lines(by=by, now=now)[:OFFICES_SHOWN]:
        title = ngettext("Certify for %(n)d school: %(title)s", "Certify for %(n)d schools: %(title)s", each.schools)
        yield DeskItem(
            title=title % {"n": each.schools, "title": each.title},
            url=reverse("compliance:office-sign", args=[each.cycle_item_id, each.period]),
            minutes=each.minutes,
            due=_end(each.due),
            waiting_since=None,
            kind="compliance",
            detail=each.owner,
        )


def _request(request_id: int, title: str, since: datetime) -> DeskItem:
    return DeskItem(
        title=_("Decide on a new request to principals: %(title)s") % {"title": title},
        url=reverse("compliance:request-detail", args=[request_id]),
        minutes=DECIDE_MINUTES,
        due=None,
        waiting_since=since,
        kind="compliance",
    )


def _approval(proposal_id: int, year: str, since: datetime) -> DeskItem:
    return DeskItem(
        title=_("Say whether certifications can go: reduction for %(year)s") % {"year": year},
        url=reverse("compliance:proposal-detail", args=[proposal_id]),
        minutes=APPROVE_MINUTES,
        due=None,
        waiting_since=since,
        kind="compliance",
    )


def _look_back(proposal_id: int, year: str, ready: date) -> DeskItem:
    return DeskItem(
        title=_("See whether the reduction for %(year)s kept its word") % {"year": year},
        url=reverse("compliance:proposal-detail", args=[proposal_id]),
        minutes=LOOK_BACK_MINUTES,
        due=None,
        waiting_since=datetime.combine(ready, time(0), zone()),
        kind="compliance",
    )


def navigation(request: HttpRequest) -> Iterable[NavItem]:
    """Certifications, for those who sign, watch over or decide on them."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or actor.id is None:
        return
    now = timezone.now()
    if holds(actor.id, "compliance.manage", now):
        yield NavItem(_("Certifications"), reverse("compliance:cycle-list"), order=20)
        yield NavItem(_("Workbench"), reverse("compliance:workbench"), order=21)
    elif holds(actor.id, "compliance.own", now) or holds(actor.id, "compliance.counsel", now):
        yield NavItem(_("Certifications"), reverse("compliance:office-due"), order=20)
        yield NavItem(_("Workbench"), reverse("compliance:workbench"), order=21)
    elif holds(actor.id, "compliance.decide", now):
        yield NavItem(_("Certifications"), reverse("compliance:request-list"), order=20)
    elif is_principal(actor, now):
        yield NavItem(_("Certifications"), reverse("compliance:my-due"), order=20)
