"""The answer for what is not there and what is not the reader's; both are told alike."""

from django.utils.translation import gettext as _

from preceptor.foundation.look.public import Refusal


class ComplianceMissing(Refusal):
    """There is no such thing, or it is not for the reader."""

    status = 404


def missing() -> ComplianceMissing:
    """The same words for both."""
    return ComplianceMissing(
        "compliance-missing", _("There is no such page of compliance for you."), remedy=_("Open it from your desk.")
    )
