"""Django's admin behind our own sign-in: for system administrators with a second factor, to look things up."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from preceptor.foundation.accounts.models import User
from preceptor.foundation.accounts.public import actor_of, has_authenticator, policy, session_has_second_factor

if TYPE_CHECKING:
    AnyAdmin = admin.ModelAdmin[Any]
else:  # at run time the class takes no parameters
    AnyAdmin = admin.ModelAdmin

# Sealed secrets, half-used keys, and what is confidential even to those who keep the installation.
NEVER_SHOWN = {
    "mfa.authenticator",
    "account.emailconfirmation",
    "sessions.session",
    "district.standingfact",
    "district.pendingload",
}


class LookUp(AnyAdmin):
    """A model that administrators can look up and not change."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class AdministratorSite(admin.AdminSite):
    """The admin behind our own sign-in: no password form of its own, no writing past the commands."""

    site_header = gettext_lazy("Preceptor back office")
    site_title = gettext_lazy("Back office")
    index_title = gettext_lazy("Records, to look up")
    final_catch_all_view = False  # an address that is not there is simply not found

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Register for looking up, whatever the model's own admin class would allow."""
        several: list[Any] = [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        shown = [model for model in several if model._meta.label_lower not in NEVER_SHOWN]
        given = admin_class or admin.ModelAdmin
        safe = given if issubclass(given, LookUp) else type(f"LookUp{given.__name__}", (LookUp, given), {})
        super().register([model for model in shown if not self.is_registered(model)], safe, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """System administrators whose session gave a second factor; in the demonstration too."""
        return _administers(request) and session_has_second_factor(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send to the site's own sign-in: the library's form would sign in by password alone."""
        if not request.user.is_authenticated:
            return _on_the_way(resolve_url("account_login"))
        if not _administers(request):
            raise PermissionDenied
        if session_has_second_factor(request):
            return HttpResponseRedirect(reverse("admin:index", current_app=self.name))
        messages.info(request, _("The back office asks for a code from your authenticator app."))
        ready = isinstance(request.user, User) and has_authenticator(request.user)
        return _on_the_way(reverse("mfa_reauthenticate" if ready else "mfa_activate_totp"))

    def logout(  # type: ignore[override]  # a way elsewhere instead of a page
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Sign out as everywhere else."""
        return HttpResponseRedirect(reverse("account_logout"))

    def password_change(  # type: ignore[override]  # a way elsewhere instead of a page
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Change the password as everywhere else."""
        return HttpResponseRedirect(reverse("account_change_password"))


def _administers(request: HttpRequest) -> bool:
    """Whether the account is an administrator's by position, or was made on the server's command line."""
    user = request.user
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.is_superuser or policy(actor_of(request), "accounts.manage", where=None, now=timezone.now())


def _on_the_way(address: str) -> HttpResponse:
    # Back to the first page of the admin only: no address from outside is taken along.
    return HttpResponseRedirect(f"{address}?{urlencode({'next': reverse('admin:index')})}")
