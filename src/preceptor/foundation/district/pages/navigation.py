"""What the district puts into the side navigation."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import caller, may
from preceptor.foundation.look.public import NavItem


def navigation(request: HttpRequest) -> Iterable[NavItem]:
    """Schools for whoever may look them up; loading for whoever may load."""
    by, now = caller(request), timezone.now()
    if may(by, "district.read", now=now):
        yield NavItem(_("Schools"), reverse("district:school-list"), order=60)
    if may(by, "district.load", now=now):
        yield NavItem(_("Load a file"), reverse("district:load"), order=70)
