"""What letters put into the side navigation."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from preceptor.foundation.look.public import NavItem


def navigation(_request: HttpRequest) -> Iterable[NavItem]:
    """One's letters."""
    yield NavItem(_("Letters"), reverse("letters:letter-list"), order=28)
