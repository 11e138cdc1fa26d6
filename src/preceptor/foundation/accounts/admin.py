"""Records that system administrators can look up; the admin's site makes each of them read-only."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy

from preceptor.foundation.accounts.models import DemoPersona, SecretLink, User
from preceptor.foundation.accounts.public import (
    actor_of,
    close_account,
    end_sessions,
    remove_second_factor,
    reopen_account,
)

if TYPE_CHECKING:
    AnyAdmin = admin.ModelAdmin[Any]
else:  # at run time the class takes no parameters
    AnyAdmin = admin.ModelAdmin


@admin.action(description=gettext_lazy("End all sessions"))
def end_all_sessions(_self: object, request: HttpRequest, chosen: QuerySet[User]) -> None:
    """End every session of the chosen accounts."""
    for user in chosen:
        end_sessions(by=actor_of(request), user_id=user.pk, now=timezone.now())


@admin.action(description=gettext_lazy("Remove a lost second factor"))
def remove_lost_second_factor(_self: object, request: HttpRequest, chosen: QuerySet[User]) -> None:
    """Remove the second factor of the chosen accounts."""
    for user in chosen:
        remove_second_factor(by=actor_of(request), user_id=user.pk, now=timezone.now())


@admin.action(description=gettext_lazy("Close the account"))
def close(_self: object, request: HttpRequest, chosen: QuerySet[User]) -> None:
    """Close the chosen accounts."""
    for user in chosen:
        close_account(by=actor_of(request), user_id=user.pk, now=timezone.now())


@admin.action(description=gettext_lazy("Open the account again"))
def reopen(_self: object, request: HttpRequest, chosen: QuerySet[User]) -> None:
    """Open the chosen accounts again."""
    for user in chosen:
        reopen_account(by=actor_of(request), user_id=user.pk, now=timezone.now())


@admin.register(User)
class UserAdmin(AnyAdmin):
    """Accounts: looked up, and changed by the commands alone."""

    list_display = ["email", "person", "is_active", "last_login"]
    search_fields = ["email", "person__family_name", "person__given_name"]
    list_filter = ["is_active", "is_superuser"]
    exclude = ["password", "groups", "user_permissions", "session_round"]
    actions = [end_all_sessions, remove_lost_second_factor, close, reopen]


@admin.register(SecretLink)
class SecretLinkAdmin(AnyAdmin):
    """Secret links, without the hashes."""

    list_display = ["purpose", "about", "email", "expires", "used", "revoked", "replaced"]
    search_fields = ["about", "email"]
    exclude = ["token_hash"]


ELSEWHERE: list[Any] = list(apps.get_app_config("district").get_models())
admin.site.register([DemoPersona, *ELSEWHERE])
