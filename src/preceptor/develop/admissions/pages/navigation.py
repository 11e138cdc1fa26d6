"""What admissions puts into the side navigation."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from preceptor.foundation.look.public import NavItem


def navigation(_request: HttpRequest) -> Iterable[NavItem]:
    """The calls, for everybody who is signed in."""
    yield NavItem(_("Calls"), reverse("admissions:call-list"), order=30)
