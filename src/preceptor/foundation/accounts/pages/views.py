"""Pages of accounts: what may I do and why, ending my sessions, entering the demonstration."""

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from preceptor.foundation.accounts.models import User
from preceptor.foundation.accounts.public import Page, actor_of, end_sessions, open_to_all
from preceptor.foundation.accounts.queries.accounts import demo_sign_in_page, persona_user, role_list_page


@require_safe
def role_list(request: Page) -> HttpResponse:
    """What may I do, and why."""
    assert isinstance(request.user, User)  # noqa: S101  the door lets nobody else in
    page = role_list_page(request.user, timezone.now())
    return render(request, "accounts/role_list.html", {"page": page})


@require_safe
def address(request: Page) -> HttpResponse:
    """Which address I sign in with; only the personnel office changes it."""
    return render(request, "accounts/address.html")


@require_POST
def session_end(request: Page) -> HttpResponse:
    """Sign out everywhere, here too."""
    assert isinstance(request.user, User)  # noqa: S101  the door lets nobody else in
    end_sessions(by=actor_of(request), user_id=request.user.pk, now=timezone.now())
    messages.success(request, _("You are signed out on every device."))
    return redirect("account_login")


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def demo_sign_in(request: Page) -> HttpResponseBase:
    """Choose somebody to be; there is no such page outside a demonstration."""
    if not settings.DEMO:
        raise Http404
    if request.method == "POST":
        return _enter_as(request)
    return render(request, "accounts/demo_sign_in.html", {"page": demo_sign_in_page(_wanted_next(request))})


def _enter_as(request: Page) -> HttpResponseBase:
    """Sign in as a demonstration person, by the same steps as everybody (a second factor, when set up, is asked)."""
    chosen = request.POST.get("user", "")
    user = persona_user(int(chosen)) if chosen.isascii() and chosen.isdigit() and len(chosen) < 12 else None
    if user is None:
        raise Http404
    login = Login(user=user, email_verification="none", redirect_url=_wanted_next(request) or None)
    response: HttpResponse = perform_login(request, login)
    return response


def _wanted_next(request: HttpRequest) -> str:
    """Where to go afterwards, on this site only."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()) else ""
