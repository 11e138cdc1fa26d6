"""What the desk itself puts into the navigation."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from preceptor.foundation.look.public import NavItem


def navigation(request: HttpRequest) -> list[NavItem]:  # noqa: ARG001  every source of entries is asked with the request
    """My desk, first of all."""
    return [NavItem(_("My desk"), reverse("desk:my-desk"), order=0)]
