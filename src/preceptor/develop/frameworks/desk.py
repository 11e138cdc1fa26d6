"""What frameworks put into the navigation."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from preceptor.foundation.accounts.public import holds
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.look.public import NavItem


def navigation(request: HttpRequest) -> Iterable[NavItem]:
    """Frameworks, for those who may load one; others come to them from what points at them."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is not None and actor.id is not None and holds(actor.id, "frameworks.load", timezone.now()):
        yield NavItem(_("Frameworks"), reverse("frameworks:framework-list"), order=70)
