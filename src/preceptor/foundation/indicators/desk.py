"""What indicators put on a desk and into the navigation, and who may download evidence."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.desk.public import DeskItem, waits
from preceptor.foundation.district.public import today
from preceptor.foundation.indicators.models import AccreditationDuty, Indicator
from preceptor.foundation.indicators.queries.duties import soon
from preceptor.foundation.indicators.queries.rights import READ
from preceptor.foundation.indicators.queries.waiting import Waiting, owned
from preceptor.foundation.look.public import NavItem

FREEZE_MINUTES, ENTER_MINUTES, REVISE_MINUTES, DUTY_MINUTES = 5, 10, 5, 20
AHEAD = timedelta(days=60)


def traces(person_id: int, now: datetime) -> dict[str, QuerySet[Any]]:
    """Indicators and accreditation duties that somebody answers for."""
    return {
        "indicators.owned": Indicator.objects.filter(owner_id=person_id),
        "indicators.duties": AccreditationDuty.objects.filter(
            owner_id=person_id, done_on=None, due__lte=today(now) + AHEAD
        ),
    }


def desk_items(person_id: int, now: datetime) -> list[DeskItem]:
    """Figures to freeze, to enter or to revise, and accreditation duties that come due."""
    items: list[DeskItem] = []
    if waits(person_id, "indicators.owned", now):
        items += map(_figure, owned(person_id, now))
    if waits(person_id, "indicators.duties", now):
        items += map(_duty, soon(person_id, today(now) + AHEAD))
    return items


def _figure(waiting: Waiting) -> DeskItem:
    title, minutes = {
        "freeze": (_("Freeze an indicator"), FREEZE_MINUTES),
        "enter": (_("Enter an indicator with its evidence"), ENTER_MINUTES),
        "revise": (_("Records behind a frozen indicator have changed"), REVISE_MINUTES),
    }[waiting.what]
    url = reverse("indicators:figure-freeze", args=[waiting.code, waiting.period])
    return DeskItem(
        title=title,
        url=url,
        minutes=minutes,
        due=None,
        waiting_since=waiting.since,
        kind="indicators",
        detail=f"{waiting.title} · {waiting.period}",
    )


def _duty(row: AccreditationDuty) -> DeskItem:
    return DeskItem(
        title=_("Keep an accreditation up"),
        url=reverse("indicators:duty-detail", args=[row.pk]),
        minutes=DUTY_MINUTES,
        due=timezone.make_aware(datetime.combine(row.due, time.max), timezone.get_default_timezone()),
        waiting_since=row.made_at,
        kind="indicators",
        detail=f"{row.title} · {row.program}",
    )


def navigation(request: HttpRequest) -> Iterable[NavItem]:
    """The indicators for whoever reads them."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is not None and may(actor, READ, now=timezone.now()):
        yield NavItem(_("Indicators"), reverse("indicators:indicator-list"), order=35)


def may_download(actor: Actor, about: str, now: datetime) -> bool:
    """Whether somebody may open evidence: readers of indicators, and the owner of what it is evidence of."""
    if may(actor, READ, now=now):
        return True
    kind, _colon, number = about.partition(":")
    if not number.isdecimal() or actor.id is None:
        return False
    if kind == "indicators.duty":
        return AccreditationDuty.objects.filter(pk=number, owner_id=actor.id).exists()
    return Indicator.objects.filter(figures__pk=number, owner_id=actor.id).exists()
