"""How surveys refuse."""

from django.utils.translation import gettext as _

from preceptor.foundation.look.public import Refusal


class SurveyRefused(Refusal):
    """A survey, group, theme, content or advice cannot be changed that way."""


class SurveyUnknown(Refusal):
    """There is no such thing for this person."""

    status = 404


def unknown() -> SurveyUnknown:
    """The same answer for what is not there and what is not theirs."""
    return SurveyUnknown(
        "unknown-listening",
        _("There is no such survey, group or meeting for you."),
        remedy=_("Open it from your list again."),
    )
