"""What impact puts into the navigation; its answers are read when they are wanted, so nothing waits on a desk."""

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from preceptor.develop.impact.queries.studies import READ
from preceptor.foundation.accounts.public import holds
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.indicators.public import Beside
from preceptor.foundation.look.public import NavItem


def beside_indicators(by: Actor, now: datetime) -> Iterable[Beside]:
    """The way from the indicators to what coaching changed, for those who may read it."""
    if may(by, READ, now=now):
        says = _("An indicator counts. Whether coaching made the difference is estimated against comparable others.")
        yield Beside(_("Impact of coaching"), reverse("impact:study-list"), says)


def navigation(request: HttpRequest) -> Iterable[NavItem]:
    """Impact, for those who may read it."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is not None and actor.id is not None and holds(actor.id, READ, timezone.now()):
        yield NavItem(_("Impact"), reverse("impact:study-list"), order=62)
