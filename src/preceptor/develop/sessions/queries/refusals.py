"""How sessions refuse."""

from django.utils.translation import gettext as _

from preceptor.foundation.look.public import Refusal


class SessionRefused(Refusal):
    """A group or session cannot be changed that way."""


class SessionUnknown(Refusal):
    """There is no such group or session for this person."""

    status = 404


def unknown() -> SessionUnknown:
    """The same answer for what is not there and what is not theirs."""
    return SessionUnknown(
        "unknown-session", _("There is no such group or session for you."), remedy=_("Open it from your list again.")
    )
