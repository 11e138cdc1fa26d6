"""Who asks for a page: the typed request, its actor, and the marks that a view can carry."""

import time
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from preceptor.foundation.accounts.models import User
from preceptor.foundation.accounts.queries.outside import second_factor_wanted
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.look.public import Refusal

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class Page(HttpRequest):
    """A request as pages see it."""

    htmx: HtmxDetails
    actor: Actor


class SignInNeeded(Refusal):
    """Nobody is signed in."""

    status = 401


def actor_for(user: User) -> Actor:
    """The actor of an account; a technical account has no number and so no role."""
    return Actor("person", user.person_id, user.get_full_name())


def actor_of(request: HttpRequest) -> Actor:
    """The one who is signed in; refuses when nobody is."""
    if isinstance(request.user, User):
        return actor_for(request.user)
    raise SignInNeeded(
        "sign-in-needed", _("This page is for people who are signed in."), remedy=_("Sign in and come back here.")
    )


def person_id_of(request: HttpRequest) -> int:
    """The person who is signed in; refuses for technical accounts, which are nobody."""
    person_id = actor_of(request).id
    if person_id is None:
        raise SignInNeeded(
            "no-person",
            _("This account belongs to no person of the district."),
            remedy=_("Sign in with your own account."),
            status=403,
        )
    return person_id


def open_to_all(view: View) -> View:
    """Mark a view that anybody may open, signed in or not."""
    view.open_to_all = True  # type: ignore[attr-defined]  # the mark that the middleware looks for
    return view


def recently_signed_in(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Before a change that binds somebody, ask for the password or code again unless it was given just now."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not gave_proof_recently(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return asked


def gave_proof_recently(request: HttpRequest) -> bool:
    """Whether this session saw a password or a code lately; an account that has neither cannot be asked."""
    records = get_authentication_records(request, request.user if isinstance(request.user, User) else None)
    latest = max((float(record["at"]) for record in records), default=0.0)
    if time.time() - latest < float(settings.ACCOUNT_REAUTHENTICATION_TIMEOUT):
        return True
    flows: list[dict[str, object]] = get_reauthentication_flows(request.user)
    return not flows


def session_has_second_factor(request: HttpRequest) -> bool:
    """Whether this very session was opened or confirmed with a second factor."""
    records = get_authentication_records(request, request.user if isinstance(request.user, User) else None)
    return any(record.get("method") == "mfa" for record in records)


def has_authenticator(user: User) -> bool:
    """Whether the account has a second factor set up."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists())


def second_factor_missing(request: HttpRequest, now: datetime) -> bool:
    """Whether the signed-in person's roles ask for a second factor that this session has not given."""
    user = request.user
    if settings.DEMO or not isinstance(user, User) or session_has_second_factor(request):
        return False
    return user.is_superuser or (user.person_id is not None and second_factor_wanted(user.person_id, now))
