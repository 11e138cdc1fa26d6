"""The door of the site: every page asks for sign-in unless it is marked open."""

from collections.abc import Callable
from typing import Any
from urllib.parse import SplitResult, urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from preceptor.foundation.accounts.models import User
from preceptor.foundation.accounts.public import (
    actor_of,
    has_authenticator,
    is_closed,
    remembering,
    second_factor_missing,
)
from preceptor.foundation.look.public import Refusal, answer

# Libraries whose views ask for sign-in by themselves where they need it, or serve everybody.
OPEN_MODULES = ("allauth.", "django.views.i18n")


class SignInRequiredMiddleware:
    """Asks for sign-in and second factor, keeps outsiders to their pages, and notes the actor on the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with remembering():
            if isinstance(request.user, User):
                _note_actor(request, request.user)
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Send whoever may not see the view yet to the page that changes that."""
        if is_open(view):
            return None
        if not request.user.is_authenticated:
            return _elsewhere(request, resolve_url(settings.LOGIN_URL))
        if second_factor_missing(request, timezone.now()):
            return _to_second_factor(request)
        return _closed_to_outsiders(request)


def _closed_to_outsiders(request: HttpRequest) -> HttpResponseBase | None:
    """A refusal of pages that are not for somebody who holds no position in the district; None for all others."""
    user, match = request.user, request.resolver_match
    if not isinstance(user, User) or match is None or not is_closed(user.person_id, match.view_name, timezone.now()):
        return None
    refusal = Refusal(
        "district-alone",
        _("This page is for people who hold a position in the district."),
        remedy=_("Your desk leads to everything of your own program."),
        status=403,
    )
    return answer(request, refusal)


def is_open(view: Callable[..., HttpResponseBase]) -> bool:
    """Whether anybody may open the view."""
    return bool(getattr(view, "open_to_all", False)) or view.__module__.startswith(OPEN_MODULES)


def _note_actor(request: HttpRequest, user: User) -> None:
    if user.person is not None and not user.person.active:
        logout(request)  # somebody who left the district while signed in
    else:
        request.actor = actor_of(request)  # type: ignore[attr-defined]  # typed on `Page`, the request that views see


def _to_second_factor(request: HttpRequest) -> HttpResponseBase:
    user = request.user
    ready = isinstance(user, User) and has_authenticator(user)
    if not ready:
        messages.info(
            request, _("What you may do here reaches others' records, so it needs an authenticator app as well.")
        )
    return _elsewhere(request, reverse("mfa_reauthenticate" if ready else "mfa_activate_totp"))


def _elsewhere(request: HttpRequest, address: str) -> HttpResponseBase:
    """Send to another page and back afterwards, in the way the caller understands."""
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"code": "sign-in-needed", "sentence": _("Sign in first."), "remedy": address}, status=401)
    if request.headers.get("HX-Request") == "true":
        shown = _parts(request.headers.get("HX-Current-URL", ""))
        return HttpResponse(status=401, headers={"HX-Redirect": _with_next(address, shown.path or "/")})
    # What was posted without a session is not kept, so the way back leads to a page and never to a bare POST address.
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else _page_before(request)
    return HttpResponseRedirect(_with_next(address, back))


def _page_before(request: HttpRequest) -> str:
    before = _parts(request.headers.get("Referer", ""))
    return before.path if before.netloc == request.get_host() and before.path else "/"


def _parts(address: str) -> SplitResult:
    """The parts of an address from outside; none when it is not one."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _with_next(address: str, back: str) -> str:
    return f"{address}?{urlencode({'next': back})}"
