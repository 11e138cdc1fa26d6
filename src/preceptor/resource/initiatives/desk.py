"""What initiatives put on a desk, into the navigation and among the hits of a search."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor
from preceptor.foundation.desk.public import DeskItem, Hit, waits
from preceptor.foundation.district.public import zone
from preceptor.foundation.look.public import NavItem
from preceptor.resource.initiatives.queries.access import sees_all
from preceptor.resource.initiatives.queries.waiting import Task, matches, own_tasks

MINUTES = {"due": 2, "late": 3, "start": 1, "word": 3}


def desk_items(person_id: int, now: datetime) -> list[DeskItem]:
    """Milestones that are due or late, whose start nobody has told, or where people and data disagree."""
    if not waits(person_id, "initiatives.milestones", now):
        return []
    return [_item(task) for task in own_tasks(person_id, now)]


def _item(task: Task) -> DeskItem:
    said = {"title": task.title}
    title = {
        "due": _("Milestone due: %(title)s") % said,
        "late": _("Milestone late: %(title)s") % said,
        "start": _("Has it started? %(title)s") % said,
        "word": _("People and data disagree: %(title)s") % said,
    }[task.what]
    return DeskItem(
        title=title,
        url=reverse("initiatives:milestone-detail", args=[task.milestone_id]),
        minutes=MINUTES[task.what],
        due=_end_of(task.due),
        waiting_since=None,
        kind="initiatives",
        detail=task.initiative,
    )


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, zone())


def navigation(request: HttpRequest) -> Iterable[NavItem]:
    """Initiatives, for readers of the board's pages; others who answer for a milestone find it on their desk.

    It is asked on every page, so that it must not cost a query.
    """
    actor: Actor | None = getattr(request, "actor", None)
    if actor is not None and actor.id is not None and sees_all(actor, timezone.now()):
        yield NavItem(_("Initiatives"), reverse("initiatives:initiative-list"), order=45)


def found(by: Actor, text: str, now: datetime) -> list[Hit]:
    """Initiatives and milestones by their titles."""
    initiatives, milestones = matches(by, text, now)
    kind = _("Initiatives")
    hits = [Hit(one.title, reverse("initiatives:initiative-detail", args=[one.pk]), kind) for one in initiatives]
    return hits + [
        Hit(one.title, reverse("initiatives:milestone-detail", args=[one.pk]), kind, one.initiative.title)
        for one in milestones
    ]
