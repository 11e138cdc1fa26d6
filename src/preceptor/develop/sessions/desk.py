"""What sessions put into the navigation."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from preceptor.develop.sessions.queries.navigating import is_member, runs_groups
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.look.public import NavItem


def navigation(request: HttpRequest) -> Iterable[NavItem]:
    """My sessions for members of groups, and groups for the office."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or actor.id is None:
        return
    if is_member(actor.id):
        yield NavItem(_("My sessions"), reverse("cohorts:my-sessions"), order=16)
    if runs_groups(actor, timezone.now()):
        yield NavItem(_("Groups"), reverse("cohorts:group-list"), order=54)
