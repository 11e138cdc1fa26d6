"""What coursework puts on a desk and into the navigation."""

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from preceptor.develop.coursework.queries.standing import any_board
from preceptor.develop.coursework.queries.waiting import WaitingLine, returned_lines, to_judge_page
from preceptor.develop.sessions.public import is_member, led_cycles, member_cycles
from preceptor.foundation.accounts.public import holds
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.desk.public import DeskItem, waits
from preceptor.foundation.look.public import NavItem

JUDGE_MINUTES, AGAIN_MINUTES = 15, 30


def desk_items(person_id: int, now: datetime) -> list[DeskItem]:
    """Work to judge, and work that came back."""
    found: list[DeskItem] = []
    if waits(person_id, "coursework.returned", now):
        found += [_item(_("Hand in again: %(work)s"), each, AGAIN_MINUTES) for each in returned_lines(person_id)]
    if waits(person_id, "coursework.handed_in", now) and led_cycles(person_id):
        lines = to_judge_page(person_id=person_id).lines
        found += [_item(_("Judge: %(work)s"), each, JUDGE_MINUTES, each.person) for each in lines]
    return found


def _item(title: str, line: WaitingLine, minutes: int, detail: str = "") -> DeskItem:
    url = reverse("coursework:work-detail", args=[line.cycle_id, line.person_id, line.task, line.item])
    return DeskItem(
        title=title % {"work": line.title},
        url=url,
        minutes=minutes,
        due=None,
        waiting_since=line.since,
        kind="coursework",
        detail=detail or line.program,
    )


def navigation(request: HttpRequest) -> Iterable[NavItem]:
    """My progress for members of groups, work to judge for those who lead, everybody's progress for the office."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or actor.id is None:
        return
    if is_member(actor.id):
        if member_cycles(actor.id):
            yield NavItem(_("My progress"), reverse("coursework:my-progress"), order=15)
        if led_cycles(actor.id):
            yield NavItem(_("To judge"), reverse("coursework:to-judge"), order=18)
    if holds(actor.id, "coursework.oversee", timezone.now()) and any_board():
        yield NavItem(_("Participants"), reverse("coursework:board-list"), order=55)
