"""What jobs puts into the side navigation."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import caller, may
from preceptor.foundation.look.public import NavItem


def navigation(request: HttpRequest) -> Iterable[NavItem]:
    """The list of background work for those who look after it."""
    if may(caller(request), "jobs.read", now=timezone.now()):
        yield NavItem(_("Background work"), reverse("jobs:job-list"), order=85)
