"""How the sign-in library behaves here: no public sign-up, sign-ins recorded, second factors sealed."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from preceptor.foundation.accounts.commands.accounts import SECOND_FACTOR
from preceptor.foundation.accounts.models import User
from preceptor.foundation.accounts.queries.asker import actor_for
from preceptor.foundation.accounts.rules.keyring import SealBroken, seal, unseal
from preceptor.foundation.audit.public import record
from preceptor.foundation.look.public import Refusal

log = logging.getLogger(__name__)


class SecondFactorUnreadable(Refusal):
    """No installation key opens the second factor; nobody is let in by it."""

    status = 503


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library ships no types
    """Accounts are opened from the district's records, never by the public."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves."""
        return False

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **facts: Any) -> HttpResponse | None:
        """Turn away people who left the district, as closed accounts are."""
        if isinstance(user, User) and user.person is not None and not user.person.active:
            user.is_active = False  # for this request alone, so that the library answers as for a closed account
        response: HttpResponse | None = super().pre_login(request, user, **facts)
        return response

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **facts: Any) -> HttpResponse:
        """Record the sign-in."""
        if isinstance(user, User):
            with transaction.atomic():
                record(
                    by=actor_for(user),
                    action="accounts.signed-in",
                    about=f"accounts.user:{user.pk}",
                    facts={},
                    now=timezone.now(),
                )
        response: HttpResponse = super().post_login(request, user, **facts)
        return response

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Log a failed try with the caller's address; never what was typed, it may be a password in the wrong box."""
        log.warning("A sign-in failed from %s.", self.get_client_ip(request))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library ships no types
    """Seals what the library would keep in clear: authenticator secrets and the seed of recovery codes."""

    def encrypt(self, text: str) -> str:
        """Seal under the newest installation key."""
        return seal(text, keys=settings.INSTALLATION_KEYS, purpose=SECOND_FACTOR)

    def decrypt(self, encrypted_text: str) -> str:
        """Open with whichever installation key sealed it; refuses when none does."""
        try:
            return unseal(encrypted_text, keys=settings.INSTALLATION_KEYS, purpose=SECOND_FACTOR)
        except SealBroken as fault:
            log.error("A second factor cannot be read: %s.", fault)
            raise SecondFactorUnreadable(
                "second-factor-unreadable",
                _("Your second factor cannot be checked at the moment, so nobody is let in with it."),
                remedy=_("Tell the system administrator: an installation key is missing."),
            ) from fault
