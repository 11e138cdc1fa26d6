"""What accounts puts into the side navigation."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from preceptor.foundation.accounts.public import actor_of, policy
from preceptor.foundation.look.public import NavItem


def navigation(request: HttpRequest) -> Iterable[NavItem]:
    """The back office for those who may enter it; one's own account for everybody."""
    if policy(actor_of(request), "accounts.manage", where=None, now=timezone.now()):
        yield NavItem(_("Back office"), reverse("admin:index"), order=80)
    yield NavItem(_("My account"), reverse("accounts:role-list"), order=90)
