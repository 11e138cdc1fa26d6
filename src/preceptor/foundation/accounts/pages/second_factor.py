"""The second step's forms: a code counts once for as long as it could be valid."""

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

PERIOD_SECONDS = 30


class _Once:
    """Refuses a used code: the library remembers it for 30 seconds, but the tolerance keeps it valid for longer."""

    user: Any

    def clean_code(self) -> str:
        """The code, spent."""
        code: str = super().clean_code()  # type: ignore[misc]  # the form beside which this class stands
        valid_for = PERIOD_SECONDS * (2 * settings.MFA_TOTP_TOLERANCE + 1)
        if not cache.add(f"accounts.code:{self.user.pk}:{code}", "used", timeout=valid_for):
            raise ValidationError(_("This code was used already. Wait for the next one in your app."))
        return code


class CodeForm(_Once, AuthenticateForm):  # type: ignore[misc]  # the library ships no types
    """The second step of signing in."""


class CodeAgainForm(_Once, ReauthenticateForm):  # type: ignore[misc]  # the library ships no types
    """The code again, before something that binds."""
