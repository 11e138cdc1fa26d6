"""How coursework refuses."""

from django.utils.translation import gettext as _

from preceptor.foundation.look.public import Refusal


class WorkRefused(Refusal):
    """This work cannot be handed in or judged that way."""

    status = 422


class WorkUnknown(Refusal):
    """There is no such work for this person."""

    status = 404


def unknown() -> WorkUnknown:
    """The same answer for what is not there and what is not theirs."""
    return WorkUnknown(
        "unknown-work", _("There is no such work for you."), remedy=_("Open it from your own page or from your desk.")
    )
