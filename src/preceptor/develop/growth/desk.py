"""What growth puts on a desk and into the navigation."""

from collections.abc import Iterable
from datetime import date, datetime, time
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preceptor.develop.growth.queries.reach import COORDINATE
from preceptor.develop.growth.queries.waiting import (
    GOALS,
    OWN,
    accepted_waiting,
    asked_lines,
    nominations_waiting,
)
from preceptor.foundation.accounts.public import holds
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.desk.public import DeskItem, DeskLine, lines, waits
from preceptor.foundation.district.public import zone
from preceptor.foundation.look.public import NavItem

PLACE_MINUTES, READ_MINUTES, AGREE_MINUTES, GOAL_MINUTES, ANSWER_MINUTES, TAKE_UP_MINUTES = 15, 5, 20, 5, 5, 5
KIND = "growth"


def desk_items(person_id: int, now: datetime) -> list[DeskItem]:
    """Placements to go on with, people who ask, goals that are due, nominations; nothing of this names a level."""
    found = [*map(_own, lines(person_id, OWN, now))]
    if waits(person_id, "growth.asked", now):
        found += [_asked(each.name, each.id, each.since) for each in asked_lines(person_id)]
    found += map(_goal, lines(person_id, GOALS, now))
    if waits(person_id, "growth.nominated", now):
        found += [_nominated(each.program, each.id, each.since) for each in nominations_waiting(person_id)]
    if waits(person_id, "growth.accepted", now):
        found += _accepted(person_id, now)
    return found


def _item(title: str, url: str, minutes: int, due: datetime | None = None, since: datetime | None = None) -> DeskItem:
    return DeskItem(title=title, url=url, minutes=minutes, due=due, waiting_since=since, kind=KIND)


def _own(line: DeskLine) -> DeskItem:
    draft = line.text == "draft"
    title = _("Go on placing yourself in your growth system") if draft else _("Read how your levels were answered")
    url = reverse("growth:placement-detail", args=[UUID(line.key)])
    return _item(title, url, PLACE_MINUTES if draft else READ_MINUTES, since=line.since)


def _asked(name: str, placement_id: object, since: datetime | None) -> DeskItem:
    title = _("Agree with %(name)s on where they stand") % {"name": name}
    return _item(title, reverse("growth:placement-answer", args=[placement_id]), AGREE_MINUTES, since=since)


def _goal(line: DeskLine) -> DeskItem:
    due = datetime.combine(date.fromisoformat(line.text), time(23, 59), zone())
    return _item(_("A goal of yours is due"), reverse("growth:goal-detail", args=[UUID(line.key)]), GOAL_MINUTES, due)


def _nominated(program: str, number: int, since: datetime) -> DeskItem:
    title = _("You are nominated: %(program)s") % {"program": program}
    return _item(title, reverse("growth:nomination-detail", args=[number]), ANSWER_MINUTES, since=since)


def _accepted(person_id: int, now: datetime) -> Iterable[DeskItem]:
    for each in accepted_waiting(person_id, now):
        title = ngettext("%(n)d nomination to take up", "%(n)d nominations to take up", each.count) % {"n": each.count}
        url = reverse("growth:nomination-list")
        yield DeskItem(title, url, TAKE_UP_MINUTES * each.count, None, each.since, KIND, each.program)


def navigation(request: HttpRequest) -> Iterable[NavItem]:
    """My growth, for everybody with a position; readiness, for the office."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or actor.id is None:
        return
    now = timezone.now()
    if holds(actor.id, "growth.grow", now):
        yield NavItem(_("My growth"), reverse("growth:my-growth"), order=36)
    if holds(actor.id, COORDINATE, now):
        yield NavItem(_("Ready to coach"), reverse("growth:readiness-list"), order=56)
