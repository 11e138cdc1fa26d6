"""What awards put on a desk and into the navigation."""

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preceptor.develop.awards.queries.waiting import ENDING, office_waiting
from preceptor.develop.pairing.public import cycle_ids_of
from preceptor.foundation.accounts.public import holds
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.desk.public import DeskItem, lines, waits
from preceptor.foundation.look.public import NavItem

APPROVE_MINUTES, RENEW_MINUTES = 5, 3


def desk_items(person_id: int, now: datetime) -> list[DeskItem]:
    """Proposals to approve; certificates of one's own that run out."""
    by = Actor("person", person_id, "")
    return [*_own(person_id, now), *(_office(by, now) if waits(person_id, "awards.proposed", now) else ())]


def _own(person_id: int, now: datetime) -> Iterable[DeskItem]:
    for each in lines(person_id, ENDING, now):
        yield DeskItem(
            title=_("Renew “%(title)s”") % {"title": each.text},
            url=reverse("awards:certificate-detail", args=[each.key]),
            minutes=RENEW_MINUTES,
            due=each.due,
            waiting_since=None,
            kind="awards",
            detail=each.more,
        )


def _office(by: Actor, now: datetime) -> Iterable[DeskItem]:
    for each in office_waiting(by, now):
        title = ngettext("Approve %(n)d certificate", "Approve %(n)d certificates", each.waiting)
        yield DeskItem(
            title=title % {"n": each.waiting},
            url=reverse("awards:award-board", args=[each.cycle_id, each.award]),
            minutes=APPROVE_MINUTES,
            due=None,
            waiting_since=each.since,
            kind="awards",
            detail=each.title,
        )


def navigation(request: HttpRequest) -> Iterable[NavItem]:
    """My certificates, for who takes part in a program, and for the office; it asks nothing of its own."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or actor.id is None:
        return
    if holds(actor.id, "awards.coordinate", timezone.now()) or cycle_ids_of(actor.id):
        yield NavItem(_("My certificates"), reverse("awards:my-certificates"), order=40)
