"""What admissions puts into the side navigation."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from preceptor.develop.admissions.queries.duties import coordinates
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.look.public import NavItem


def navigation(request: HttpRequest) -> Iterable[NavItem]:
    """The calls, for everybody who is signed in; the applications, for those who coordinate some."""
    yield NavItem(_("Calls"), reverse("admissions:call-list"), order=30)
    actor: Actor | None = getattr(request, "actor", None)
    if actor is not None and actor.id is not None and coordinates(actor.id, timezone.now()):
        yield NavItem(_("Applications"), reverse("admissions:office-home"), order=25)
