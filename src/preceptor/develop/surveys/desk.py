"""What surveys put on a desk and into the navigation."""

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preceptor.develop.surveys.queries.languages import said
from preceptor.develop.surveys.queries.mine import in_minutes
from preceptor.develop.surveys.queries.scope import RUN
from preceptor.develop.surveys.queries.traces import ADVICE, ASKED, BEGUN, SEATS
from preceptor.foundation.accounts.public import holds
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.desk.public import DeskItem, DeskLine, lines
from preceptor.foundation.look.public import NavItem

REPLY_MINUTES, ADVICE_MINUTES = 1, 5


def desk_items(person_id: int, now: datetime) -> list[DeskItem]:
    """Surveys to answer, groups to reply to, and for offices advice that waits for an answer."""
    begun = [_asked(_("Go on with a survey"), line) for line in lines(person_id, BEGUN, now)]
    asked = [_asked(_("Answer a survey"), line) for line in lines(person_id, ASKED, now)]
    items = [*begun, *asked, *(_group(line) for line in lines(person_id, SEATS, now))]
    return [*items, *_advice(Actor("person", person_id, ""), now)]


def _asked(title: str, line: DeskLine) -> DeskItem:
    return DeskItem(
        title=title,
        url=reverse("surveys:survey-answer", args=[line.key]),
        minutes=in_minutes(line.number),
        due=line.due,
        waiting_since=line.since,
        kind="surveys",
        detail=said(line.text, line.more),
    )


def _group(line: DeskLine) -> DeskItem:
    return DeskItem(
        title=_("Say whether you come to a focus group"),
        url=reverse("surveys:my-listening"),
        minutes=REPLY_MINUTES,
        due=line.due,
        waiting_since=None,
        kind="surveys",
        detail=line.text,
    )


def _advice(by: Actor, now: datetime) -> Iterable[DeskItem]:
    waiting: dict[int, list[DeskLine]] = {}
    for line in lines(by.id or 0, ADVICE, now):
        if may(by, RUN, where=line.text, now=now):
            waiting.setdefault(line.number, []).append(line)
    for round_id, found in waiting.items():
        yield DeskItem(
            title=_("Answer advice"),
            url=reverse("surveys:round-detail", args=[round_id]) + "#advice",
            minutes=ADVICE_MINUTES * len(found),
            due=None,
            waiting_since=found[0].since,
            kind="surveys",
            detail=ngettext("%(count)s piece of advice", "%(count)s pieces of advice", len(found))
            % {"count": len(found)},
        )


def navigation(request: HttpRequest) -> Iterable[NavItem]:
    """Listening, for offices that run it."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is not None and actor.id is not None and holds(actor.id, RUN, timezone.now()):
        yield NavItem(_("Listening"), reverse("surveys:round-list"), order=57)
