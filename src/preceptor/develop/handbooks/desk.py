"""What handbooks put on a desk and into the navigation."""

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from preceptor.develop.handbooks.queries import to_read
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.desk.public import DeskItem
from preceptor.foundation.look.public import NavItem


def desk_items(person_id: int, now: datetime) -> list[DeskItem]:
    """New versions that somebody is asked to read."""
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
