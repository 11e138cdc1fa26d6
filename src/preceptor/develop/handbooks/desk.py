"""What handbooks put on a desk and into the navigation."""

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from preceptor.develop.handbooks.queries import to_do, to_read
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.desk.public import DeskItem
from preceptor.foundation.look.public import NavItem

PLAN_MINUTES = 30


def desk_items(person_id: int, now: datetime) -> list[DeskItem]:
    """New versions that somebody is asked to read, and lines of communication plans that are theirs to see to."""
    return [*_to_read(person_id, now), *_to_do(person_id, now)]


def _to_do(person_id: int, now: datetime) -> list[DeskItem]:
    return [
        DeskItem(
            title=_("Tell: %(audience)s") % {"audience": each.audience},
            url=f"{reverse('handbooks:handbook-detail', args=[each.key])}#plan",
            minutes=PLAN_MINUTES,
            due=None,
            waiting_since=each.since,
            kind="handbooks",
            detail=f"{each.when} · {each.message}",
        )
        for each in to_do(person_id, now)
    ]


def _to_read(person_id: int, now: datetime) -> list[DeskItem]:
    return [
        DeskItem(
            title=_("Read: %(title)s") % {"title": each.title},
            url=reverse("handbooks:handbook-detail", args=[each.key]),
            minutes=each.minutes,
            due=None,
            waiting_since=each.since,
            kind="handbooks",
        )
        for each in to_read(person_id, now)
    ]


def navigation(request: HttpRequest) -> Iterable[NavItem]:
    """Handbooks, for everybody; it asks nothing."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is not None and actor.id is not None:
        yield NavItem(_("Handbooks"), reverse("handbooks:handbook-list"), order=60)
